"""Whether the service is ready to be asked, and if not, which part is not."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from osler.gate.service import Service
from osler.ledger import anchor, book
from osler.storage import revision
from osler.storage.database import DatabaseError


def lacking(service: Service) -> dict[str, str]:
    """What each part lacks, by its name; empty where all is well."""
    parts: dict[str, Callable[[Service], str | None]] = {
        "database": _database,
        "ledger": _ledger,
        "evidence": _evidence,
    }
    found = {name: look(service) for name, look in parts.items()}
    return {name: said for name, said in found.items() if said is not None}


def _database(service: Service) -> str | None:
    try:
        with service.board.database.reading() as connection:
            here = revision.held(connection)
    except (SQLAlchemyError, DatabaseError):
        return "cannot be read"
    return None if here == revision.NEWEST else "is not at the newest revision"


def _ledger(service: Service) -> str | None:
    """Only whether the row anchored last is there: a database that fell behind what was promised
    is not served. The whole check takes an admin, and seconds.
    """
    anchored = anchor.last(service.board.anchor) if service.board.anchor is not None else None
    try:
        with service.board.database.reading() as connection:
            book.head(connection)
            fault = anchor.first_fault(connection, [anchored]) if anchored is not None else None
    except (SQLAlchemyError, DatabaseError):
        return "cannot be read"
    return f"row {fault.sequence} {fault.reason}" if fault is not None else None


def _evidence(service: Service) -> str | None:
    try:
        service.desk.evidence()
    except Exception:  # whatever it is, the index does not open; /readyz is no place for details
        return "does not open"
    return None
