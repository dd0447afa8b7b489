"""Whether the ledger is whole: the chain in itself, and against the anchors dropped outside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from osler.ledger import anchor, book, chain
from osler.ledger.chain import Fault


@dataclass(frozen=True, slots=True)
class Checked:
    """`rows` looked at, `anchors` held against them (None where none are dropped), and the first
    row that is wrong, None where all are right.
    """

    rows: int
    anchors: int | None
    fault: Fault | None


def check(connection: Connection, file: Path | None) -> Checked:
    """Walk the whole ledger. `file` holds the anchors. Raises `AnchorError` where it is no such
    file. Takes about a second for each 100,000 rows.
    """
    rows = book.count(connection)
    fault = chain.first_fault(book.entries(connection))
    if file is None or not file.exists():
        return Checked(rows, None, fault)
    held = anchor.read(file)
    return Checked(rows, len(held), fault or anchor.first_fault(connection, held))
