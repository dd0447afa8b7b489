"""The article page, its older versions, and reporting an error in one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse

from osler.accounts.role import Right
from osler.articles import actions
from osler.articles.content import ContentError
from osler.articles.public import Public, public
from osler.articles.store import MissingError
from osler.articles.taken_up import taken_up_by
from osler.articles.workflow import State, WorkflowError
from osler.gate.passing import Requires, Visit
from osler.web.readers import reader_of
from osler.web.render import page
from osler.web.shown import shown_article
from osler.web.status import status

router = APIRouter()
Reader = Annotated[Visit, Depends(Requires(Right.READ))]
Reporter = Annotated[Visit, Depends(Requires(Right.REPORT))]
HIGHEST = 1_000_000  # no article has more versions


@router.get("/a/{slug}", response_class=HTMLResponse)
def article(visit: Reader, request: Request, slug: str) -> HTMLResponse:
    """The version in force."""
    return _page(visit, request, public(visit.service.board, visit.actor, slug))


@router.get("/a/{slug}/v/{number}", response_class=HTMLResponse)
def version(visit: Reader, request: Request, slug: str, number: str) -> HTMLResponse:
    """One version, whether in force or not."""
    found = public(visit.service.board, visit.actor, slug, _number(number))
    return _page(visit, request, found, kept=True)


def _page(visit: Visit, request: Request, found: Public, *, kept: bool = False) -> HTMLResponse:
    """`kept`: asked for by its number, so a withdrawn text is shown for the record."""
    with visit.service.board.database.reading() as connection:
        reviewer = taken_up_by(connection, found.article)
    reader = reader_of(request)
    report = f"/a/{found.article.slug}/report" if visit.actor.may(Right.REPORT) else None
    if found.state is State.WITHDRAWN or not found.newest:
        report = None
    values = {
        "public": found,
        "article": found.article,
        "content": found.content,
        "answer": found.content.answer,
        "review": status(found, reviewer),
        "shown": shown_article(found.content, found.causes, report, reader),
        "reader": reader,
        "request_path": request.url.path,
        "withheld": found.state is State.WITHDRAWN and not kept,
        "linked": None,
    }
    return page(visit, "article.html", **values)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:8]) < HIGHEST):
        raise MissingError("there is no such version of this article")
    return int(text[:8])


@router.get("/a/{slug}/report", response_class=HTMLResponse)
def reporting(visit: Reporter, slug: str, statement: str = "") -> HTMLResponse:
    """The form for a report."""
    found = public(visit.service.board, visit.actor, slug)
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
    found = public(board, visit.actor, slug)
    about = _number(number) if number else found.version.number
    seen = public(board, visit.actor, slug, about) if about != found.version.number else found
    try:
        actions.report(board, visit.actor, found.article.id, about, body, statement or None)
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
        error=error[:1].upper() + error[1:],
    )
