"""Setting up one-time codes: a secret to scan or type, then the first code from it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from osler.accounts import second_factor
from osler.accounts.actor import NotAllowedError
from osler.accounts.people import AccountError
from osler.accounts.role import Right
from osler.articles.store import MissingError
from osler.gate import confirming, own_account
from osler.gate.passing import Requires, Visit
from osler.web.onward import by_way_of, own
from osler.web.pages.sign_in import put
from osler.web.render import page

router = APIRouter()
Owner = Annotated[Visit, Depends(Requires(Right.ACCOUNT))]
Word = Annotated[str, Form(max_length=2000)]
Next = Annotated[str, Form(max_length=2000, alias="next")]
PAGE = "/account/second-factor"


@router.get(PAGE)
def setting_up(visit: Owner, next: str = "/") -> Response:
    """Where setting up stands."""
    return _page(visit, own(next))


@router.post(PAGE)
def begin(visit: Owner, password: Word = "", code: Word = "", to: Next = "/") -> Response:
    """Make a new secret."""
    onward = own(to)
    try:
        own_account.begin_second_factor(visit, password, code)
    except NotAllowedError as error:
        return _page(visit, onward, error, 403)
    return RedirectResponse(by_way_of(PAGE, onward), 303)


@router.post(PAGE + "/code")
def settle(visit: Owner, code: Word = "", to: Next = "/") -> Response:
    """The first code: from now on the secret counts."""
    onward = own(to)
    try:
        token = own_account.settle_second_factor(visit, code)
    except AccountError as error:
        return _page(visit, onward, error, 400)
    there = "/account?done=second-factor" if onward == "/" else onward
    response = RedirectResponse(there, 303)
    put(visit, response, "session", token)
    return response


@router.get(PAGE + ".svg")
def picture(visit: Owner) -> Response:
    """The secret that waits for its first code, as a QR code. Raises `MissingError`."""
    secret = _pending(visit)
    if secret is None or visit.person is None:
        raise MissingError("there is nothing to set up")
    drawn = second_factor.picture(secret, visit.person.login)
    return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


def _page(visit: Visit, to: str, error: Exception | None = None, status: int = 200) -> Response:
    said = str(error) if error is not None else ""
    secret = _pending(visit)
    fresh = own_account.may_begin(visit)
    return page(
        visit,
        "account_second_factor.html",
        status,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)) if secret else "",
        asked=(False, False) if fresh else confirming.asks(visit),
        elsewhere=not fresh and not any(confirming.asks(visit)),
        to=to,
        error=f"{said[:1].upper()}{said[1:]}." if said else "",
    )


def _pending(visit: Visit) -> str | None:
    with visit.service.board.database.reading() as connection:
        return second_factor.pending(connection, visit.service.codes, visit.actor.id)
