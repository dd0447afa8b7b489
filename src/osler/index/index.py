"""The one protocol behind which engines store and rank passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Protocol

from osler.evidence.document import Document, Family, Header, Passage
from osler.evidence.standing import StudyDesign


class Field(StrEnum):
    """Where a term may match."""

    BODY = "body"  # the passage's own text
    HEAD = "head"  # title, section path, drug and brand names, MeSH, keywords, topic


@dataclass(frozen=True, slots=True)
class Term:
    """One analysed token, or a phrase of several in a row."""

    tokens: tuple[str, ...]
    weight: float = 1.0
    field: Field = Field.BODY


@dataclass(frozen=True, slots=True)
class Clause:
    """Alternatives of which the best-scoring one counts. `required`: one of them must match."""

    alternatives: tuple[Term, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Scores of matching clauses add up; at least one clause must match."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages may be returned; a default field excludes nothing. Tuples mean any-of."""

    families: tuple[Family, ...] = ()
    since: int | None = None  # year, inclusive; unknown years are excluded when set
    until: int | None = None
    exclude_retracted: bool = True
    exclude_superseded: bool = False
    exclude_notices: bool = True  # errata and retraction notices
    designs: tuple[StudyDesign, ...] = ()
    drugs: tuple[str, ...] = ()  # generic or brand names, lower case
    codes: tuple[str, ...] = ()  # section codes (LOINC)
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()  # document keys


@dataclass(frozen=True, slots=True)
class Entry:
    """One document made ready for an engine. Made by `prepare` in `index/entry.py`, in any process.

    `passages[i]` goes with `body[i]` and `head[i]` (space-joined analysed tokens) and
    `passage_json[i]`; `document_json` is the whole document, its header included. `header_json` is
    the header by itself where there are several passages, None otherwise.
    """

    key: str
    lineage: str
    header_json: bytes | None
    document_json: bytes
    family: Family
    year: int | None
    design: StudyDesign
    retracted: bool
    superseded: bool
    language: str | None
    drugs: tuple[str, ...]
    keys: tuple[str, ...]  # passage keys
    codes: tuple[str | None, ...]
    body: tuple[str, ...]
    head: tuple[str, ...]
    passage_json: tuple[bytes, ...]
    hashes: tuple[int, ...] = ()  # first 8 bytes of each passage's SHA-256: the keys of vectors

    def __reduce__(self) -> tuple[type[Entry], tuple[object, ...]]:
        """Pickled by its values: frozen slots otherwise go one by one, at thrice the cost."""
        return Entry, _values(self)


_values = attrgetter(*Entry.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Hit:
    """A found passage with its document's header. `score` is the engine's own, comparable within
    one search; `dense` is the cosine to the query where vectors exist, else None.
    """

    passage: Passage
    header: Header
    score: float
    dense: float | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """What an index holds. `bytes` on disk, 0 in memory; `vectors` counts encoded passages."""

    documents: int
    passages: int
    bytes: int
    vectors: int
    version: int


class Rescorer(Protocol):
    """Scores candidates anew from what their vectors say; see `index/fusion.py`."""

    def __call__(
        self, hashes: Sequence[int], scores: Sequence[float]
    ) -> Sequence[tuple[float, float | None]]:
        """For each candidate (passage hash and engine score): new score, and cosine or None."""
        ...


class EvidenceIndex(Protocol):
    """An index of passages. One writer, many readers; a reader sees a committed snapshot only.

    Implementations: the embedded engine (tantivy) and the in-memory one, sharing contract tests.
    """

    def upsert(self, batch: Iterable[Entry]) -> None:
        """Replace all passages of each entry's document key. Visible after `commit`."""
        ...

    def delete(self, keys: Iterable[str]) -> None:
        """Remove documents by key; unknown keys are ignored. Visible after `commit`."""
        ...

    def commit(self) -> int:
        """Make everything since the last commit durable and visible at once; returns the version,
        which grows by one with each commit that changed anything.
        """
        ...

    def refresh(self) -> None:
        """See the newest committed snapshot (other processes' commits too)."""
        ...

    def search(self, query: Query, where: Filter, k: int) -> list[Hit]:
        """At most `k` hits, best first; ties in order of passage key."""
        ...

    def search_rescored(
        self, query: Query, where: Filter, k: int, depth: int, rescorer: Rescorer
    ) -> list[Hit]:
        """The best `k` of the engine's best `depth`, by the rescorer's scores; ties by key."""
        ...

    def passages(self) -> Iterator[Passage]:
        """Every passage of the committed snapshot, in no particular order."""
        ...

    def documents(self) -> Iterator[Document]:
        """Every document of the committed snapshot, in no particular order."""
        ...

    def fetch(self, keys: Sequence[str]) -> dict[str, Document]:
        """Whole documents by key; unknown keys are absent."""
        ...

    def lineage(self, lineage: str) -> list[Header]:
        """Headers of all held versions of one work, newest version first (numeric order)."""
        ...

    def stats(self) -> Stats:
        """Counts and size of the committed snapshot."""
        ...

    def close(self) -> None:
        """Release files and locks; uncommitted changes are lost."""
        ...
