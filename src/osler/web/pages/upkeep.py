"""The state of the evidence, and whether the ledger is whole."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from osler.accounts.role import Right
from osler.articles.audit import Audit, audit
from osler.articles.work import names
from osler.gate.passing import Requires, Visit
from osler.index.errors import IndexFault
from osler.ledger import anchor, book
from osler.ledger.anchor import AnchorError
from osler.ledger.chain import Entry
from osler.web.render import page

router = APIRouter()
Auditor = Annotated[Visit, Depends(Requires(Right.AUDIT))]
ROWS = 100  # of the ledger on a page


@router.get("/admin/evidence", response_class=HTMLResponse)
def evidence(visit: Auditor) -> HTMLResponse:
    """What is held, and how current it is."""
    try:
        held = visit.service.desk.evidence()
        return page(
            visit, "admin_evidence.html", corpus=held.corpus, stats=held.index.stats(), fault=None
        )
    except IndexFault as error:
        return page(visit, "admin_evidence.html", 503, corpus=None, stats=None, fault=str(error))


@router.get("/admin/ledger", response_class=HTMLResponse)
def ledger(
    visit: Auditor, after: Annotated[int, Query(ge=0, le=2**62)] = 0, check: str = ""
) -> HTMLResponse:
    """The ledger, oldest first; with `check`, walked whole first."""
    return _ledger(visit, after, _checked(visit) if check else None)


def _checked(visit: Visit) -> Audit | str:
    board = visit.service.board
    try:
        with board.database.reading() as connection:
            return audit(connection, anchor.held(board.anchor))
    except AnchorError as error:
        return str(error)


def _ledger(visit: Visit, after: int, checked: Audit | str | None) -> HTMLResponse:
    with visit.service.board.database.reading() as connection:
        found: list[Entry] = []
        for entry in book.entries(connection, after=after):
            if len(found) == ROWS:
                break
            found.append(entry)
        number = book.count(connection)
        known = names(connection, _people(found))
    return page(
        visit,
        "admin_ledger.html",
        entries=found,
        number=number,
        names=known,
        after=after,
        rows=ROWS,
        checked=checked if isinstance(checked, Audit) else None,
        fault=checked if isinstance(checked, str) else None,
        anchored=visit.service.board.anchor is not None,
    )


def _people(entries: list[Entry]) -> set[str]:
    """Ids of those who acted, and of those to whom something was done."""
    done_to = {entry.event.subject.partition(":")[2] for entry in entries}
    return done_to | {entry.event.actor for entry in entries}
