"""The in-memory twin of the embedded engine: same answers, same scores, plain Python.

For tests and tiny collections. Scores follow tantivy's BM25 (k1 1.2, b 0.75, lengths rounded to
one byte as Lucene's SmallFloat does), so both engines rank alike; the engine's record of its
version counts as one more, empty passage there and therefore here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from osler.evidence import codec
from osler.evidence.document import Document, Header, Passage
from osler.index.entry import passage_of
from osler.index.index import Clause, Entry, Field, Filter, Hit, Query, Rescorer, Stats, Term
from osler.index.lineage import newest_first
from osler.index.manifest import K1, B
from osler.index.tags import demands, document_tags, passage_tags


@dataclass(frozen=True, slots=True)
class _Passage:
    entry: Entry
    ordinal: int
    tags: frozenset[str]
    tokens: Mapping[Field, Sequence[str]]
    counts: Mapping[Field, Counter[str]]


@dataclass(frozen=True, slots=True)
class _Snapshot:
    entries: Mapping[str, Entry]
    passages: tuple[_Passage, ...]
    frequency: Mapping[tuple[Field, str], int]  # passages with the token
    average: Mapping[Field, float]
    records: int
    version: int


class MemoryIndex:
    """`EvidenceIndex` in memory. One object is writer and reader; commits still rule visibility."""

    def __init__(self) -> None:
        """Empty, at version 0."""
        self._entries: dict[str, Entry] = {}
        self._changed = False
        self._snapshot = _snapshot({}, 0)

    def upsert(self, batch: Iterable[Entry]) -> None:
        """See `EvidenceIndex`."""
        for entry in batch:
            self._entries.pop(entry.key, None)
            self._entries[entry.key] = entry
            self._changed = True

    def delete(self, keys: Iterable[str]) -> None:
        """See `EvidenceIndex`."""
        for key in keys:
            if self._entries.pop(key, None) is not None:
                self._changed = True

    def commit(self) -> int:
        """See `EvidenceIndex`."""
        if self._changed:
            self._snapshot = _snapshot(dict(self._entries), self._snapshot.version + 1)
            self._changed = False
        return self._snapshot.version

    def refresh(self) -> None:
        """See `EvidenceIndex`; commits are visible at once here."""

    def search(self, query: Query, where: Filter, k: int) -> list[Hit]:
        """See `EvidenceIndex`."""
        found = self._found(query, where)[: max(k, 0)]
        return [_hit(passage, score) for score, passage in found]

    def search_rescored(
        self, query: Query, where: Filter, k: int, depth: int, rescorer: Rescorer
    ) -> list[Hit]:
        """See `EvidenceIndex`."""
        found = self._found(query, where)[: max(depth, 0)]
        judged = rescorer(
            [each.entry.hashes[each.ordinal] for _, each in found], [score for score, _ in found]
        )
        hits = [
            _hit(passage, score, dense)
            for (score, dense), (_, passage) in zip(judged, found, strict=True)
        ]
        return sorted(hits, key=lambda each: (-each.score, each.passage.key))[: max(k, 0)]

    def passages(self) -> Iterator[Passage]:
        """See `EvidenceIndex`."""
        return (_hit(each, 0.0).passage for each in self._snapshot.passages)

    def documents(self) -> Iterator[Document]:
        """See `EvidenceIndex`."""
        return (
            codec.decode_document(each.document_json) for each in self._snapshot.entries.values()
        )

    def _found(self, query: Query, where: Filter) -> list[tuple[float, _Passage]]:
        wanted = demands(where)
        found = []
        for passage in self._snapshot.passages:
            year = passage.entry.year
            if (
                any(passage.tags.isdisjoint(group) for group in wanted.groups)
                or not passage.tags.isdisjoint(wanted.excluded)
                or not _in_years(year, where)
            ):
                continue
            score = _score(self._snapshot, passage, query)
            if score is not None:
                found.append((-score, passage.entry.keys[passage.ordinal], passage))
        found.sort(key=lambda each: each[:2])
        return [(-score, passage) for score, _, passage in found]

    def fetch(self, keys: Sequence[str]) -> dict[str, Document]:
        """See `EvidenceIndex`."""
        entries = self._snapshot.entries
        return {
            key: codec.decode_document(entries[key].document_json) for key in keys if key in entries
        }

    def lineage(self, lineage: str) -> list[Header]:
        """See `EvidenceIndex`."""
        return newest_first(
            _header(entry) for entry in self._snapshot.entries.values() if entry.lineage == lineage
        )

    def stats(self) -> Stats:
        """See `EvidenceIndex`."""
        held = self._snapshot
        return Stats(len(held.entries), len(held.passages), 0, 0, held.version)

    def close(self) -> None:
        """See `EvidenceIndex`."""
        self._entries = dict(self._snapshot.entries)
        self._changed = False


def _snapshot(entries: dict[str, Entry], version: int) -> _Snapshot:
    passages = tuple(
        _passage(entry, ordinal) for entry in entries.values() for ordinal in range(len(entry.keys))
    )
    frequency = Counter(
        (field, token) for each in passages for field in Field for token in each.counts[field]
    )
    records = len(passages) + sum(not entry.keys for entry in entries.values()) + bool(version)
    average = {
        field: sum(len(each.tokens[field]) for each in passages) / max(records, 1)
        for field in Field
    }
    return _Snapshot(entries, passages, frequency, average, records, version)


def _passage(entry: Entry, ordinal: int) -> _Passage:
    tokens = {
        Field.BODY: entry.body[ordinal].split(),
        Field.HEAD: entry.head[ordinal].split(),
    }
    tags = frozenset((*document_tags(entry), *passage_tags(entry, ordinal)))
    return _Passage(entry, ordinal, tags, tokens, {each: Counter(tokens[each]) for each in Field})


def _hit(found: _Passage, score: float, dense: float | None = None) -> Hit:
    passage = codec.decode_passage(found.entry.passage_json[found.ordinal])
    if len(found.entry.keys) == 1:
        passage = passage_of(passage, codec.decode_document(found.entry.document_json))
    return Hit(passage, _header(found.entry), score, dense)


def _header(entry: Entry) -> Header:
    if entry.header_json is None:
        return codec.decode_document(entry.document_json).header
    return codec.decode_header(entry.header_json)


def _in_years(year: int | None, where: Filter) -> bool:
    if where.since is None and where.until is None:
        return True
    return (
        year is not None
        and (where.since is None or year >= where.since)
        and (where.until is None or year <= where.until)
    )


def _score(held: _Snapshot, passage: _Passage, query: Query) -> float | None:
    """Sum over matching clauses; None where a required one or all of them fail."""
    total = None
    for clause in query.clauses:
        best = _best(held, passage, clause)
        if best is not None:
            total = (total or 0.0) + best
        elif clause.required:
            return None
    return total


def _best(held: _Snapshot, passage: _Passage, clause: Clause) -> float | None:
    scores = [
        score * term.weight
        for term in clause.alternatives
        if term.tokens and (score := _term(held, passage, term)) is not None
    ]
    return max(scores, default=None)


def _term(held: _Snapshot, passage: _Passage, term: Term) -> float | None:
    occurrences = _occurrences(passage, term)
    if not occurrences:
        return None
    rarity = sum(_rarity(held.records, held.frequency[term.field, each]) for each in term.tokens)
    length = _rounded(len(passage.tokens[term.field]))
    norm = K1 * (1 - B + B * length / held.average[term.field])
    return rarity * (1 + K1) * occurrences / (occurrences + norm)


def _occurrences(passage: _Passage, term: Term) -> int:
    counts = passage.counts[term.field]
    if len(term.tokens) == 1:
        return counts[term.tokens[0]]
    if not all(counts[each] for each in term.tokens):
        return 0
    tokens, span = passage.tokens[term.field], len(term.tokens)
    phrase = list(term.tokens)
    return sum(tokens[at : at + span] == phrase for at in range(len(tokens) - span + 1))


def _rarity(records: int, frequency: int) -> float:
    return math.log(1 + (records - frequency + 0.5) / (frequency + 0.5))


def _rounded(length: int) -> int:
    """Down to what one byte can hold: exact to 40, then in steps of 1/8 of its magnitude."""
    if length < 40:
        return length
    rest = length - 24
    step = 1 << (rest.bit_length() - 4)
    return 24 + rest // step * step
