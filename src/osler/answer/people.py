"""Whom a text speaks of: populations, ages and phenotypes."""

from __future__ import annotations

import re
from functools import lru_cache

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
        r"years of age"
    ),
    "infants": r"infan|neonat|newborn|\bbab(?:y|ies)|pa?ediatric",
    "older adults": r"\bolder|elderly|geriatric|\baged?\b|\b[678]\d years",
    "men": r"\bm[ae]n\b|\bmales?\b",
    "women": r"\bwom[ae]n\b|\bfemales?\b",
    "renal impairment": r"(?<!ad)renal|kidney|creatinine clearance|dialysis|\be?gfr\b",
    "hepatic impairment": r"hepat|\blivers?\b|cirrho|child-pugh",
}
_PATTERNS = {name: cued(words, re.IGNORECASE) for name, words in _SPOKEN.items()}

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
    r"(?i)\b(?:genotyp|pharmacogen|metaboli[sz]er|allele|varian|polymorphism|CYP\d|SLCO|HLA|TPMT|NUDT|DPYD|UGT|G6PD"
    r"|genes?|genetic\w*|CPIC|DPWG|IFNL|VKORC|RYR1|CACNA|(?:de|in)creased function|poor function)"
)

_YEARS = re.compile(  # "every 2 to 3 years" and "for 2 to 3 years" are no ages
    r"(?<![\d.])(?<!every )(?<!for )(?<!after )(?<!within )(?<!over )(?<!in )(?<!of )"
    r"(\d{1,3}) ?(?:to|-|–|through|and) ?(\d{1,3}) ?(?:y\b|years?)"
)
_FROM = re.compile(r"(\d{1,3}) ?(?:y\b|years?)(?: of age)?,? (?:or|and) (?:older|over|above)")
_START = re.compile(r"(?:at|from|starting at|beginning at) age (\d{1,3})")
_UNDER = re.compile(  # "less than 5%" and "under 10 mm" are no ages
    r"(?:younger than|under|less than) (\d{1,3})(?!\d|\.\d| ?(?:%|[cm]m\b|m?g\b|kg|m[lL]\b|mmol|"
    r"percent|per\b|points?|minutes?|hours?|days?|weeks?|months?|patients|cases|times))"
)
_AGE = re.compile(
    r"(?i)\b(?:aged?|age of|over|at) (\d{1,3})\b|\b(\d{1,3})[- ]?(?:years?|y)[- ]?(?:old|of age)"
)
_PHENOTYPES = re.compile(
    r"(?i)\b((?:ultrarapid|rapid|normal|extensive|intermediate|poor)(?= metaboli[sz]er)"
    r"|(?:increased|normal|decreased|poor)(?= function))"
)


def speaks_of(population: str, text: str) -> bool:
    """Whether a text speaks of a population; true for populations without a pattern."""
    pattern = _PATTERNS.get(population)
    return pattern is None or pattern.search(text) is not None


@lru_cache(maxsize=64)
def age(text: str) -> int | None:
    """The age in years that a question names, if any."""
    found = _AGE.search(text)
    return int(found[1] or found[2]) if found else None


def includes(population: str, years: int) -> bool:
    """Whether an age lies in the ages a population names; true where it names none."""
    ranges = [(int(low), int(high)) for low, high in _YEARS.findall(population)]
    ranges += [(int(low), 200) for low in _FROM.findall(population)]
    ranges += [(0, int(high) - 1) for high in _UNDER.findall(population)]
    ranges += [(int(low), 200) for low in _START.findall(population)]
    return not ranges or any(low <= years <= high for low, high in ranges)


@lru_cache(maxsize=2048)
def phenotypes(text: str) -> frozenset[str]:
    """Metaboliser or function phenotypes named, as single words ("poor", "decreased")."""
    return frozenset(found.lower() for found in _PHENOTYPES.findall(text))
