"""From publication types, MeSH and titles to study design.

Types and unique identifiers: NLM, https://www.nlm.nih.gov/mesh/pubtypes.html
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from osler.evidence.document import MeshHeading
from osler.evidence.standing import StudyDesign

_BY_UI = {
    "D017065": StudyDesign.PRACTICE_GUIDELINE,
    "D016431": StudyDesign.PRACTICE_GUIDELINE,
    "D016446": StudyDesign.CONSENSUS,
    "D016447": StudyDesign.CONSENSUS,
    "D017418": StudyDesign.META_ANALYSIS,
    "D000078182": StudyDesign.SYSTEMATIC_REVIEW,
    "D016449": StudyDesign.RANDOMISED_TRIAL,
    "D065007": StudyDesign.RANDOMISED_TRIAL,
    "D018848": StudyDesign.CLINICAL_TRIAL,
    "D016430": StudyDesign.CLINICAL_TRIAL,
    "D017426": StudyDesign.CLINICAL_TRIAL,
    "D017427": StudyDesign.CLINICAL_TRIAL,
    "D017428": StudyDesign.CLINICAL_TRIAL,
    "D017429": StudyDesign.CLINICAL_TRIAL,
    "D064888": StudyDesign.OBSERVATIONAL,
    "D016454": StudyDesign.REVIEW,
    "D002363": StudyDesign.CASE_REPORT,
    "D016421": StudyDesign.EDITORIAL,
    "D016422": StudyDesign.LETTER,
    "D016420": StudyDesign.COMMENT,
    "D016425": StudyDesign.NOTICE,
    "D016440": StudyDesign.NOTICE,
}
_BY_NAME = {
    "practice guideline": StudyDesign.PRACTICE_GUIDELINE,
    "guideline": StudyDesign.PRACTICE_GUIDELINE,
    "consensus development conference": StudyDesign.CONSENSUS,
    "consensus development conference, nih": StudyDesign.CONSENSUS,
    "consensus statement": StudyDesign.CONSENSUS,
    "meta-analysis": StudyDesign.META_ANALYSIS,
    "network meta-analysis": StudyDesign.META_ANALYSIS,
    "systematic review": StudyDesign.SYSTEMATIC_REVIEW,
    "randomized controlled trial": StudyDesign.RANDOMISED_TRIAL,
    "pragmatic clinical trial": StudyDesign.RANDOMISED_TRIAL,
    "equivalence trial": StudyDesign.RANDOMISED_TRIAL,
    "adaptive clinical trial": StudyDesign.CLINICAL_TRIAL,
    "controlled clinical trial": StudyDesign.CLINICAL_TRIAL,
    "clinical trial": StudyDesign.CLINICAL_TRIAL,
    "clinical trial, phase i": StudyDesign.CLINICAL_TRIAL,
    "clinical trial, phase ii": StudyDesign.CLINICAL_TRIAL,
    "clinical trial, phase iii": StudyDesign.CLINICAL_TRIAL,
    "clinical trial, phase iv": StudyDesign.CLINICAL_TRIAL,
    "observational study": StudyDesign.OBSERVATIONAL,
    "twin study": StudyDesign.OBSERVATIONAL,
    "review": StudyDesign.REVIEW,
    "scoping review": StudyDesign.REVIEW,
    "case reports": StudyDesign.CASE_REPORT,
    "editorial": StudyDesign.EDITORIAL,
    "letter": StudyDesign.LETTER,
    "comment": StudyDesign.COMMENT,
    "published erratum": StudyDesign.NOTICE,
    "retraction of publication": StudyDesign.NOTICE,
    "retraction notice": StudyDesign.NOTICE,
    "expression of concern": StudyDesign.NOTICE,
    "randomized controlled trial, veterinary": StudyDesign.LABORATORY,
    "clinical trial, veterinary": StudyDesign.LABORATORY,
    "observational study, veterinary": StudyDesign.LABORATORY,
}

# When several apply the first stands. A notice is never evidence, whatever else it is called. A
# case report outranks everything short of synthesis and randomisation, so that "case report and
# review of the literature" never speaks as a review.
_PRECEDENCE = (
    StudyDesign.NOTICE,
    StudyDesign.LABORATORY,
    StudyDesign.PRACTICE_GUIDELINE,
    StudyDesign.CONSENSUS,
    StudyDesign.SYSTEMATIC_REVIEW,
    StudyDesign.META_ANALYSIS,
    StudyDesign.RANDOMISED_TRIAL,
    StudyDesign.CASE_REPORT,
    StudyDesign.CLINICAL_TRIAL,
    StudyDesign.OBSERVATIONAL,
    StudyDesign.COMMENT,
    StudyDesign.EDITORIAL,
    StudyDesign.LETTER,
    StudyDesign.REVIEW,
)

_NOT_YET = re.compile(r"\bprotocols?\b|\brationale and (?:study )?design\b|\bstudy design\b")
_TITLES = (  # the words are a quick first look
    (
        "systematic",
        re.compile(r"(?<!of )\bsystematic(?: literature)? reviews?\b"),
        "SYSTEMATIC_REVIEW",
    ),
    ("meta", re.compile(r"\bmeta-?analys[ei]s\b"), "META_ANALYSIS"),
    (
        "randomi",
        re.compile(r"\brandomi[sz]ed,?(?: [\w-]+,?){0,5} (?:trial|study)\b"),
        "RANDOMISED_TRIAL",
    ),
    ("case", re.compile(r"\bcase (?:reports?|series)\b|\ba case of\b"), "CASE_REPORT"),
    ("cohort", re.compile(r"\bcohort (?:study|analysis)\b"), "OBSERVATIONAL"),
    ("case-control", re.compile(r"\bcase-control (?:study|analysis)\b"), "OBSERVATIONAL"),
    ("cross-sec", re.compile(r"\bcross-sectional (?:study|analysis|survey)\b"), "OBSERVATIONAL"),
    ("review", re.compile(r"\b(?:narrative|scoping|literature|umbrella) review\b"), "REVIEW"),
)
_ANIMALS = ("mice", "rats", "fish", "rabbits", "pig", "dogs", "sheep", "hamsters", "model", "vitro")
_ANIMAL_TITLE = re.compile(
    r"\bin (?:[\w-]+ ){0,2}(?:mice|rats|zebrafish|rabbits|piglets|pigs|dogs|sheep|hamsters)\b"
    r"|\b(?:mouse|rat|murine|rodent|zebrafish|porcine|canine) (?:[\w-]+ )?models?\b"
    r"|\bin[ -]vitro\b(?! (?:fertili[sz]ation|maturation|diagnostic))"
)

RETRACTED = frozenset({"D016441", "retracted publication"})
PREPRINT = frozenset({"D000076942", "preprint"})


def known(ui: str | None, name: str) -> str:
    """What to match a publication type by: its identifier, else its name in lower case."""
    return ui if ui in _BY_UI or ui in RETRACTED or ui in PREPRINT else name.lower()


@lru_cache(maxsize=8192)
def of_types(types: tuple[str, ...]) -> StudyDesign | None:
    """The design that a record's publication types (see `known`) name; None if they name none."""
    found = {_BY_UI.get(each) or _BY_NAME.get(each) for each in types}
    return next((design for design in _PRECEDENCE if design in found), None)


