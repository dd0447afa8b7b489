"""One committed state of a tantivy folder, as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import tantivy

from osler.evidence.document import Document
from osler.index.errors import IndexFault, IndexUnreadable
from osler.index.shadow import Shadow, needs_shadow
from osler.index.tags import FIRST
from osler.index.tantivy_query import carrying, in_slice, tagged
from osler.index.tantivy_record import SCHEMA, VERSION, document_of, version_record

_SLICE = 1_000_000  # records found at once, about; hashes are spread evenly
_SMALLEST = 15_000_000  # bytes a writer asks for at least


@contextmanager
def readable(place: Path) -> Iterator[None]:
    """Says `IndexUnreadable` for whatever damaged files make the engine or the decoder say."""
    try:
        yield
    except IndexFault:
        raise
    except (ValueError, OSError, msgspec.MsgspecError, TypeError, AttributeError) as error:
        raise IndexUnreadable(str(place), str(error) or type(error).__name__) from error
    except BaseException as error:  # the engine's panics are no `Exception`s
        if type(error).__name__ != "PanicException":
            raise
        raise IndexUnreadable(str(place), "its files are damaged") from error


class Snapshot:
    """Opens a folder without locking out writers; `reload` moves to the newest commit."""

    def __init__(self, folder: Path) -> None:
        """Raises `IndexUnreadable`."""
        self.folder = folder
        with readable(folder):
            self._shadow = Shadow(folder) if needs_shadow(folder) else None
            self.index = tantivy.Index.open(str(self._shadow.path if self._shadow else folder))
            self.index.config_reader("manual")
            self.index.reload()
            self.searcher = self.index.searcher()

    @property
    def writable(self) -> bool:
        """Whether this process may write here."""
        return self._shadow is None

    def reload(self) -> None:
        """See the newest commit; raises `IndexUnreadable`."""
        with readable(self.folder):
            if self._shadow:
                self._shadow.follow()
            self.index.reload()
            self.searcher = self.index.searcher()

    def count(self, tag: str) -> int:
        """Live records that carry a tag."""
        with readable(self.folder):
            found: Any = self.searcher.search(tagged([tag]), 1, count=True)  # stub lacks `count`
            return int(found.count or 0)

    def firsts(self, tag: str, limit: int = 1) -> list[tantivy.Document]:
        """Stored fields of the first records of documents that carry a tag."""
        return self._records(carrying(FIRST, tag), limit)

    def _records(self, wanted: tantivy.Query, limit: int) -> list[tantivy.Document]:
        with readable(self.folder):
            found = self.searcher.search(wanted, limit, count=False).hits
            return [self.searcher.doc(address) for _, address in found]

    def walk(self, tag: str) -> Iterator[tantivy.Document]:
        """Stored fields of every record that carries a tag, in the order they are stored, one
        slice of the hashes after another where there are too many for one search.
        """
        searcher = self.searcher  # a snapshot holds while others commit
        width = (1 << 64) // (1 + searcher.num_docs // _SLICE)
        limit = min(4 * _SLICE, 1 + searcher.num_docs)
        for start in range(0, 1 << 64, width):
            wanted = in_slice(tag, start, min(start + width, 1 << 64) - 1)
            with readable(self.folder):
                hits = searcher.search(wanted, limit, count=False).hits
            places = [address for _, address in hits]
            for address in sorted(places, key=lambda each: (each.segment_ord, each.doc)):
                with readable(self.folder):
                    record = searcher.doc(address)
                yield record

    def documents(self) -> Iterator[Document]:
        """Every document."""
        for record in self.walk(FIRST):
            with readable(self.folder):
                yield document_of(record)

    def version(self) -> int:
        """How many commits have changed anything; 0 for an empty index."""
        found = self._records(tagged([VERSION]), 1)
        return int(found[0].get_first("count") or 0) if found else 0

    def mean(self, field: str) -> float:
        """Average of a numeric field over the records that have it; 0 without any."""
        with readable(self.folder):
            found = self.searcher.aggregate(
                tantivy.Query.all_query(), {"mean": {"avg": {"field": field}}}
            )
            return float(found["mean"]["value"] or 0.0)

    def close(self) -> None:
        """Remove what was made to read a read-only folder."""
        if self._shadow:
            self._shadow.close()


def build(folder: Path, version: int = 0) -> None:
    """An empty engine in a folder of its own, counting commits from `version`."""
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(SCHEMA, path=str(folder))
    if version:
        writer = index.writer(_SMALLEST, 1)
        writer.add_document(version_record(version))
        writer.commit()
        writer.wait_merging_threads()
