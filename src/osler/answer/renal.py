"""Kidney function as a number: what a question names, and the ranges a text speaks of.

Values are mL/min (creatinine clearance) or mL/min/1.73 m² (estimated glomerular filtration rate);
labels give bands of either in the same numbers, so they are not told apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MEASURE = r"(?:e?GFR|CrCl|Cl[Cc]r|creatinine clearance|glomerular filtration rate)"
_ASKED = re.compile(rf"(?i){_MEASURE}\D{{0,14}}?(\d{{1,3}})(?!\d)|(\d{{1,3}}) ?mL/min")
_SPEAKS = re.compile(rf"(?i){_MEASURE}|mL/min")
_TO = r"(?: ?(?:to|and|through|[-–—]) ?)"
_BELOW = r"(?:less than(?: or equal to)?|below|under|lower than|[<≤])"
_ABOVE = r"(?:greater than(?: or equal to)?|more than|above|over|at least|[>≥])"
_NUMBER = r"=? ?(\d{1,3})(?![\d.,]*\d| ?(?:mg|%|years|hours|weeks|days|kg))"
_BAND = re.compile(
    rf"(?i){_ABOVE}?{_NUMBER}(?: ?mL/min(?:/1\.73 ?m ?[2²])?)?{_TO}{_BELOW}?{_NUMBER}"
)
_UNDER = re.compile(rf"(?i){_BELOW}{_NUMBER}")
_OVER = re.compile(rf"(?i){_ABOVE}{_NUMBER}")
# The bands that labels and guidelines call by these words.
_NAMED = (
    (re.compile(r"(?i)\bmild(?: to moderate)? (?:renal|kidney)"), (60.0, 90.0)),
    (re.compile(r"(?i)\bmoderate(?: to severe)? (?:renal|kidney)|\bmild to moderate (?:renal|kidney)"), (30.0, 60.0)),  # noqa: E501
    (re.compile(r"(?i)\b(?:moderate to )?severe (?:renal|kidney)"), (15.0, 30.0)),
    (re.compile(r"(?i)\bend-stage|\bESRD\b|\bdialysis"), (0.0, 15.0)),
)  # fmt: skip
Band = tuple[float, float]


@lru_cache(maxsize=64)
def asked(question: str) -> int | None:
    """The kidney function a question names, if any."""
    found = _ASKED.search(question)
    return int(found[1] or found[2]) if found else None


@lru_cache(maxsize=4096)
def bands(text: str) -> tuple[Band, ...]:
    """The ranges of kidney function a text speaks of, low included and high not; () for none."""
    if not _SPEAKS.search(text):
        return tuple(band for pattern, band in _NAMED if pattern.search(text))
    found = [(float(low), float(high) + 1) for low, high in _BAND.findall(text)]
    rest = _BAND.sub(" ", text)
    found += [(0.0, float(high) + 0.5) for high in _UNDER.findall(rest)]
    found += [(float(low), 1000.0) for low in _OVER.findall(rest)]
    return tuple(found) or tuple(band for pattern, band in _NAMED if pattern.search(text))


def includes(text: str, value: int) -> bool:
    """Whether a kidney function lies in a range a text names; true where it names none."""
    found = bands(text)
    return not found or any(low <= value < high for low, high in found)
