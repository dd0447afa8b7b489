"""Patterns that are compiled when first needed, and tried only where they may match.

A command answers one question and ends: compiling every pattern would take longer than reading it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


class Sought:
    """A pattern looked for only in texts that hold one of `words`, in lower case, `_` standing for
    a space; without words it is looked for in every text. Same results as `re` where every match
    holds one of them.
    """

    __slots__ = ("_compiled", "_flags", "_source", "words")

    def __init__(self, source: str, words: str = "", flags: int = 0) -> None:
        self._source = source
        self._flags = flags
        self.words = tuple(word.replace("_", " ") for word in words.split())
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled

    def may_match(self, low: str) -> bool:
        """Whether a text, given in lower case, holds a word that a match needs."""
        if not self.words:
            return True
        padded = f" {low} "
        return any(word in padded for word in self.words)

    def finditer(self, text: str, low: str | None = None) -> Iterator[re.Match[str]]:
        """Matches in a text; `low` is the text in lower case, where it is at hand."""
        if self.may_match(text.lower() if low is None else low):
            yield from self.pattern.finditer(text)

    def search(self, text: str, start: int = 0, end: int = 1 << 30) -> re.Match[str] | None:
        """The first match between two places."""
        if not self.may_match(text[start:end].lower()):
            return None
        return self.pattern.search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """A match that begins at a place. The words are not looked for."""
        return self.pattern.match(text, start)
