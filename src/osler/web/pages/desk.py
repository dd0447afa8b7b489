"""The board's desk: what waits, for whom, and why in this order."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from osler.accounts.role import Right
from osler.articles.agenda import ORDERS, agenda
from osler.articles.metrics import metrics
from osler.gate.passing import Requires, Visit
from osler.web.render import page

router = APIRouter()
Member = Annotated[Visit, Depends(Requires(Right.DESK))]


@router.get("/desk", response_class=HTMLResponse)
def desk(visit: Member, by: str = "risk") -> HTMLResponse:
    """The lists of whoever looks, and the board's numbers. `by`: the order of the queue."""
    board = visit.service.board
    order = by if by in ORDERS else "risk"
    with board.database.reading() as connection:
        now = board.clock()
        held = agenda(connection, visit.actor, now, order)
        counted = metrics(connection, now)
    return page(
        visit,
        "desk.html",
        agenda=held,
        order=order,
        metrics=counted,
        needed=board.policy.reviewers,
    )
