"""Dates as pages show them; terminals, Markdown and JSON keep ISO."""

from __future__ import annotations

import re

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")
_IN_WORDS = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(moment: str | None) -> str:
    """A stored moment, or a date of whatever precision, as a reader reads it: "12 Mar 2026", "Mar
    2026"; "" for none, and what is no date as it is.
    """
    found = _DATE.match(moment or "")
    if found is None or not 1 <= int(found[2] or 1) <= 12:
        return moment or ""
    year, month, date = found.groups()
    parts = (date and str(int(date)), month and _MONTHS[int(month) - 1], year)
    return " ".join(part for part in parts if part)


def days(words: str) -> str:
    """Words of ours with every date in them so."""
    return _IN_WORDS.sub(lambda each: day(each[0]), words)
