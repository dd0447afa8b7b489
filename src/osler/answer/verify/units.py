"""Units as clinical text writes them, and whether two amounts are the same amount."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any

from osler.answer.verify.tables import words_of

_NAMES = """
mg milligram milligrams|g gram grams gm|kg kilogram kilograms kilo kilos
ug mcg microgram micrograms|ng nanogram nanograms|pg picogram picograms
ml milliliter milliliters millilitre millilitres cc|l liter liters litre litres
dl deciliter decilitre|ul microliter microliters
iu|units unit|meq|mmol millimoles|umol micromol|nmol|pmol|mol mole moles|miu|mu|mosm|kiu
hour hours h hr hrs hourly|minute minutes min mins|second seconds sec secs|ms
day days d daily|week weeks wk wks weekly|month months mo mos monthly
year years yr yrs annual annually|decade decades
% percent percentage|degc|degf|mmhg|kpa|bpm|m^2 m2 sqm|cm centimeter centimeters|mm millimeter
m meter meters metre metres|km|nm nanometer|um micrometer|kcal|kj|cal|gy|cgy|kda|hz|khz|mhz|mv|ma
cells copies|fold times time|tablets tablet|capsules capsule|doses dose|drops drop|puffs puff
ppm|ppb|db|kb|bp|mb|points point|log log10|sd|dpt
"""
CANONICAL = {
    alias: group.split()[0]
    for line in _NAMES.strip().split("\n")
    for group in line.split("|")
    for alias in group.split()
}
_PHYSICAL = words_of("physical units")
_SPELL = {
    "ug": "microgram",
    "ul": "microliter",
    "umol": "micromole",
    "um": "micrometer",
    "degc": "degC",
    "degf": "degF",
    "mmhg": "mmHg",
    "kpa": "kPa",
    "kj": "kJ",
    "ml": "milliliter",
    "dl": "deciliter",
    "l": "liter",
    "g": "gram",
    "m": "meter",
    "m^2": "meter**2",
}
_PART = r"(?:%|°\s?[cf]\b|m\^?2|mm\s?hg\b|[a-z]+(?:10)?\b)"
UNIT = re.compile(
    rf"(?:\s?-?\s?)({_PART})((?:\s?/\s?(?:\d+(?:[.,]\d+)*\s?)?|\s+per\s+(?:\d+(?:[.,]\d+)*\s?)?"
    rf"(?!cent)){_PART}(?:(?:\s?/\s?|\s+per\s+){_PART})?)?"
)


def canonical(found: re.Match[str] | None) -> tuple[str, int] | None:
    """(canonical unit, end offset) for a match of UNIT after a number, or None if no unit."""
    if found is None:
        return None
    first = _part(found.group(1))
    if first is None:
        return None
    rest = [
        _part(piece) for piece in re.findall(_PART, (found.group(2) or "").replace("per ", "/"))
    ]
    if not rest or None in rest:
        return first, found.end(1)
    return "/".join([first, *(part for part in rest if part)]), found.end()


def same_unit(one: str | None, other: str | None) -> bool:
    """Equal, or equal but for "a day" said in another place of the sentence."""
    if one == other:
        return True
    if one is None or other is None:
        return False
    return one.removesuffix("/day") == other.removesuffix("/day")


@lru_cache(maxsize=4096)
def same_amount(value: float, unit: str, other_value: float, other_unit: str) -> bool:
    """Whether two amounts in different units are one amount (0.5 g and 500 mg)."""
    one, two = unit.removesuffix("/day"), other_unit.removesuffix("/day")
    if one == two:
        return math.isclose(value, other_value, rel_tol=1e-6)
    if not (set(one.split("/")) | set(two.split("/"))) <= _PHYSICAL:
        return False
    return _convert(value, one, other_value, two)


def _convert(value: float, unit: str, other_value: float, other_unit: str) -> bool:
    registry = _registry()
    try:
        amount = registry.Quantity(value, _written(unit)).to(_written(other_unit)).magnitude
    except Exception:  # pint raises a dozen kinds; any of them means "not the same amount"
        return False
    tolerance = 0.06 if "deg" in unit else 0.0
    return math.isclose(float(amount), other_value, rel_tol=1e-3, abs_tol=tolerance)


@lru_cache(maxsize=1)
def _registry() -> Any:
    # pint takes almost half a second to load, so only where two units really differ.
    import pint

    return pint.UnitRegistry(cache_folder=None)


def _written(unit: str) -> str:
    return "/".join(_SPELL.get(part, part) for part in unit.split("/"))


def _part(text: str) -> str | None:
    text = text.replace(" ", "")
    if text.startswith("°"):
        return f"deg{text[-1]}"
    return CANONICAL.get(text)
