"""Statements in a reply that is still coming, each as soon as its closing brace is there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

LONGEST = 4000  # code points of one statement with all that belongs to it
WITHOUT = 8_000  # code points without a single statement, after which none is waited for


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as a model gave it; nothing of it is believed."""

    text: str
    passages: tuple[int, ...]
    quote: str


class GarbageError(ValueError):
    """What comes is no reply of the form asked for. The message goes on after the model's name."""


class Drafts:
    """Reads a reply piece by piece; whoever sends them bounds it. What stands around the statements
    is passed over.
    """

    def __init__(self) -> None:
        self._buffer = ""
        self._at = 0  # looked at so far
        self._open: list[int] = []  # where the braces now open are
        self._quoted = self._escaped = False
        self._since = 0
        self.found = 0

    def feed(self, piece: str) -> list[Draft]:
        """The statements that this piece completes. Raises `GarbageError`."""
        self._buffer += piece
        self._since += len(piece)
        drafts = []
        while self._at < len(self._buffer):
            end = self._step(self._buffer[self._at])
            self._at += 1
            draft = _draft(self._buffer[end : self._at]) if end is not None else None
            if draft is not None:
                drafts.append(draft)
                self.found += 1
                self._since = 0
        if self._since > WITHOUT:
            raise GarbageError("did not write statements in the form asked for")
        return drafts

    def _step(self, sign: str) -> int | None:
        """Take one character; where it closes a pair of braces, the place of the opening one."""
        if self._escaped:
            self._escaped = False
        elif self._quoted:
            self._escaped = sign == "\\"
            self._quoted = sign not in '"\n'  # no line ends inside a JSON string
        elif sign == '"' and self._open:
            self._quoted = True
        elif sign == "{":
            self._open.append(self._at)
        elif sign == "}" and self._open:
            return self._open.pop()
        return None


def _draft(text: str) -> Draft | None:
    if len(text) > LONGEST:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return _read(value) if isinstance(value, dict) else None


def _read(value: dict[str, Any]) -> Draft | None:
    said, numbers, quote = value.get("text"), value.get("passages"), value.get("quote")
    if isinstance(numbers, int) and not isinstance(numbers, bool):
        numbers = [numbers]
    if not (isinstance(said, str) and isinstance(quote, str) and isinstance(numbers, list)):
        return None
    if not all(isinstance(each, int) and not isinstance(each, bool) for each in numbers):
        return None
    return Draft(said, tuple(dict.fromkeys(numbers)), quote)
