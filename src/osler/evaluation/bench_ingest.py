"""How fast a PubMed file becomes searchable, beside a parser that only parses."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

# The peer is a development dependency, loaded only where it is measured.
import pubmed_parser

from osler.evaluation.row import Row
from osler.index.index import EvidenceIndex
from osler.ingest.catalog import Catalog
from osler.ingest.files import gather
from osler.ingest.record import record
from osler.sources.source import Source

FILE = "pubmed21n1298.xml.gz"


def rows(
    data: Path, folder: Path, open_index: Callable[[Path], EvidenceIndex], sources: Sequence[Source]
) -> list[Row]:
    """Records per second from file to committed, searchable index, on two processes.

    `data`: the shared data folder. `folder`: an empty folder for the index.
    """
    path = data / "pubmed" / FILE
    index = open_index(folder / "index")
    catalog = Catalog(folder / "catalog.sqlite")
    started = time.perf_counter()
    tally, _ = record(gather([path]), index, catalog, sources, folder / "aside.jsonl")
    ours = tally.read / (time.perf_counter() - started)
    stats = index.stats()
    catalog.close()
    index.close()
    started = time.perf_counter()
    parsed = sum(1 for _ in pubmed_parser.parse_medline_xml(str(path)))
    peer = parsed / (time.perf_counter() - started)
    sizes = f"{tally.read:,} records, {path.stat().st_size / 1e6:.0f} MB gz"
    size = f"{stats.passages:,} passages"
    return [
        Row("parse to searchable", ours, "records/s", sizes, "pubmed_parser, parse only", peer),
        Row("index size", stats.bytes / max(1, stats.documents), "bytes/document", size),
    ]
