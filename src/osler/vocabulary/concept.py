"""Concepts and where a text mentions them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class ConceptKind(StrEnum):
    """What a concept is."""

    DRUG = "drug"
    DRUG_CLASS = "drug class"
    CONDITION = "condition"
    GENE = "gene"
    OTHER = "other"  # organisms, tests, procedures, anatomy


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing with all its names.

    `id` is stable across builds where the source gives an id (`mesh:D009203`, `unii:362O9ITL9D`,
    `osler:statins`). `preferred` is the professional name in lower case; `names` are every name in
    lower case, preferred first, without duplicates, most useful first: at most 24 are kept.
    """

    id: str
    kind: ConceptKind
    preferred: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named at `start..end` (code points, half-open) of a text."""

    start: int
    end: int
    text: str
    concept: Concept


class Vocabulary(Protocol):
    """Finds concepts. Implementations: the compiled one (mmap) and a small in-memory one."""

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Longest non-overlapping mentions, in text order. Case-insensitive but for short
        abbreviations (`AF`, `MI`), which must match in case. Plural and spelling variants
        (oedema/edema, -ise/-ize) match. Unknown words are simply not mentioned.
        """
        ...

    def named(self, name: str) -> Concept | None:
        """The concept a whole name stands for, or None."""
        ...

    def expansion(self, abbreviation: str) -> str | None:
        """The unambiguous long form of a medical abbreviation, or None."""
        ...

    @property
    def generation(self) -> str:
        """Short hash of the compiled data, for the trace of an answer."""
        ...
