"""The board: who reviews, with what credentials and interests."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from osler.accounts.people import people
from osler.accounts.role import Right
from osler.articles import shelf
from osler.gate.passing import Requires, Visit
from osler.web.render import page

router = APIRouter()
Reader = Annotated[Visit, Depends(Requires(Right.READ))]


@router.get("/board", response_class=HTMLResponse)
def board(visit: Reader) -> HTMLResponse:
    """The members."""
    with visit.service.board.database.reading() as connection:
        members = people(connection, board=True)
        signed = shelf.signed(connection)
        declared = shelf.declared(connection)
    return page(visit, "board.html", members=members, signed=signed, declared=declared)
