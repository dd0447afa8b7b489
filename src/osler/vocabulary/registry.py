"""Groups of names from several sources brought together into concepts.

The likelier reading of a shared name wins by a plain rule: our own table, then a name that some
source prefers, then everything else in the order the sources are given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from osler.vocabulary.concept import Concept, ConceptKind
from osler.vocabulary.names import key, spelling

MOST_NAMES = 24
_MEDICINES = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS})


@dataclass(frozen=True, slots=True)
class Group:
    """One source's names for one thing. `joins`: names that make it the same as a known concept
    though its preferred name is new (a salt's base, a synonym). `abbreviations` match as written.
    """

    id: str
    kind: ConceptKind
    preferred: str
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    only_joins: bool = False  # names for what is known already; alone not worth a concept


@dataclass(slots=True)
class _Entry:
    id: str
    kind: ConceptKind
    preferred: str
    names: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Registry:
    """Concepts by number, and the number each key and each abbreviation stands for."""

    entries: list[_Entry] = field(default_factory=list)
    by_key: dict[str, int] = field(default_factory=dict)
    by_abbreviation: dict[str, int] = field(default_factory=dict)

    def add(self, groups: Iterable[Group]) -> None:
        """Take in groups, most trusted first: all their preferred names, then all the rest."""
        placed = [(self._place(group), group) for group in groups]
        for number, group in placed:
            if number is not None:
                self._enrich(number, group)

    def _known(self, group: Group) -> int | None:
        for name in (group.preferred, *group.joins):
            number = self.by_key.get(key(name))
            if number is not None and self._alike(number, group.kind):
                return number
        return None

    def _alike(self, number: int, kind: ConceptKind) -> bool:
        ours = self.entries[number].kind
        if ours in _MEDICINES or kind in _MEDICINES:
            return ours in _MEDICINES and (kind in _MEDICINES or kind is ConceptKind.OTHER)
        return True

    def _place(self, group: Group) -> int | None:
        number = self._known(group)
        if number is None:
            if group.only_joins:
                return None
            number = len(self.entries)
            self.entries.append(_Entry(group.id, group.kind, group.preferred.lower()))
        self._name(number, group.preferred)
        return number

    def _name(self, number: int, name: str) -> None:
        normal = key(name)
        entry = self.entries[number]
        if not normal or self.by_key.setdefault(normal, number) != number:
            return  # no name at all, or another concept's
        written = spelling(name)
        if written not in entry.seen:
            entry.seen.add(written)
            entry.names.append(name.lower())

    def _enrich(self, number: int, group: Group) -> None:
        for name in group.names:
            self._name(number, name)
        entry = self.entries[number]
        for short in group.abbreviations:
            if self.by_abbreviation.setdefault(short, number) == number:
                lower = short.lower()
                if lower not in entry.names:
                    entry.names.append(lower)

    def concept(self, number: int) -> Concept:
        """The concept with that number, its names cut to the most useful."""
        entry = self.entries[number]
        names = dict.fromkeys((entry.preferred, *entry.names))
        return Concept(entry.id, entry.kind, entry.preferred, tuple(names)[:MOST_NAMES])
