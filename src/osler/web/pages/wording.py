"""How readers see an article: grades before and after, and every statement both ways."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from osler.accounts.role import Right
from osler.answer.answer import Answer
from osler.articles.content import Content
from osler.articles.work import work
from osler.gate.passing import Requires, Visit
from osler.readers.adapt import adapt
from osler.readers.adapted import Adapted
from osler.readers.audience import AUDIENCES, READERS, audience
from osler.readers.readability import readings
from osler.rendering.json_form import report
from osler.web.render import page

router = APIRouter()
Seer = Annotated[Visit, Depends(Requires(Right.DRAFTS))]
_FIRST = "patient"


@router.get("/desk/{slug}/readers", response_class=HTMLResponse)
def readers(visit: Seer, slug: str, reader: str = _FIRST) -> HTMLResponse:
    """The table of all, and one version beside the original."""
    content = work(visit.service.board, visit.actor, slug).content
    adapted = _adapted(content, reader)
    values: dict[str, Any] = {
        "slug": slug,
        "title": content.title,
        "readings": readings(content.answer),
        "adapted": adapted,
    }
    return page(visit, "review_readers.html", **values)


@router.get("/desk/{slug}/readers.json")
def fidelity(visit: Seer, slug: str, reader: str = _FIRST) -> Response:
    """The fidelity report of one version."""
    content = work(visit.service.board, visit.actor, slug).content
    return Response(report(_adapted(content, reader)), media_type="application/json")


def _adapted(content: Content, reader: str) -> Adapted:
    answer: Answer = content.answer
    return adapt(answer, audience(reader if reader in READERS else AUDIENCES[_FIRST].name))
