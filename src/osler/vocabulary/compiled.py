"""The vocabulary compiled from every source, read in place from one file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from osler.vocabulary import own
from osler.vocabulary.concept import Concept, Mention, Vocabulary
from osler.vocabulary.container import (
    ABBREVIATION,
    VocabularyError,
    open_container,
)
from osler.vocabulary.matching import mentions
from osler.vocabulary.names import key
from osler.vocabulary.small import SmallVocabulary


class CompiledVocabulary:
    """Implements `Vocabulary` over a compiled file. Raises VocabularyError when it cannot be used.

    `verify`: also check every byte against the digest (some 50 ms).
    """

    def __init__(self, path: Path, verify: bool = False) -> None:
        self._file = open_container(path, verify)
        self._decoded: dict[int, Concept] = {}

    def _at(self, name: str) -> Concept | None:
        number = self._file.number(name)
        if number is None:
            return None
        concept = self._decoded.get(number)
        if concept is None:
            concept = self._decoded[number] = self._file.concept(number)
        return concept

    def _by_abbreviation(self, written: str) -> Concept | None:
        return self._at(ABBREVIATION + written)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """See `Vocabulary.mentions`."""
        return mentions(text, self._at, self._by_abbreviation)

    def named(self, name: str) -> Concept | None:
        """See `Vocabulary.named`."""
        return self._by_abbreviation(name.strip()) or self._at(key(name))

    @cached_property
    def _expansions(self) -> dict[str, str]:
        return msgspec.json.decode(self._file.expansions, type=dict[str, str])

    def expansion(self, abbreviation: str) -> str | None:
        """See `Vocabulary.expansion`."""
        return self._expansions.get(abbreviation)

    @property
    def generation(self) -> str:
        """See `Vocabulary.generation`."""
        return self._file.generation

    @property
    def stale(self) -> bool:
        """Whether our own tables have changed since it was compiled."""
        return self._file.header.own != own.edition()

    @property
    def size(self) -> tuple[int, int]:
        """Concepts and names held."""
        return self._file.header.concepts, self._file.header.names


@dataclass(frozen=True, slots=True)
class Opened:
    """A usable vocabulary. `compiled` False: only our own tables, and `note` says why. `stale`:
    compiled from earlier tables of ours.
    """

    vocabulary: Vocabulary
    compiled: bool
    note: str | None = None
    stale: bool = False


def open_vocabulary(path: Path) -> Opened:
    """The compiled vocabulary at `path`, or our own tables where there is none or it is damaged."""
    try:
        found = CompiledVocabulary(path)
        return Opened(found, compiled=True, stale=found.stale)
    except VocabularyError as error:
        return Opened(SmallVocabulary(), compiled=False, note=str(error))
