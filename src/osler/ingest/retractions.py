"""Lists of retractions that the operator hands over by name."""

from __future__ import annotations

import gzip
from pathlib import Path

from osler.ingest.catalog import Link
from osler.ingest.sync import links_of
from osler.sources.retractions.listing import listed
from osler.sources.source import Noted


class RetractionListError(Exception):
    """The file is no list of retractions; the message says what was expected."""


def read_retractions(file: Path) -> tuple[list[Link], int]:
    """Links from a list of either form (see `sources/retractions/listing.py`), gzipped or not, and
    how many of its lines say something of a paper.

    Raises `RetractionListError` where neither form fits.
    """
    raw = file.read_bytes()
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    found = listed(raw.decode("utf-8-sig", "replace"), file.name)
    if found is None:
        raise RetractionListError(
            f"{file}: expected one PMID a line, or a CSV with OriginalPaperPubMedID and "
            "RetractionNature"
        )
    noted = [item for item in found if isinstance(item, Noted)]
    return [link for item in noted for link in links_of(item)], len(noted)
