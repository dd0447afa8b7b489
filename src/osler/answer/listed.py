"""Sentences that a list ends: "… any of the following:" and the items below it are one statement.

What the list names is what such a sentence says; without it the sentence says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 700  # code points of a sentence with its list; longer is no statement
FEWEST = 2  # items

_OPENS = re.compile(r":\s*$")
_ITEM = r"(?:[•■▪●◦‣·*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)"
_FIRST = re.compile(rf"\s*{_ITEM}")
_ITEMS = re.compile(rf"(?:^|\s){_ITEM}")
_PARAGRAPH = re.compile(r"\n\s*\n")
_ENDS = re.compile(r"[.!?][)\]”\"’]*\s*$")

Span = tuple[int, int]  # code points, half-open


def with_lists(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences of a passage, each that opens a list joined with all of its items. A list that
    is cut off by the passage's end, or is long, stays as it was.
    """
    found: list[Span] = []
    covered = 0
    for start, end in spans:
        if start < covered:
            continue
        last = _last(text, end) if _OPENS.search(text[start:end]) else None
        if last is not None and last - start <= LONGEST:
            end = covered = last
        found.append((start, end))
    return tuple(found)


def _last(text: str, start: int) -> int | None:
    """Where the list that begins at `start` ends; None where none does, or it may go on."""
    place, items = start, 0
    while (opened := _FIRST.match(text, place)) is not None:
        broken = _PARAGRAPH.search(text, opened.end())
        end = broken.start() if broken else len(text)
        items += len(_ITEMS.findall(text[place:end]))
        place = end
        if _ENDS.search(text[opened.start() : end]) and not _FIRST.match(text, end):
            break
        if broken is None:
            return None
    return place if items >= FEWEST else None
