# ruff: noqa: E501 - a pattern is easier to check on one line
"""Sentences for which the design of their work says nothing: what it opens with, what it remarks.

A meta-analysis that says in its introduction that a drug is widely used has not shown it.
"""

from __future__ import annotations

import re

from osler.answer.candidate import Candidate
from osler.evidence.document import Family
from osler.evidence.standing import StudyDesign

_STUDIES = frozenset(
    {
        StudyDesign.SYSTEMATIC_REVIEW,
        StudyDesign.META_ANALYSIS,
        StudyDesign.RANDOMISED_TRIAL,
        StudyDesign.CLINICAL_TRIAL,
    }
)
_OPENING = re.compile(
    r"(?i)\b(?:background|introduction|context|importance|rationale)\b(?!.*\b(?:result|conclusion))"
)
_DISCUSSION = re.compile(r"(?i)\bdiscussion\b")
_OWN = re.compile(
    r"(?i)\bwe\b|\bour\b|\b(?:this|the (?:present|current)|these) (?:\w+ )?(?:study|trial|meta-analys[ie]s|review|analys[ie]s|results|findings|data)\b"
    r"|\b(?:results|findings) (?:show|suggest|indicate|of this)"
)  # fmt: skip
_FOUND = re.compile(
    r"(?i)\b(?:odds|risk|hazard|rate) ratio\b|\b95% ?CI\b|\bp ?[<=] ?0|\bpooled\b|\bsignificant(?:ly)?\b|\bcompared (?:with|to)\b|\bversus\b"
)
_CUSTOM = re.compile(
    r"(?i)\b(?:has|have) (?:long )?been (?:widely|commonly|extensively|increasingly|traditionally|frequently|often) \w+ed\b"
    r"|\b(?:is|are) (?:(?:also|still|now|currently) )?(?:widely|commonly|often|frequently|increasingly|routinely) (?:used|prescribed|given|administered|employed|considered)\b"
)  # fmt: skip


def aside(candidate: Candidate) -> str | None:
    """Why a sentence of a trial, a systematic review or a meta-analysis is none of its findings, in
    words for the reader, or None.
    """
    header, text = candidate.hit.header, candidate.text
    if header.family is not Family.RESEARCH or header.standing.design not in _STUDIES:
        return None
    path = candidate.hit.passage.path
    under = candidate.label or candidate.hit.passage.code or (path[-1] if path else "")
    if _OPENING.search(under):
        return "from its introduction, not one of its findings"
    own = _OWN.search(text) is not None
    if _DISCUSSION.search(" ".join((under, *path))) and not own:
        return "a remark in its discussion, not one of its findings"
    if _CUSTOM.search(text) and not own and not _FOUND.search(text):
        return "says what is customary, not what was found"
    return None
