"""What kind of study a JATS article reports, from its article type, subject, title and abstract."""

from __future__ import annotations

import re
from collections.abc import Sequence

from osler.evidence.standing import StudyDesign

_BY_TYPE = {
    "systematic-review": StudyDesign.SYSTEMATIC_REVIEW,
    "review-article": StudyDesign.REVIEW,
    "case-report": StudyDesign.CASE_REPORT,
    "editorial": StudyDesign.EDITORIAL,
    "letter": StudyDesign.LETTER,
    "reply": StudyDesign.LETTER,
    "article-commentary": StudyDesign.COMMENT,
    "correction": StudyDesign.NOTICE,
    "retraction": StudyDesign.NOTICE,
    "expression-of-concern": StudyDesign.NOTICE,
    "addendum": StudyDesign.NOTICE,
}
_PROTOCOL = re.compile(
    r"\bprotocol\b|\brationale and design\b|\bdesign (?:and rationale|of)\b", re.I
)
_ABOUT_GUIDELINES = re.compile(
    r"trial|randomi[sz]|adheren|implement|complian|concordan|impact|effect|evaluat|survey|protocol|"
    r"\bstud(?:y|ies)\b|uptake|versus|compar|dissemin|audit|based on|according to|feasib",
    re.I,
)
_GUIDELINE = re.compile(
    r"\b(?:practice|clinical|management|treatment|evidence-based|joint|update[ds]?)?\s*"
    r"guidelines?\b|\bpractice parameter|\brecommendations? (?:for|on|from) the\b",
    re.I,
)
_CONSENSUS = re.compile(r"\b(?:consensus|position) (?:statement|guidelines?|paper)\b", re.I)
_SYSTEMATIC = re.compile(r"\bsystematic review\b", re.I)
_META = re.compile(r"\bmeta-?analys[ie]s\b", re.I)
_TRIAL_TITLE = re.compile(
    r"\brandomi[sz]ed\b(?!.{0,30}non).{0,80}?\b(?:trial|study)\b|\bRCT\b", re.I
)
_TRIAL = re.compile(
    r"\b(?:placebo-controlled|double-blind|controlled|phase (?:[1-4]|I{1,3}|IV)|pilot|clinical)\b"
    r".{0,60}\btrial\b",
    re.I,
)
_NOT_RANDOMISED = re.compile(r"\bnon-?\s?randomi[sz]ed|\bquasi-?randomi|\bmendelian", re.I)
_ALLOCATED = re.compile(
    r"\b(?:were|was) (?:randomly (?:assigned|allocated|divided)|randomi[sz]ed (?:to|in|into|1:1))|"
    r"\brandomi[sz]ed[, -]+(?:[\w-]+[, -]+){0,4}(?:controlled|clinical|crossover|cross-over|"
    r"double-blind|placebo-controlled|open-label)[, -]+(?:[\w-]+[, -]+){0,4}trial\b",
    re.I,
)
_SECONDARY = re.compile(
    r"\bsecondary analys|\bpost[- ]hoc|\bsub-?study|\bancillary|\bfollow-up of", re.I
)
_OBSERVED = re.compile(
    r"\bcohort (?:study|analysis)|\bcase-control|\bcross-sectional|\bobservational", re.I
)
_ANIMAL = re.compile(
    r"\b(?:mice|mouse|murine|rats?|rabbits?|piglets?|pigs?|dogs?|zebrafish|in vitro)\b", re.I
)


def design(kind: str, subjects: Sequence[str], title: str, abstract: str) -> StudyDesign:
    """The most specific design the words support; `ARTICLE` where they support none.

    `kind`: the article-type attribute. A protocol has no results and is an `ARTICLE`; a secondary
    analysis of a trial is a `CLINICAL_TRIAL`. An article about guidelines is not one.
    """
    if kind in _BY_TYPE and kind != "review-article":
        return _BY_TYPE[kind]
    if guideline := _guideline(subjects, title):
        return guideline
    if is_protocol(kind, subjects, title):
        return StudyDesign.ARTICLE
    if _SYSTEMATIC.search(title):
        return StudyDesign.SYSTEMATIC_REVIEW
    if _META.search(title):
        return StudyDesign.META_ANALYSIS
    if kind == "review-article":
        return StudyDesign.REVIEW
    return _study(title, abstract)


def is_protocol(kind: str, subjects: Sequence[str], title: str) -> bool:
    """Whether the article plans a study rather than reporting one."""
    named = any("protocol" in each.casefold() for each in (kind, *subjects))
    return named or _PROTOCOL.search(title) is not None


def animal(title: str) -> bool:
    """Whether the title names an animal or laboratory model."""
    return _ANIMAL.search(title) is not None


def _guideline(subjects: Sequence[str], title: str) -> StudyDesign | None:
    words = [each for each in subjects if len(each) < 80]
    if any(_CONSENSUS.search(each) for each in words) or (
        _CONSENSUS.search(title) and not _ABOUT_GUIDELINES.search(title)
    ):
        return StudyDesign.CONSENSUS
    if any(re.fullmatch(r"(?:clinical |practice )*guidelines?", each, re.I) for each in words):
        return StudyDesign.PRACTICE_GUIDELINE
    if _GUIDELINE.search(title) and not _ABOUT_GUIDELINES.search(title):
        return StudyDesign.PRACTICE_GUIDELINE
    return None


def _study(title: str, abstract: str) -> StudyDesign:
    if _NOT_RANDOMISED.search(title):
        return StudyDesign.OBSERVATIONAL if "endelian" in title else StudyDesign.CLINICAL_TRIAL
    if _OBSERVED.search(title):
        return StudyDesign.OBSERVATIONAL
    allocated = _ALLOCATED.search(abstract) is not None and not _NOT_RANDOMISED.search(abstract)
    if _TRIAL_TITLE.search(title) or allocated:
        secondary = _SECONDARY.search(title) is not None
        return StudyDesign.CLINICAL_TRIAL if secondary else StudyDesign.RANDOMISED_TRIAL
    if _TRIAL.search(title):
        return StudyDesign.CLINICAL_TRIAL
    if animal(title):
        return StudyDesign.LABORATORY
    return StudyDesign.ARTICLE
