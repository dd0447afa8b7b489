"""Personal data in a question, found and masked before anything is kept of it.

After the eighteen identifiers of 45 CFR 164.514(b)(2). Best effort: what is written in an unusual
way gets through, so readers are asked to leave out what identifies a person.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from osler.safety.legible import legible


class Identifier(StrEnum):
    """A kind of identifier; the value is what stands in its place, in brackets."""

    NAME = "name"
    EMAIL = "e-mail address"
    PHONE = "telephone number"


@dataclass(frozen=True, slots=True)
class Finding:
    """An identifier at `start..end` (code points, half-open) of the text as typed."""

    kind: Identifier
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with each identifier replaced by its kind in brackets, and where they stood."""

    text: str
    findings: tuple[Finding, ...]


_PATTERNS: tuple[tuple[Identifier, re.Pattern[str]], ...] = (
    (Identifier.EMAIL, re.compile(r"(?i)\b[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        Identifier.PHONE,
        re.compile(r"(?<![\w.])(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}(?!\w)"),
    ),
)
_PLACEHOLDER = re.compile(rf" ?\[({'|'.join(each.value for each in Identifier)})\]")


def masked(asked: str) -> Masked:
    """Find and mask what identifies a person. Masking what is masked changes nothing."""
    read = legible(asked)
    found: list[Finding] = []
    for kind, pattern in _PATTERNS:
        for cue in pattern.finditer(read.text):
            start, end = read.span(cue.start(), cue.end())
            if not any(start < other.end and other.start < end for other in found):
                found.append(Finding(kind, start, end))
    found.sort(key=lambda each: each.start)
    text = asked
    for each in reversed(found):
        text = f"{text[: each.start]}[{each.kind.value}]{text[each.end :]}"
    return Masked(text, tuple(found))


def kinds_masked(text: str) -> Counter[Identifier]:
    """Which identifiers a masked text had, and how many of each."""
    return Counter(Identifier(each) for each in _PLACEHOLDER.findall(text))


def bare(text: str) -> str:
    """A masked text without what stands for identifiers, to be understood."""
    return _PLACEHOLDER.sub("", text) if "[" in text else text
