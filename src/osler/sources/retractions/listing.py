"""What a list of retractions says of papers.

Two forms: the Retraction Watch table (CSV with OriginalPaperPubMedID or OriginalPaperDOI, and
RetractionNature), and one PMID a line. Bare PMIDs say nothing of what they are: such a file counts
as a list of retractions only if its name says so, and what is on it is never cited.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from osler.evidence.doi import doi_name
from osler.sources.source import Item, Noted, Quarantined, Skipped

_NATURES = {
    "retraction": "retracts",
    "expression of concern": "concerns",
    "correction": "corrects",
    "reinstatement": "reinstates",
}
_PMID = re.compile(r"0*([1-9]\d{0,7})(?:\.0*)?")  # a spreadsheet writes 103.0
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_COLUMNS = (b"OriginalPaperPubMedID", b"RetractionNature")
_PMIDS = re.compile(rb"(?:\d{1,8}\r?\n){20,}")
_LIMIT = 256 << 20  # bytes: the whole Retraction Watch table is far smaller
_Row = dict[str, str | None]
NAMELESS = "retraction of a paper without a PMID or DOI"
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
        """One `Noted` a line that says something of a paper."""
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
        return [Noted(f"list:{origin}", "retracts", f"pubmed:{int(line)}") for line in bare]
    rows = csv.DictReader(io.StringIO(text))
    if not {"OriginalPaperPubMedID", "RetractionNature"} <= set(rows.fieldnames or ()):
        return None
    table = list(rows)
    last = _last_retracted(table)
    return [_row(row, origin, last) for row in table]


def _last_retracted(table: list[_Row]) -> dict[str, tuple[int, ...]]:
    """When each paper was last retracted: it may be reinstated, and retracted again."""
    last: dict[str, tuple[int, ...]] = {}
    for row in table:
        if _said(row, "RetractionNature").lower() == "retraction":
            for name in _names(row):
                last[name] = max(last.get(name, ()), _when(row))
    return last


def _row(row: _Row, origin: str, last: dict[str, tuple[int, ...]]) -> Item:
    names = _names(row)
    nature = _said(row, "RetractionNature").lower()
    kind = _NATURES.get(nature)
    if not names:
        return Skipped(_said(row, "Record ID") or origin, NAMELESS)
    if kind is None:
        return Skipped(names[0], f"{nature or 'no nature'}: says nothing against a paper")
    if kind == "reinstates" and any(last.get(name, ()) > _when(row) for name in names):
        return Skipped(names[0], "reinstatement of a paper retracted again since")
    return Noted(f"list:{origin}", kind, names[0], names[1:])


def _names(row: _Row) -> tuple[str, ...]:
    pmid = _PMID.fullmatch(_said(row, "OriginalPaperPubMedID"))
    doi = doi_name(_said(row, "OriginalPaperDOI"))
    return tuple(name for name in (f"pubmed:{pmid[1]}" if pmid else None, doi) if name)


def _when(row: _Row) -> tuple[int, ...]:
    """Year, month, day; nothing where the date is not known."""
    found = _DATE.match(_said(row, "RetractionDate"))
    return (int(found[3]), int(found[1]), int(found[2])) if found else ()


def _said(row: _Row, column: str) -> str:
    return (row.get(column) or "").strip()
