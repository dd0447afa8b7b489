"""The embedded engine: tantivy in one folder, one writer, any number of readers.

Every passage is one tantivy record (`osler.index.tantivy_record`). One more record carries the
version, so that it becomes visible in the same instant as the passages it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import tantivy

from osler.evidence.document import Document, Header, Passage
from osler.index import manifest as manifests
from osler.index.errors import IndexLocked, IndexReadOnly, IndexUnreadable
from osler.index.index import Entry, Filter, Hit, Query, Rescorer, Stats
from osler.index.lineage import newest_first
from osler.index.manifest import Manifest
from osler.index.snapshot import Snapshot, build, readable
from osler.index.tags import FIRST, PASSAGE, document_tag, lineage_tag
from osler.index.tantivy_query import translated
from osler.index.tantivy_record import (
    VERSION,
    document_of,
    header_of,
    hit,
    records,
    version_record,
)
from osler.index.vector_layout import count as count_vectors

_HEAP = 32_000_000  # bytes of postings gathered before a segment is written: little at a commit
_TIES = 256  # how many equal scores beyond `k` are looked at to order ties
_VERSIONS = 10_000  # more than any work has


def open_index(root: Path, *, create: bool = False, heap: int = _HEAP) -> EmbeddedIndex:
    """The index in `root`, at its newest committed snapshot.

    With `create`, an empty one is made where there is none. `heap`: bytes. Raises `IndexMissing`,
    `IndexMismatch`, `IndexUnreadable`. Nothing is locked until something is written.
    """
    if create and not manifests.exists(root):
        build(root / "g1")
        manifests.write(root, Manifest("g1"))
    return EmbeddedIndex(root, heap=heap)


class EmbeddedIndex:
    """`EvidenceIndex` on tantivy; see `open_index`."""

    def __init__(self, root: Path, *, heap: int = _HEAP) -> None:
        """Raises `IndexMissing`, `IndexMismatch`, `IndexUnreadable`."""
        self.root = root
        self.manifest = manifests.read(root)
        manifests.check(self.manifest, root)
        self._snapshot = self._opened()
        self._heap = heap
        self._writer: tantivy.IndexWriter | None = None
        self._pending: set[str] = set()
        self._changed = False

    def upsert(self, batch: Iterable[Entry]) -> None:
        """See `EvidenceIndex`. Raises `IndexLocked` or `IndexReadOnly`."""
        writer = self._writing()
        for entry in batch:
            tag = document_tag(entry.key)
            # A deletion is looked for in every segment at the commit, so only where there is any.
            if entry.key in self._pending or self._snapshot.searcher.doc_freq("tag", tag):
                writer.delete_documents_by_term("tag", tag)
            for record in records(entry):
                writer.add_document(record)
            self._pending.add(entry.key)
            self._changed = True

    def delete(self, keys: Iterable[str]) -> None:
        """See `EvidenceIndex`. Raises `IndexLocked` or `IndexReadOnly`."""
        for key in keys:
            tag = document_tag(key)
            if key in self._pending or self._snapshot.count(tag):
                self._writing().delete_documents_by_term("tag", tag)
                self._pending.discard(key)
                self._changed = True

    def commit(self) -> int:
        """See `EvidenceIndex`."""
        version = self._snapshot.version()
        if self._writer is None or not self._changed:
            return version
        self._writer.delete_documents_by_term("tag", VERSION)
        self._writer.add_document(version_record(version + 1))
        self._writer.commit()
        self._pending.clear()
        self._changed = False
        self._snapshot.reload()
        self._write_down(version + 1)
        return version + 1

    def settle(self) -> None:
        """Wait until segments are merged and let go of the lock; for the end of a large load."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None
            self._snapshot.reload()

    def refresh(self) -> None:
        """See `EvidenceIndex`. Follows a rebuild that has put another folder in place."""
        current = manifests.read(self.root)
        if current.folder == self.manifest.folder:
            self._snapshot.reload()
            return
        manifests.check(current, self.root)
        self.manifest = current
        self._snapshot.close()
        self._snapshot = self._opened()

    def search(self, query: Query, where: Filter, k: int) -> list[Hit]:
        """See `EvidenceIndex`. Where more than 256 scores beyond `k` equal the last one, which of
        them are returned is the engine's choice.
        """
        wanted = translated(query, where)
        if wanted is None or k < 1:
            return []
        searcher = self._snapshot.searcher
        with readable(self.root):
            found = searcher.search(wanted, k + 1, count=False).hits
            if len(found) > k and found[k][0] >= found[k - 1][0]:
                more = searcher.search(wanted, k + _TIES, count=False).hits
                found = [each for each in more if each[0] >= found[k - 1][0]]
            else:
                found = found[:k]
            hits = [hit(searcher.doc(address), score) for score, address in found]
        hits.sort(key=lambda each: (-each.score, each.passage.key))
        return hits[:k]

    def search_rescored(
        self, query: Query, where: Filter, k: int, depth: int, rescorer: Rescorer
    ) -> list[Hit]:
        """See `EvidenceIndex`. Only the hits returned are read from the store."""
        wanted = translated(query, where)
        if wanted is None or min(k, depth) < 1:
            return []
        searcher = self._snapshot.searcher
        with readable(self.root):
            found = searcher.search(wanted, depth, count=False).hits
            hashes = searcher.fast_field_values("hash", [address for _, address in found])
            judged = rescorer([int(each or 0) for each in hashes], [score for score, _ in found])
            order = sorted(range(len(found)), key=lambda at: -judged[at][0])[:k]
            hits = [hit(searcher.doc(found[at][1]), *judged[at]) for at in order]
        return sorted(hits, key=lambda each: (-each.score, each.passage.key))

    def passages(self) -> Iterator[Passage]:
        """See `EvidenceIndex`."""
        for record in self._snapshot.walk(PASSAGE):
            with readable(self.root):
                yield hit(record, 0.0).passage

    def documents(self) -> Iterator[Document]:
        """See `EvidenceIndex`."""
        return self._snapshot.documents()

    def fetch(self, keys: Sequence[str]) -> dict[str, Document]:
        """See `EvidenceIndex`."""
        found = {}
        with readable(self.root):
            for key in keys:
                for record in self._snapshot.firsts(document_tag(key)):
                    found[key] = document_of(record)
        return found

    def lineage(self, lineage: str) -> list[Header]:
        """See `EvidenceIndex`."""
        with readable(self.root):
            found = self._snapshot.firsts(lineage_tag(lineage), _VERSIONS)
            return newest_first(header_of(record) for record in found)

    def stats(self) -> Stats:
        """See `EvidenceIndex`."""
        return Stats(
            documents=self._snapshot.count(FIRST),
            passages=self._snapshot.count(PASSAGE),
            bytes=sum(file.stat().st_size for file in self.root.rglob("*") if file.is_file()),
            vectors=count_vectors(self.root),
            version=self._snapshot.version(),
        )

    def close(self) -> None:
        """See `EvidenceIndex`."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer = None
        self._snapshot.close()

    def _opened(self) -> Snapshot:
        """The engine's folder; another one, if a rebuild replaced it at this very moment."""
        try:
            return Snapshot(self.root / self.manifest.folder)
        except IndexUnreadable:
            current = manifests.read(self.root)
            if current.folder == self.manifest.folder:
                raise
            manifests.check(current, self.root)
            self.manifest = current
            return Snapshot(self.root / current.folder)

    def _writing(self) -> tantivy.IndexWriter:
        """The writer, on the folder that counts and on top of what others have committed."""
        while self._writer is None:
            self.refresh()
            if not self._snapshot.writable:
                raise IndexReadOnly(str(self.root))
            try:
                writer = self._snapshot.index.writer(self._heap, 1)
            except ValueError as error:
                raise IndexLocked(str(self.root)) from error
            if manifests.read(self.root).folder == self.manifest.folder:
                self._snapshot.reload()
                self._writer = writer
            else:  # a rebuild ended between the two: the lock taken is that of the old folder
                writer.rollback()
        return self._writer

    def _write_down(self, version: int) -> None:
        self.manifest = replace(
            manifests.read(self.root),  # vectors may have been added meanwhile
            corpus=version,
            passages=self._snapshot.count(PASSAGE),
            average_body=self._snapshot.mean("body_tokens"),
            average_head=self._snapshot.mean("head_tokens"),
        )
        manifests.write(self.root, self.manifest)
