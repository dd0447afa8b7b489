"""The numbers of a sentence: value, comparator, unit, what they label and what stands by them."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import lru_cache

from osler.answer.verify.context import around, beside
from osler.answer.verify.reading import Sentence
from osler.answer.verify.units import CANONICAL, UNIT, canonical

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS: dict[str, float] = {
    **{word: float(number) for number, word in enumerate(_SMALL)},
    **{word: 10.0 * (place + 2) for place, word in enumerate(_TENS)},
    "single": 1.0,
    "dozen": 12.0,
    "hundred": 100.0,
    "thousand": 1000.0,
}
_FOLDS = {
    "once": 1.0,
    "twice": 2.0,
    "thrice": 3.0,
    "double": 2.0,
    "doubled": 2.0,
    "doubling": 2.0,
    "triple": 3.0,
    "tripled": 3.0,
    "twofold": 2.0,
    "threefold": 3.0,
    "fourfold": 4.0,
    "fivefold": 5.0,
    "tenfold": 10.0,
}
_SHARES = {
    "half": 0.5,
    "one-half": 0.5,
    "quarter": 0.25,
    "one-quarter": 0.25,
    "three-quarters": 0.75,
    "one-third": 1 / 3,
    "two-thirds": 2 / 3,
    "one-fifth": 0.2,
}
SPOKEN = {**_WORDS, **_FOLDS, **_SHARES}
_UNITS_OF_WORDS = {**dict.fromkeys(_FOLDS, "fold"), **dict.fromkeys(_SHARES, "share")}
_TIMES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_COMPOUND = "|".join(f"{ten}[- ](?:{'|'.join(_SMALL[1:10])})" for ten in _TENS)
_NUMBER = re.compile(
    r"(?<![\w.,^])(?P<digits>\d{1,3}(?:[ ]\d{3})+(?![\d.,]|[ ]\d{3})|\d+(?:[.,]\d+)*)"
    r"(?P<power>\s?x\s?10\s?\^\s?-?\d+|\^-?\d+)?"
    rf"|(?<![\w-])(?P<word>{_COMPOUND}|{'|'.join(sorted(SPOKEN, key=len, reverse=True))})(?![a-z])"
)
_FRACTION = re.compile(r"/\s?(\d+)(?![\d.]*\s?[a-z%]|/)")
_SCALE = re.compile(r"[ -](hundred|thousand|million|billion|trillion)\b")
_BEFORE = (
    (re.compile(r"(?:no|not) (?:more|greater|longer|higher|later) than\W*$"), "≤"),
    (re.compile(r"(?:no|not) (?:less|fewer|lower|shorter|earlier|younger) than\W*$"), "≥"),
    (re.compile(r"(?:at most|up to|maximum(?: dose)? of|not exceed(?:ing)?|within|≤|<=)\W*$"), "≤"),
    (re.compile(r"(?:at least|minimum of|≥|>=)\s*$"), "≥"),
    (
        re.compile(
            r"(?:more than|over|greater than|above|exceed(?:s|ed|ing)?|older than"
            r"|higher than|longer than|beyond|>)\s*$"
        ),
        ">",
    ),
    (
        re.compile(
            r"(?:less than|under|fewer than|below|younger than|lower than"
            r"|shorter than|<)\s*$"
        ),
        "<",
    ),
    (
        re.compile(r"(?:about|around|approximately|approx\.?|nearly|almost|roughly|some|~|≈)\s*$"),
        "~",
    ),
)
_AFTER = (
    (
        re.compile(
            r"\s?(?:of age )?(?:or|and) (?:more|greater|older|above|over|higher|longer)\b"
            r"|\+"
        ),
        "≥",
    ),
    (re.compile(r"\s?(?:of age )?(?:or|and) (?:less|fewer|younger|below|under|lower)\b"), "≤"),
)
_LABEL = re.compile(
    r"(?:\b(a?hrs?|a?ors?|rrs?|irr|smd|w?md|wmd|nnt|p|n|r|auc|kappa|odds ratio|hazard ratio"
    r"|risk ratio|relative risk|mean difference|i\^2|type|stage|grade|phase|class|category|group"
    r"|factor|version|level)\b)(?:(?:(?<=ratio)|(?<=risk))(?: [a-z]+){1,4})?"
    r"(?:\s?(?:was|of|is|value|=|:|,|\())*\s?(?:[<>≤≥=]\s?)?-?$"
)
_SAME_LABEL = {
    "odds ratio": "or",
    "ors": "or",
    "aor": "or",
    "hazard ratio": "hr",
    "hrs": "hr",
    "ahr": "hr",
    "risk ratio": "rr",
    "relative risk": "rr",
    "rrs": "rr",
    "mean difference": "md",
    "wmd": "md",
}
NAMING = frozenset(("type", "stage", "grade", "phase", "class", "category", "factor", "version"))
_LINK = re.compile(r"\s?(?:-|to|and|or|/|,|vs\.?|versus|,\s?and)\s?$")


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """`value` as written (before unit conversion); `comparator` one of = ~ < ≤ > ≥; `unit`
    canonical or None; `label` what it is called (p, hr, or, stage …); `near` the words around it,
    `close` those of its own phrase.
    """

    text: str
    value: float
    comparator: str
    unit: str | None
    label: str | None
    near: dict[str, float]
    close: dict[str, float]
    index: int
    places: int


@lru_cache(maxsize=4096)
def quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """Every number of a sentence but those inside names (IL-6, CYP2C9), in order."""
    text = sentence.lower
    found = []
    for match in _NUMBER.finditer(text):
        if match["digits"] and _in_name(text, match):
            continue
        found.append(_quantity(sentence, match))
    return tuple(_share_units(found, text))


def _in_name(text: str, match: re.Match[str]) -> bool:
    start, end = match.start(), match.end()
    if start >= 2 and text[start - 1] in "-/" and text[start - 2].isalpha():
        return True
    after = text[end : end + 1]
    if after.isalpha():
        unit = UNIT.match(text, end)
        return unit is None or canonical(unit) is None
    if after == "-" and text[end + 1 : end + 2].isalpha():
        word = re.match(r"[a-z]+", text[end + 1 : end + 24])
        return word is None or (len(word.group()) < 3 and word.group() not in CANONICAL)
    return False


def _quantity(sentence: Sentence, match: re.Match[str]) -> Quantity:
    text = sentence.lower
    start, end = match.span()
    before = text[max(0, start - 44) : start]
    value, places = _value(match)
    unit = _UNITS_OF_WORDS.get(match["word"] or "")
    if match["digits"] and (part := _FRACTION.match(text, end)) and float(part[1]) > value >= 1:
        value, end, unit = value / float(part[1]), part.end(), "share"
    if scale := _SCALE.match(text, end):
        value, end = value * _TIMES[scale[1]], scale.end()
    if _negative(before):
        value = -value
    measured = canonical(UNIT.match(text, end))
    if measured and not (unit and measured[0] in {"day", "week", "month", "year", "hour"}):
        unit, end = measured
    label = _LABEL.search(before)
    name = label[1] if label else None
    index = max(0, bisect.bisect_right(sentence.starts, start) - 1)
    return Quantity(
        text=text[start:end].strip(),
        value=value,
        comparator=_comparator(before, text[end : end + 20]),
        unit=unit,
        label=_SAME_LABEL.get(name, name) if name else None,
        near=around(sentence, index),
        close=beside(sentence, index),
        index=index,
        places=places,
    )


def _value(match: re.Match[str]) -> tuple[float, int]:
    if word := match["word"]:
        if word in SPOKEN:
            return SPOKEN[word], 0
        ten, one = re.split(r"[- ]", word)
        return _WORDS[ten] + _WORDS[one], 0
    digits = match["digits"].replace(" ", "")[:40]
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    digits = digits.replace(",", ".")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    places = len(digits.partition(".")[2])
    value = float(digits)
    if power := match["power"]:
        exponent = int(re.findall(r"-?\d+", power)[-1][:4])
        base = value * 10.0 ** max(-300, min(exponent, 250)) if "x" in power else None
        value = base if base is not None else _raised(value, exponent)
    return value, places


def _raised(value: float, exponent: int) -> float:
    try:
        return float(value ** max(-300, min(exponent, 300)))
    except (OverflowError, ZeroDivisionError):
        return 0.0


def _negative(before: str) -> bool:
    return before.endswith("-") and (len(before) == 1 or before[-2] in " (=[,:;<>≤≥")


def _comparator(before: str, after: str) -> str:
    before = before.removesuffix("-")
    for pattern, sign in _AFTER:
        if pattern.match(after):
            return sign
    for pattern, sign in _BEFORE:
        if pattern.search(before):
            return sign
    return "="


def _share_units(found: list[Quantity], text: str) -> list[Quantity]:
    """ "10 to 20 mg" gives 10 its unit too."""
    shared = found[:]
    for place in range(len(found) - 2, -1, -1):
        left, right = shared[place], shared[place + 1]
        if left.unit is None and right.unit and right.index - left.index <= 3:
            begin = text.find(left.text)
            end = text.find(right.text, begin + len(left.text))
            if begin >= 0 and end >= 0 and _LINK.fullmatch(text[begin + len(left.text) : end]):
                shared[place] = Quantity(
                    left.text, left.value, left.comparator, right.unit, left.label,
                    left.near, left.close, left.index, left.places,
                )  # fmt: skip
    return shared
