"""Dates as publishers give them: often only a year, sometimes a season or a range."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_LONG_MONTHS = frozenset(
    {"january", "february", "march", "april", "june", "july", "august", "september", "sept"}
    | {"october", "november", "december"}
)
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]([A-Za-z]{3,9}|\d{1,2})(?:[-/. ](\d{1,2}))?(?:T.*)?")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (?:(\d{1,2}),? )?(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]{3,9})\.?,? (\d{4})")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s.*)?")
_RANGE = re.compile(r"(\d{4}) ([A-Za-z]{3,9})\b")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision its source gave.

    `raw` is the source's own text. `year` 1500..2099, `month` 1..12 and `day` 1..31 are `None`
    where the source does not say; a day never stands without a month. A range ("2019 Nov-Dec")
    keeps its first month and its raw text.
    """

    raw: str
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> str:
        """One of "day", "month", "year", "unknown"."""
        if self.year is None:
            return "unknown"
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def iso(self) -> str | None:
        """`2019-11-03`, `2019-11` or `2019`, no more precise than the source; `None` if unknown."""
        if self.year is None:
            return None
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


def partial_date(
    year: str | None, month: str | None = None, day: str | None = None, raw: str | None = None
) -> PartialDate | None:
    """Build a date from separate texts. `month` may be "Jan", "January" or "01".

    Returns `None` when nothing is given. Parts that do not form a calendar date are dropped from
    the right (31 February keeps its month), never guessed.
    """
    shown = raw if raw is not None else " ".join(part for part in (year, month, day) if part)
    if not shown:
        return None
    numeric_year = _number(year, 1500, 2099)
    numeric_month = _month(month) if numeric_year is not None else None
    numeric_day = _number(day, 1, 31) if numeric_month is not None else None
    if numeric_year is not None and numeric_month is not None and numeric_day is not None:
        try:
            datetime.date(numeric_year, numeric_month, numeric_day)
        except ValueError:
            numeric_day = None
    return PartialDate(shown, numeric_year, numeric_month, numeric_day)


def read_date(text: str) -> PartialDate | None:
    """Read a date written in one string.

    Understands `20181227`, `2018-12-27`, `2018-12`, `2026-Jul-21`, `2019 Nov-Dec`, `1977 Jan 5-20`,
    `March 2021`, `1 March 2026`, `12/27/2018` (month first, as US agencies write) and a bare year;
    of a season or a quarter only the year. Anything else keeps the raw text, with the first year
    found in it if there is one. Returns `None` for blank text.
    """
    raw = text.strip()
    if not raw:
        return None
    if re.fullmatch(r"\d{8}", raw):
        return partial_date(raw[:4], raw[4:6], raw[6:], raw=raw)
    if re.fullmatch(r"\d{6}", raw):
        return partial_date(raw[:4], raw[4:6], raw=raw)
    if found := _YEAR_FIRST.fullmatch(raw):
        return partial_date(found[1], found[2], found[3], raw=raw)
    if found := _AMERICAN.fullmatch(raw):
        return partial_date(found[3], found[1], found[2], raw=raw)
    if found := _MONTH_FIRST.fullmatch(raw):
        return partial_date(found[3], found[1], found[2], raw=raw)
    if found := _DAY_FIRST.fullmatch(raw):
        return partial_date(found[3], found[2], found[1], raw=raw)
    if found := _RANGE.match(raw):
        return partial_date(found[1], found[2], raw=raw)
    year = _YEAR.search(raw)
    return PartialDate(raw, int(year[1]) if year else None)


def _number(text: str | None, low: int, high: int) -> int | None:
    if text is None or len(text) > 9 or not text.isascii() or not text.isdigit():
        return None
    value = int(text)
    return value if low <= value <= high else None


def _month(text: str | None) -> int | None:
    if text is None:
        return None
    if text[:1].isdigit():
        return _number(text, 1, 12)
    lower = text.lower()
    return _MONTHS.get(lower) or (_MONTHS.get(lower[:3]) if lower in _LONG_MONTHS else None)
