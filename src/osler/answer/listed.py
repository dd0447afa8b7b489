"""Sentences that a list ends: "… any of the following:" and the items below it are one statement.

What the list names is what such a sentence says; without it the sentence says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 900  # code points of a sentence with its list; longer is no statement
BARRED = 1_800  # the same of contraindications, of which none may be left out
FEWEST = 2  # items

_OPENS = re.compile(r":\s*$")
_ITEM = r"(?:[•■▪●◦‣·*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)"
_FIRST = re.compile(rf"\s*{_ITEM}")
_NEXT = re.compile(rf"\s+{_ITEM}")
_PARAGRAPH = re.compile(r"\n\s*\n")
_STOPS = re.compile(r"[.!?][)\]”\"’']*\s*$")
_ENDS = re.compile(r"(?:[.!?][)\]”\"’']*|[)\]])\s*$")
# The highlights of a label repeat its sections, each line with the section's number: "( 4 )".
_HIGHLIGHT = re.compile(r"\(\s*\d+(?:\.\d+)*(?:\s*,\s*\d+(?:\.\d+)*)*\s*\)[\s.]*$")

_BARRED = re.compile(r"(?i)\bcontra-?indicated\b[^.;]{0,80}:")
_VERB = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|has|have|had|do|does|can|cannot|may|might|should|must|will|would"
    r"|occur\w*|includes?|causes?|reported|avoid|discontinue|monitor|use|see the)\b"
)
_ITEM_OPENS = re.compile(r"[a-z]|Hypersensitivity\b|Known\b|History of\b")

Span = tuple[int, int]  # code points, half-open


def with_lists(text: str, spans: Sequence[Span], longest: int = LONGEST) -> tuple[Span, ...]:
    """The sentences of a passage, each that opens a list joined with all of its items. A list that
    is cut off by the passage's end, or is long, stays as it was.
    """
    found: list[Span] = []
    covered = 0
    for start, end in spans:
        if start < covered:
            continue
        last = _last(text, end) if _OPENS.search(text[start:end]) else None
        if last is not None and last - start <= longest:
            end = covered = last
        found.append((start, end))
    return tuple(found)


def with_fragments(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences of a section of contraindications, each that opens a list without signs ("is
    contraindicated in: Severe asthma. Shock.") joined with the phrases after it, with all of them
    or none.
    """
    found: list[Span] = []
    place = 0
    while place < len(spans):
        start, end = spans[place]
        after = place + 1
        words = text[start:end]
        if _BARRED.search(words) and not _NEXT.search(words):  # what has signs is whole already
            while after < len(spans) and _phrase(text[slice(*spans[after])]):
                after += 1
            last = spans[after - 1][1]
            cut = not text[last:].strip() and _STOPS.search(text[start:last]) is None
            if cut or last - start > BARRED:
                after = place + 1
        found.append((start, spans[after - 1][1]))
        place = after
    return tuple(found)


def opens_to_end(text: str, spans: Sequence[Span]) -> int | None:
    """Where the sentence starts that opens a list which runs to the end of a passage unended, so
    that it goes on in the next; None where none does.
    """
    for start, end in reversed(spans):
        if _OPENS.search(text[start:end]):
            ends = _ends(text, end)
            open_ended = bool(ends) and not text[ends[-1] :].strip()
            return start if open_ended and not text.rstrip().endswith(".") else None
    return None


def items_end(text: str) -> int | None:
    """Where the items end with which a passage begins, but for those that a label's highlights
    repeat; None where it begins with none.
    """
    last: int | None = None
    place = 0
    for end in _ends(text, 0):
        if _HIGHLIGHT.search(text[place:end]):
            break
        last = place = end
    return last


def _phrase(words: str) -> bool:
    """Whether it is an item of such a list: no sentence, or one that opens as items do."""
    item = _VERB.search(words) is None or _ITEM_OPENS.match(words) is not None
    return item and _HIGHLIGHT.search(words) is None


def _last(text: str, start: int) -> int | None:
    """Where the list that begins at `start` ends; None where none does, or it may go on."""
    ends = _ends(text, start)
    own = [end for place, end in zip([start, *ends], ends, strict=False)
           if not _HIGHLIGHT.search(text[place:end])]  # fmt: skip
    if len(own) >= FEWEST and ends[: len(own)] == own:
        ends = own
    if len(ends) < FEWEST:
        return None
    last = ends[-1]
    cut = not text[last:].strip()  # at a passage's end the list may go on in the next
    return last if (_STOPS if cut else _ENDS).search(text[start:last]) else None


def _ends(text: str, start: int) -> list[int]:
    """Where each item of the list that begins at `start` ends, over as many paragraphs as go on."""
    found: list[int] = []
    place = start
    while (opened := _FIRST.match(text, place)) is not None:
        broken = _PARAGRAPH.search(text, opened.end())
        stop = broken.start() if broken else len(text)
        found += [each.start() for each in _NEXT.finditer(text, opened.end(), stop)]
        found.append(len(text[:stop].rstrip()))
        place = stop
    return found
