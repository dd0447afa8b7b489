# ruff: noqa: E501 - a pattern is easier to check on one line
"""What a text says beside what is asked: of the study's own conduct, of its own few patients, of the
disease where harms are asked for.
"""

from __future__ import annotations

import re

from osler.answer.candidate import Candidate
from osler.answer.cues import cued
from osler.answer.question import Question, QuestionKind
from osler.evidence.document import Family

_CONDUCT = cued(
    r"(?i)\b(?:proposed|planned) (?:study|trial)\b|\b(?:study|trial) protocol\b|\b(?:in|under) (?:this|our|the present) protocol\b"
    r"|\brisks? [^.;]{0,120}\b(?:is|are|was|were) considered (?:to be )?(?:very )?(?:minimal|low|acceptable|negligible)\b"
    r"|\binformed consent\b|\bethic(?:s|al) (?:committee|board|approval)\b|\binstitutional review board\b"
)
_PATIENTS = re.compile(
    r"(?i)\bwe (?:report|present|describe),? (?:here,? |for the first time,? )(?:an?|one|two|three|four|the|our) "
    r"|\bin an? [\w -]{3,40} patient (?:is|was) (?:reported|described)\b"
    r"|^the patient['’]s (?:[\w-]+ ){1,8}(?:resolved|improved|remained|worsened)\b"
)
_COUNTED = cued(
    r"(?i)\b(?:was|were) (?:\w+ )?(?:diagnosed|confirmed|established|made) in (?:only )?\d+|\b\d+ \(\d[\d.]* ?%\) had (?:an? )?(?:\w+ )?diagnosis\b|\bin \d{1,2} of (?:the )?\d{1,3} (?:\w+ )?(?:patients|cases)\b"
)
_MEASURES = cued(r"(?i)\b(?:sensitiv\w+|specific\w+|accura\w+|predictive)\b")
_DISEASE = cued(
    r"(?i)\brisks? (?:of|for) (?:\w+ ){0,2}(?:relapse|recurrence|treatment failure|resistance)\b"
)
_INSTEAD = cued(
    r"(?i)\bcan (?:replace|substitute for|be substituted for|be used instead of)\b|\bis an alternative to\b"
)
_HARM = cued(
    r"(?i)\b(?:adverse|side effects?|toxic\w*|hepat\w+|bleeding|injury|reactions?|intoleran\w+)\b"
)


def beside(question: Question, candidate: Candidate) -> str | None:
    """Why a sentence tells of something beside what is asked, or None."""
    text = candidate.text
    research = candidate.hit.header.family is Family.RESEARCH
    if research and _CONDUCT.search(text):
        return "speaks of the study's own conduct"
    if research and _PATIENTS.search(text):
        return "tells of one patient"
    counted = _COUNTED.search(text) is not None and _MEASURES.search(text) is None
    if question.kind is QuestionKind.DIAGNOSIS and research and counted:
        return "counts those diagnosed, and does not say how"
    if question.kind is not QuestionKind.ADVERSE_EFFECT:
        return None
    if _INSTEAD.search(text):
        return "tells what may be given instead"
    told = _DISEASE.search(text) is not None and _HARM.search(text) is None
    return "tells of the disease, not of a harm" if told else None
