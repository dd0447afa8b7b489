# ruff: noqa: E501 - a pattern is easier to check on one line
"""Whom a text speaks of: populations and sexes. Ages: `ages.py`; genes: `genes.py`."""

from __future__ import annotations

import re

from osler.answer.ages import older
from osler.answer.cues import cued

PREGNANCY = (
    r"pregnan|fo?etal|fo?etus|embryo|teratogen|trimester|\bgestation|birth defect|malformation|"
    r"miscarriage|reproductive potential|childbearing|(?<!mis)conception"
)
LACTATION = (
    r"lactati(?:on|ng)|breast[- ]?f(?:ed|eed)|breast milk|nursing (?:mother|wom|infant|parent)"
)
_SPOKEN = {
    "pregnancy": PREGNANCY,
    "breastfeeding": LACTATION,
    "children": (
        r"\bchild(?!-pugh|bear|birth)|pa?ediatric|adolescen|infan|neonat|\bboys?\b|\bgirls?\b|"
        r"years of age|\btooth development"
    ),
    "infants": r"infan|neonat|newborn|\bbab(?:y|ies)|pa?ediatric",
    "older adults": (
        r"\bolder (?:adults?|people|persons?|patients?|individuals?|wom[ae]n|m[ae]n|folk|age)\b|"
        r"elderly|geriatric|\bseniors?\b|\bold age\b"
    ),
    "men": r"\bm[ae]n\b|\bmales?\b",
    "women": r"\bwom[ae]n\b|\bfemales?\b",
    "renal impairment": r"(?<!ad)renal|kidney|creatinine clearance|dialysis|\be?gfr\b",
    "hepatic impairment": r"hepat|\blivers?\b|cirrho|child-pugh",
}
_PATTERNS = {name: cued(words, re.IGNORECASE) for name, words in _SPOKEN.items()}

_YOUNG_IN = re.compile(
    r"(?i)\bunborn (?:infants?|child(?:ren)?|bab(?:y|ies))"
    r"|\b(?:nursing|breast-?fed|breastfeeding|exposed) (?:infants?|child(?:ren)?|bab(?:y|ies))"
)
# Words that name people to leave them out, or only to speak of their mothers.
_NOT_THEM = {
    "pregnancy": re.compile(r"(?i)\bnon-?pregnan\w+|\bnot pregnant\b"),
    "children": _YOUNG_IN,
    "infants": _YOUNG_IN,
}
# Populations of whom nothing may be said that was not said of them.
PROTECTED = frozenset(
    {"pregnancy", "breastfeeding", "children", "infants", "renal impairment", "hepatic impairment"}
)
SECTIONS = {
    "pregnancy": frozenset({"42228-7"}),
    "breastfeeding": frozenset({"77290-5", "34080-2"}),
    "children": frozenset({"34081-0"}),
    "infants": frozenset({"34081-0"}),
    "older adults": frozenset({"34082-8"}),
}

# Words by which a question asks about genes that bear on a medicine.
GENETIC = re.compile(
    r"(?i)\b(?:genotyp|pharmacogen|metaboli[sz]er|allele|varian|polymorphism|CYP ?\d|SLCO|HLA|TPMT|NUDT|DPYD|UGT|G6PD"
    r"|genes?|genetic\w*|CPIC|DPWG|IFNL|VKORC|RYR1|CACNA|(?:de|in)creased function|poor function)"
)


def speaks_of(population: str, text: str) -> bool:
    """Whether a text speaks of a population; true for populations without a pattern."""
    pattern = _PATTERNS.get(population)
    if pattern is None or (population == "older adults" and older(text)):
        return True
    others = _NOT_THEM.get(population)
    return pattern.search(others.sub(" ", text) if others else text) is not None


def sexes(text: str) -> frozenset[str]:
    """Which of "men" and "women" a text names."""
    return frozenset(name for name in ("men", "women") if _PATTERNS[name].search(text))
