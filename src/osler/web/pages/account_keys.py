"""Keys for the API: made, shown once, listed, ended."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from osler.accounts import keys
from osler.accounts.actor import NotAllowedError
from osler.accounts.people import AccountError
from osler.accounts.role import Right
from osler.articles.actions.change import anchored
from osler.articles.store import MissingError
from osler.gate import confirming
from osler.gate.passing import Requires, Visit
from osler.storage.moment import text
from osler.web.render import page

router = APIRouter()
Owner = Annotated[Visit, Depends(Requires(Right.ACCOUNT))]
Word = Annotated[str, Form(max_length=2000)]


@router.get("/account/keys")
def listed(visit: Owner) -> Response:
    """One's keys, and the form for another."""
    return _page(visit)


@router.post("/account/keys")
def make(
    visit: Owner,
    name: Word = "",
    scope: Annotated[list[str] | None, Form(max_length=50)] = None,
    days: Annotated[str, Form(max_length=10)] = "90",
    password: Word = "",
    code: Word = "",
) -> Response:
    """Make a key and show its secret, this once."""
    board = visit.service.board
    try:
        scopes = frozenset(Right(each) for each in scope or ())
        lasting = int(days)
    except ValueError:
        return _page(visit, "Choose what the key is for, and for how many days.", name, 400)
    try:
        confirming.confirm(visit, password, code)
        with board.database.writing() as connection:
            made, secret = keys.make(connection, board.clock(), visit.actor, name, scopes, lasting)
    except (AccountError, NotAllowedError) as error:
        said = str(error)
        status = 403 if isinstance(error, NotAllowedError) else 400
        return _page(visit, f"{said[:1].upper()}{said[1:]}.", name, status)
    anchored(board)
    return page(visit, "account_key.html", 201, made=made, secret=secret)


@router.post("/account/keys/{key}/end")
def end(visit: Owner, key: str) -> Response:
    """End a key of one's own. Raises `MissingError` for any other."""
    board = visit.service.board
    try:
        with board.database.writing() as connection:
            if key not in {each.id for each in keys.keys(connection, visit.actor.id)}:
                raise AccountError("there is no such key")
            keys.revoke(connection, text(board.clock()), visit.actor, key)
    except AccountError as error:
        raise MissingError(str(error)) from error
    anchored(board)
    return RedirectResponse("/account/keys", 303)


def _page(visit: Visit, error: str = "", name: str = "", status: int = 200) -> Response:
    board = visit.service.board
    now = board.clock()
    with board.database.reading() as connection:
        held = keys.keys(connection, visit.actor.id)
    return page(
        visit,
        "account_keys.html",
        status,
        keys=[each for each in held if each.lasts(now)],
        ended=[each for each in held if not each.lasts(now)],
        scopes=[right for right in keys.SCOPES if visit.actor.may(right)],
        asked=confirming.asks(visit),
        name=name[:80],
        error=error,
    )
