# ruff: noqa: E501 - a pattern is easier to check on one line
"""Ages in words: the one a question names, and those a text is for."""

from __future__ import annotations

import re
from functools import lru_cache

OLDEST = 200
OLD = 60  # the least age from which a range speaks of older adults

_N = r"(\d{1,3})"
_NOT_AGES = (  # "less than 5%" and "under 10 mm" are no ages
    r"(?!\d|\.\d| ?(?:%|[cm]m\b|m?g\b|kg|m[lL]\b|mmol|percent|per\b|points?|minutes?|hours?|days?|weeks?"
    r"|months?|patients|cases|times))"
)
_YEARS = re.compile(  # "every 2 to 3 years" and "for 2 to 3 years" are no ages
    r"(?<![\d.])(?<!every )(?<!for )(?<!after )(?<!within )(?<!over )(?<!in )(?<!of )"
    rf"{_N} ?(?:to|-|–|−|through|and) ?{_N} ?(?:y\b|years?)|\bage: {_N}[-–−]{_N}"
)
_FROM = re.compile(rf"{_N} ?(?:y\b|years?)(?: of age)?,? (?:or|and) (?:older|over|above)")
_START = re.compile(rf"(?:at|from|starting at|beginning at) age {_N}")
_OVER = re.compile(rf"\b(?:older than|over age|over the age of) {_N}{_NOT_AGES}")
_UNDER = re.compile(rf"(?:younger than|under|less than) {_N}{_NOT_AGES}")
_UP_TO = re.compile(rf"{_N} ?(?:y\b|years?)(?: of age)?,? (?:or|and) (?:younger|under)")
# Some of those meant, not all: "adults, including older adults (65 years or older)".
_AMONG = re.compile(r"(?i),? including\b[^;.]*")
_SINGLE = re.compile(
    r"(?<![-–−\d.])(?<!to )(?<!and )(?<!than )\b([6-9]\d)(?:[ -]years?\b(?! (?:or|and) younger)|(?=\W*$))"
    r"|\baged ([6-9]\d)\b(?! to| and|[-–−])"
)

_ASKED_BETWEEN = re.compile(
    rf"\b(?:aged? |ages |between )(?:ages )?{_N} ?(?:to|-|–|−|and) ?{_N}\b"
    rf"|\b{_N} ?(?:to|-|–) ?{_N}[ -]years?\b"
)
_ASKED_FROM = re.compile(
    rf"\b{_N}(?: years?)?(?: old| of age)? (?:or|and) (?:older|over|above|up)\b"
    rf"|\b(?:aged? )?{_N}\+(?! ?(?:mg|mm|%))|\bat least {_N} years"
)
_ASKED_OVER = re.compile(
    rf"\b(?:over|above|older than|past)(?: age| the age of)? {_N}{_NOT_AGES}(?!/)"
)
_ASKED_UNDER = re.compile(
    rf"\b(?:younger than|under|below)(?: age| the age of)? {_N}{_NOT_AGES}(?!/)"
)
_ASKED = re.compile(
    rf"\b(?:aged?|age of|at) {_N}\b{_NOT_AGES}|\b{_N}[- ]?(?:years?|y|yo)[- ]?(?:old|of age|o\b|\b(?= ?(?:m|f|male|female|man|woman|boy|girl)\b))"
)
_MEASURED = re.compile(
    r"(?i)\b(?:pressure|bp|systolic|diastolic|bmi|index|ldl|a1c|cholesterol|glucose|score|risk|rate|egfr"
    r"|clearance|ferritin|tsh|psa|platelets?|levels?|counts?|potassium|sodium|creatinine|temperature|qtc)"
    r"(?: (?:is|of|at))?$"
)


@lru_cache(maxsize=64)
def asked_ages(text: str) -> tuple[int, int] | None:
    """The ages in years that a question is about, both ends included, if it names any."""
    low = text.lower()
    for pattern, reading in (
        (_ASKED_BETWEEN, lambda first, second: (first, second)),
        (_ASKED_FROM, lambda first, _: (first, OLDEST)),
        (_ASKED_OVER, lambda first, _: (first + 1, OLDEST)),
        (_ASKED_UNDER, lambda first, _: (0, first - 1)),
        (_ASKED, lambda first, _: (first, first)),
    ):
        found = pattern.search(low)
        if found is None or _MEASURED.search(low[: found.start()].rstrip()):
            continue
        numbers = [int(each) for each in found.groups() if each]
        return reading(numbers[0], numbers[-1])
    return None


def ranges(text: str) -> list[tuple[int, int]]:
    """The ages a text is for, both ends included; what it only includes among them is no limit."""
    text = _AMONG.sub("", text)
    found = [(int(a or c), int(b or d)) for a, b, c, d in _YEARS.findall(text)]
    found += [(int(low), OLDEST) for low in _FROM.findall(text)]
    found += [(int(low), OLDEST) for low in _START.findall(text)]
    found += [(int(low) + 1, OLDEST) for low in _OVER.findall(text)]
    found += [(0, int(high) - 1) for high in _UNDER.findall(text)]
    return found + [(0, int(high)) for high in _UP_TO.findall(text)]


def includes(population: str, low: int, high: int | None = None) -> bool:
    """Whether any age of `low` to `high` lies in those a population names; true where it names
    none.
    """
    held = ranges(population)
    last = low if high is None else high
    return not held or any(first <= last and low <= end for first, end in held)


def older(text: str) -> bool:
    """Whether a text names ages that only older adults have."""
    return any(low >= OLD for low, _ in ranges(text)) or _SINGLE.search(text) is not None
