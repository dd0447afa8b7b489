"""A folder of files, an index and a catalog, read by every source there is."""

from __future__ import annotations

from pathlib import Path

from osler.house.writing import SOURCES
from osler.index.memory import MemoryIndex
from osler.ingest.catalog import Catalog
from osler.ingest.files import gather
from osler.ingest.record import record
from osler.ingest.tally import Tally


class Held:
    """What is held after files were read, one run each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = MemoryIndex()
        self.catalog = Catalog(None)

    def write(self, name: str, data: bytes | str) -> Path:
        path = self.folder / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def run(self, *paths: Path) -> Tally:
        found = gather(paths or (self.folder / "in",))
        aside = self.folder / "aside.jsonl"
        tally, problems = record(found, self.index, self.catalog, SOURCES, aside)
        assert tally.reconciles
        assert not problems
        return tally

    def read(self, *files: bytes | str) -> Tally:
        """One run for each of these files; returns what the last one did."""
        tally = Tally()
        for data in files:
            number = len(list((self.folder / "in").glob("*"))) if self.folder.exists() else 0
            tally = self.run(self.write(f"{number:03d}", data))
        return tally

    def words(self, key: str) -> tuple[str, ...]:
        """The standing of a held document, which the catalog must know too."""
        words = self.index.fetch([key])[key].header.standing.words
        assert self.catalog.rows([key])[key].standing == ", ".join(words)
        return words

    def retracted(self, key: str) -> bool:
        return "retracted" in self.words(key)
