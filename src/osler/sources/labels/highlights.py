"""Highlights that openFDA runs into a section's opening, told by their bare references "(5.1)"."""

from __future__ import annotations

import re

_REFERENCE = re.compile(
    r"\( ?\d{1,2}(?:\.\d{1,2})?(?: ?, ?\d{1,2}(?:\.\d{1,2})?)* ?\)\.?(?= (?:[A-Z•]|To )|$)"
)
_ENTRY = re.compile(r"(?:[•●▪■] ?)?[A-Z][^.:\[\]]{2,90}: ")


_SHORTENED = re.compile(r"See full prescribing information for complete boxed warning", re.I)


def full_boxed(text: str) -> int:
    """Where the Highlights' shortened copy of a boxed warning begins; `len(text)` if none does."""
    copied = _SHORTENED.search(text)
    start = text.rfind("WARNING", 0, copied.start()) if copied else -1
    return start if start > 0 else len(text)


def entries(text: str) -> list[str]:
    """`text` cut after each bare reference; joined by one space the pieces give it back."""
    found: list[str] = []
    position = 0
    for reference in _REFERENCE.finditer(text):
        if text.count("[", position, reference.start()) > text.count(
            "]", position, reference.end()
        ):
            continue
        found.append(text[position : reference.end()].strip())
        position = reference.end()
    rest = text[position:].strip()
    return [*found, rest] if rest else found


def is_highlights(text: str) -> bool:
    """Whether a section's opening, before its subsections, is its entry in the Highlights.

    It is when its first piece ends in a bare reference and is one sentence, or reads
    "Term: statement" as entries under Warnings do. Openings that mix own text and Highlights are
    left whole: where one ends cannot be told.
    """
    first = entries(text)[0] if text.strip() else ""
    if not _REFERENCE.search(first) or "[see" in first:
        return False
    return ". " not in first.removesuffix(".") or _ENTRY.match(first) is not None
