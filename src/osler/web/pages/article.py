"""The article page, its older versions, and reporting an error in one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from osler.accounts.role import Right
from osler.articles import actions
from osler.articles.content import ContentError
from osler.articles.public import Public, public
from osler.articles.round import round_of
from osler.articles.store import MissingError
from osler.articles.workflow import State, WorkflowError
from osler.gate.pages import cached
from osler.gate.passing import Requires, Visit
from osler.rendering import words
from osler.web.linked import linked
from osler.web.readers import reader_of
from osler.web.render import html, page, remember
from osler.web.shown import shown_article
from osler.web.status import status

router = APIRouter()
_SLUG = re.compile(r"[a-z0-9-]{1,120}")
Reader = Annotated[Visit, Depends(Requires(Right.READ))]
Reporter = Annotated[Visit, Depends(Requires(Right.REPORT))]
HIGHEST = 1_000_000  # no article has more versions


@router.get("/a/{slug}", response_class=HTMLResponse)
async def article(visit: Reader, request: Request, slug: str) -> Response:
    """The version in force."""
    return await _kept(visit, request, lambda own: _page(own, request, _public(own, slug)))


@router.get("/a/{slug}/v/{number}", response_class=HTMLResponse)
async def version(visit: Reader, request: Request, slug: str, number: str) -> Response:
    """One version, whether in force or not."""
    at = _number(number)
    return await _kept(
        visit, request, lambda own: _page(own, request, _public(own, slug, at), kept=True)
    )


async def _kept(visit: Visit, request: Request, make: Callable[[Visit], str]) -> Response:
    """The page as it was written for the reader before, where it still holds."""
    key = f"{request.scope['path']}\n{reader_of(visit, request) or ''}"
    response = await cached(request, visit, key, make)
    remember(visit, response)
    return response


def _public(visit: Visit, slug: str, number: int | None = None) -> Public:
    if not _SLUG.fullmatch(slug):
        raise MissingError("no article has this address")
    return public(visit.service.board, visit.actor, slug, number)


def _page(visit: Visit, request: Request, found: Public, *, kept: bool = False) -> str:
    """`kept`: asked for by its number, so a withdrawn text is shown for the record."""
    with visit.service.board.database.reading() as connection:
        round_ = round_of(connection, found)
    reader = reader_of(visit, request)
    report = f"/a/{found.article.slug}/report" if visit.actor.may(Right.REPORT) else None
    if found.state is State.WITHDRAWN or not found.newest:
        report = None
    values: dict[str, Any] = {
        "public": found,
        "article": found.article,
        "content": found.content,
        "answer": found.content.answer,
        "review": status(found, round_),
        "shown": shown_article(found, report, reader),
        "reader": reader,
        "request_path": request.url.path,
        "withheld": found.state is State.WITHDRAWN and not kept,
        "linked": linked(found, visit.service.settings.base_url),
    }
    return html(visit, "article.html", **values)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:8]) < HIGHEST):
        raise MissingError("there is no such version of this article")
    return int(text[:8])


@router.get("/a/{slug}/report", response_class=HTMLResponse)
def reporting(visit: Reporter, slug: str, statement: str = "") -> HTMLResponse:
    """The form for a report."""
    found = _public(visit, slug)
    return _form(visit, found, statement)


@router.post("/a/{slug}/report", response_class=HTMLResponse)
def report(
    visit: Reporter,
    slug: str,
    body: Annotated[str, Form(max_length=20_000)] = "",
    statement: Annotated[str, Form(max_length=20)] = "",
    number: Annotated[str, Form(max_length=9)] = "",
) -> HTMLResponse:
    """Hand a report to the board."""
    board = visit.service.board
    found = _public(visit, slug)
    about = _number(number) if number else found.version.number
    seen = _public(visit, slug, about) if about != found.version.number else found
    try:
        actions.report(
            board, visit.actor, found.article.id, about, words.seen(body), statement or None
        )
    except ContentError as error:
        return _form(visit, seen, statement, body, str(error))
    except WorkflowError as error:
        next_ = (f"/a/{slug}", "Back to the article")
        return page(visit, "message.html", 409, title="Not sent", said=f"{error}.", next=next_)
    said = "Thank you. The board has your report and will look at it; the article stays as it is."
    next_ = (f"/a/{slug}", "Back to the article")
    return page(visit, "message.html", title="Report sent", said=said, next=next_)


def _form(
    visit: Visit, found: Public, statement: str, body: str = "", error: str = ""
) -> HTMLResponse:
    known = statement if statement in found.content.statements else None
    return page(
        visit,
        "report.html",
        422 if error else 200,
        slug=found.article.slug,
        content=found.content,
        number=found.version.number,
        statement=known,
        body=body,
        error=words.opened(error),
    )
