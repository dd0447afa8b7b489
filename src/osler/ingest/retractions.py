"""Lists of retractions that the operator hands over by name."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

from osler.ingest.catalog import Link
from osler.ingest.packed import BROKEN, Budget, check_gzip, why
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
    try:
        found = listed(_text(file), file.name)
    except (*BROKEN, csv.Error) as error:
        raise RetractionListError(f"{file}: cannot be read: {why(error)}") from error
    if found is None:
        raise RetractionListError(
            f"{file}: expected one PMID a line, or a CSV with OriginalPaperPubMedID and "
            "RetractionNature"
        )
    noted = [item for item in found if isinstance(item, Noted)]
    return [link for item in noted for link in links_of(item)], len(noted)


def _text(file: Path) -> str:
    with file.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        if not packed:
            return raw.read().decode("utf-8-sig", "replace")
        check_gzip(raw, Budget(file.stat().st_size))
        return gzip.decompress(raw.read()).decode("utf-8-sig", "replace")
