"""An article's versions: who made each, when and why, and what differs between any two."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse

from osler.accounts.role import Right
from osler.articles import store
from osler.articles.difference import difference
from osler.articles.public import public
from osler.articles.records import Signature
from osler.articles.store import MissingError
from osler.gate.passing import Requires, Visit
from osler.web.render import page

router = APIRouter()
Reader = Annotated[Visit, Depends(Requires(Right.READ))]

_PAIR = re.compile(r"([1-9]\d{0,5})\.\.([1-9]\d{0,5})")


@router.get("/a/{slug}/history", response_class=HTMLResponse)
def history(visit: Reader, slug: str) -> HTMLResponse:
    """The versions this visitor may see, newest first."""
    board = visit.service.board
    shown = public(board, visit.actor, slug)
    under: dict[int, list[Signature]] = {}
    with board.database.reading() as connection:
        for each in store.signatures(connection, shown.article.id):
            under.setdefault(each.number, []).append(each)
    return page(visit, "history.html", shown=shown, lines=shown.history, signatures=under)


@router.get("/a/{slug}/diff")
def choose(visit: Reader, slug: str, older: str = "", newer: str = "") -> RedirectResponse:
    """From the form on the history page to the address of the two versions chosen."""
    shown = public(visit.service.board, visit.actor, slug)
    first, last = sorted(_numbers(f"{older}..{newer}"))
    return RedirectResponse(f"/a/{shown.article.slug}/diff/{first}..{last}", 303)


@router.get("/a/{slug}/diff/{pair}", response_class=HTMLResponse)
def changed(visit: Reader, slug: str, pair: str) -> HTMLResponse:
    """What differs between two versions, statement by statement."""
    first, last = _numbers(pair)
    board = visit.service.board
    older = public(board, visit.actor, slug, first)
    newer = public(board, visit.actor, slug, last)
    apart = difference(older.content, newer.content)
    same = sum(each.kind == "same" for each in apart.statements)
    return page(visit, "difference.html", older=older, newer=newer, apart=apart, same=same)


def _numbers(pair: str) -> tuple[int, int]:
    found = _PAIR.fullmatch(pair)
    if found is None:
        raise MissingError("two versions are compared as diff/1..2")
    return int(found[1]), int(found[2])
