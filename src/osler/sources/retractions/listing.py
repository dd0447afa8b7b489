"""What a list of retractions says of PubMed records.

Two forms: the Retraction Watch table (CSV with OriginalPaperPubMedID and RetractionNature), and one
PMID a line. Bare PMIDs say nothing of what they are: such a file counts as a list of retractions
only if its name says so, and what is on it is never cited.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from osler.sources.source import Item, Noted, Quarantined, Skipped

_NATURES = {"retraction": "retracts", "expression of concern": "concerns", "correction": "corrects"}
_NONE = {"", "0", "unavailable"}
_COLUMNS = (b"OriginalPaperPubMedID", b"RetractionNature")
_PMIDS = re.compile(rb"(?:\d{1,8}\r?\n){20,}")
_LIMIT = 256 << 20  # bytes: the whole Retraction Watch table is far smaller
UNNAMED = "list of PMIDs that does not say what it lists"


class RetractionList:
    """A list of retractions; each line is one record."""

    name = "retractions"

    def recognises(self, head: bytes) -> bool:
        """The table's header line, or nothing but PMIDs."""
        first = head.split(b"\n", 1)[0]
        return all(column in first for column in _COLUMNS) or bool(
            _PMIDS.fullmatch(head[: head.rfind(b"\n") + 1])
        )

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """The whole file."""
        yield stream.read(_LIMIT + 1)

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """One `Noted` a line that says something of a PMID."""
        if len(chunk) > _LIMIT:
            yield Quarantined(origin, "larger than 256 MiB: not a list of retractions")
            return
        text = chunk.decode("utf-8-sig", "replace")
        if not chunk[:1].isdigit() or "retract" in origin.lower():
            try:
                yield from listed(text, origin) or [Skipped(origin, UNNAMED)]
            except csv.Error as error:
                yield Quarantined(origin, f"not a readable table: {error}")
            return
        yield from (Skipped(line, UNNAMED) for line in text.split())


def listed(text: str, origin: str) -> list[Item] | None:
    """What a list says, line by line; None where it has neither form. `origin` names the list.

    Raises `csv.Error` for a table that cannot be read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    bare = [line.strip() for line in lines if line.strip()]
    if bare and all(line.isascii() and line.isdigit() for line in bare):
        return [_noted(origin, "retracts", line) for line in bare]
    rows = csv.DictReader(io.StringIO(text))
    if not {"OriginalPaperPubMedID", "RetractionNature"} <= set(rows.fieldnames or ()):
        return None
    return [_row(row, origin) for row in rows]


def _row(row: dict[str, str | None], origin: str) -> Item:
    pmid = (row["OriginalPaperPubMedID"] or "").strip()
    nature = (row["RetractionNature"] or "").strip()
    kind = _NATURES.get(nature.lower())
    if pmid.lower() in _NONE or not (pmid.isascii() and pmid.isdigit()):
        return Skipped(pmid or origin, "retraction of a paper without a PMID")
    if kind is None:
        return Skipped(pmid, f"{nature.lower() or 'no nature'}: says nothing against a paper")
    return _noted(origin, kind, pmid)


def _noted(origin: str, kind: str, pmid: str) -> Noted:
    return Noted(f"list:{origin}", kind, f"pubmed:{int(pmid)}")
