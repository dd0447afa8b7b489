"""Asking on the web: the question box, and the answer as it comes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse

from osler.accounts.role import Right
from osler.gate import askings
from osler.gate.passing import Requires, Visit
from osler.storage.moment import utc_now
from osler.web.render import page, remember

router = APIRouter()
Asker = Annotated[Visit, Depends(Requires(Right.ASK))]
Question = Annotated[str, Form(max_length=20_000)]


@router.get("/", response_class=HTMLResponse)
def front(visit: Asker) -> HTMLResponse:
    """The question box."""
    return page(visit, "ask.html")


@router.post("/ask")
def ask(visit: Asker, question: Question, reader: Annotated[str, Form()] = "") -> RedirectResponse:
    """Keep the question and lead to its answer."""
    service = visit.service
    name = askings.keep(
        service.board.database,
        visit.visitor,
        question,
        reader or None,
        utc_now(),
        service.settings.asked_days,
    )
    response = RedirectResponse(f"/ask/{name}", 303)
    remember(visit, response)
    return response


@router.get("/ask/{name}", response_class=HTMLResponse)
def answer(visit: Asker, name: str) -> HTMLResponse:
    """The answer, whole."""
    service = visit.service
    asked = askings.asking(service.board.database, visit.visitor, name, utc_now())
    found = asked.answer
    if found is None:
        found = service.desk.ask(asked.question)
        askings.answered(service.board.database, name, found)
    return page(visit, "message.html", title=found.question, said=str(found.summary), next=None)
