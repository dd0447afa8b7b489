"""The workspace of one article, its ledger, and the difference between two of its versions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import HTMLResponse, JSONResponse

from osler.accounts.role import Right
from osler.answer.answer import VerdictKind
from osler.articles import store
from osler.articles.content import ContentError, decode
from osler.articles.difference import difference
from osler.articles.store import MissingError
from osler.articles.timeline import timeline
from osler.articles.work import work
from osler.gate.passing import Requires, Visit
from osler.index.errors import IndexFault
from osler.web.render import page
from osler.web.workspace import DONE, Notice, clean, show

router = APIRouter()
Seer = Annotated[Visit, Depends(Requires(Right.DRAFTS))]
Number = Annotated[int, Query(ge=1, le=1_000_000)]


@router.get("/desk/{slug}", response_class=HTMLResponse)
def workspace(visit: Seer, slug: str, s: str = "", done: str = "", of: str = "") -> HTMLResponse:
    """The article with everything said of it; `s` is the statement worked on."""
    notice = Notice(done=done if done in DONE else None, of=of)
    return show(visit, slug, selected=s, notice=notice)


@router.post("/desk/{slug}/verify")
def verify(
    visit: Seer,
    slug: str,
    s: Annotated[str, Form()] = "",
    words: Annotated[str, Form(max_length=10_000)] = "",
) -> JSONResponse:
    """What the passages that a statement cites say of other words for it, while they are typed."""
    try:
        content = work(visit.service.board, visit.actor, slug).content
        if s not in content.statements:
            raise MissingError(f"there is no statement {s!r} in this version")
        said = " ".join(clean(words).split())
        verdict = visit.service.desk.verifier()(content, content.statements[s], said)
    except (ContentError, IndexFault) as error:
        return JSONResponse({"supported": False, "reasons": [str(error)]}, 503)
    supported = verdict.kind is VerdictKind.SUPPORTED
    reasons = list(verdict.reasons) or [verdict.kind.value]
    return JSONResponse({"supported": supported, "reasons": [clean(each) for each in reasons]})


@router.get("/desk/{slug}/ledger", response_class=HTMLResponse)
def ledger(visit: Seer, slug: str) -> HTMLResponse:
    """All that happened to an article, newest first."""
    with visit.service.board.database.reading() as connection:
        article = store.article(connection, slug)
        happened = timeline(connection, article)
    return page(visit, "review_ledger.html", article=article, happened=happened[::-1])


@router.get("/desk/{slug}/difference", response_class=HTMLResponse)
def apart(visit: Seer, slug: str, old: Number, new: Number) -> HTMLResponse:
    """Two versions, statement by statement."""
    with visit.service.board.database.reading() as connection:
        article = store.article(connection, slug)
        one = decode(store.version(connection, article.id, old).content)
        two = decode(store.version(connection, article.id, new).content)
    return page(
        visit,
        "review_difference.html",
        article=article,
        old=old,
        new=new,
        difference=difference(one, two),
    )
