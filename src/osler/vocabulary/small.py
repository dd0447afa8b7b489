"""The vocabulary that is always there: our own tables, in memory."""

from __future__ import annotations

import hashlib

from osler.vocabulary import own
from osler.vocabulary.concept import Concept, Mention
from osler.vocabulary.matching import mentions
from osler.vocabulary.names import key
from osler.vocabulary.registry import Group, Registry


def own_groups() -> list[Group]:
    """Our tables as groups, ready to be merged with other sources."""
    return [
        Group(entry.id, entry.kind, entry.preferred, entry.names, abbreviations=entry.abbreviations)
        for entry in own.entries()
    ]


class SmallVocabulary:
    """Implements `Vocabulary` from our own tables only: some 850 concepts."""

    def __init__(self) -> None:
        self._registry = Registry()
        self._registry.add(own_groups())

    def _at(self, number: int | None) -> Concept | None:
        return None if number is None else self._registry.concept(number)

    def _by_key(self, normal: str) -> Concept | None:
        return self._at(self._registry.by_key.get(normal))

    def _by_abbreviation(self, written: str) -> Concept | None:
        return self._at(self._registry.by_abbreviation.get(written))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """See `Vocabulary.mentions`."""
        return mentions(text, self._by_key, self._by_abbreviation)

    def named(self, name: str) -> Concept | None:
        """See `Vocabulary.named`."""
        return self._by_abbreviation(name.strip()) or self._by_key(key(name))

    def expansion(self, abbreviation: str) -> str | None:
        """See `Vocabulary.expansion`."""
        return own.expansions().get(abbreviation)

    @property
    def generation(self) -> str:
        """See `Vocabulary.generation`."""
        digest = hashlib.sha256(repr(own.entries()).encode()).hexdigest()
        return f"small-{digest[:12]}"