def of_title(title: str) -> StudyDesign | None:
    """The design that a title states of its own work: for records whose types do not say.

    A protocol has no results, so it is no trial yet.
    """
    lower = title.lower()
    if ("protocol" in lower or "design" in lower) and _NOT_YET.search(lower):
        return None
    for word, pattern, design in _TITLES:
        if word in lower and pattern.search(lower):
            return StudyDesign[design]
    return None


def about_animals(mesh: Collection[MeshHeading], title: str) -> bool:
    """MeSH says Animals (or In Vitro Techniques) and not Humans; unindexed records: the title."""
    if not mesh:
        lower = title.lower()
        for word in _ANIMALS:
            if word in lower:
                return _ANIMAL_TITLE.search(lower) is not None
        return False
    names = {heading.name for heading in mesh}
    return "Humans" not in names and not names.isdisjoint({"Animals", "In Vitro Techniques"})


def any_of(types: Iterable[str], wanted: frozenset[str]) -> bool:
    """Whether a publication type (see `known`) is among those wanted."""
    return not wanted.isdisjoint(types)


_RETRACTED_TITLE = re.compile(
    r"\W*(?:retracted|withdrawn|removed|temporary removal)(?: article| paper)?\W*[:.\]]", re.I
)


def retracted_title(title: str) -> bool:
    """Whether a title begins as journals mark a retracted or withdrawn article."""
    return _RETRACTED_TITLE.match(title) is not None
