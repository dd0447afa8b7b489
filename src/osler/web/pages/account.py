"""One's own account: what is shown of oneself, the password, the sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from osler.accounts import people, profile, sessions
from osler.accounts.actor import NotAllowedError
from osler.accounts.passwords import PasswordError
from osler.accounts.people import AccountError, ChangedError
from osler.accounts.role import Right
from osler.articles.actions.change import anchored
from osler.gate import confirming, own_account
from osler.gate.passing import Requires, Visit
from osler.storage.moment import text
from osler.web.pages.sign_in import put
from osler.web.render import page

router = APIRouter()
Owner = Annotated[Visit, Depends(Requires(Right.ACCOUNT))]
Words = Annotated[str, Form(max_length=20_000)]
Revision = Annotated[int, Form(ge=0, le=2**31 - 1)]
DONE = {
    "profile": "What is shown of you was changed.",
    "interests": "Your interests were declared.",
    "reader": "Pages are written for whom you chose, wherever you sign in.",
    "password": "Your password was changed. All your other sessions were ended.",
    "second-factor": "One-time codes are set up. All your other sessions were ended.",
}


@router.get("/account")
def account(visit: Owner, done: str = "") -> Response:
    """One's own account."""
    return _account(visit, done=DONE.get(done, ""))


@router.post("/account/profile")
def describe(
    visit: Owner,
    revision: Revision = 0,
    name: Words = "",
    credentials: Words = "",
    specialty: Words = "",
) -> Response:
    """Change name, credentials and specialty."""
    board, given = visit.service.board, {"name": name, "credentials": credentials}
    try:
        with board.database.writing() as connection:
            profile.describe(
                connection,
                text(board.clock()),
                visit.actor,
                visit.actor.id,
                name,
                credentials.strip() or None,
                specialty.strip() or None,
                revision,
            )
    except AccountError as error:
        given["specialty"] = specialty
        return _refused(visit, "profile", error, given)
    anchored(board)
    return RedirectResponse("/account?done=profile", 303)


@router.post("/account/interests")
def declare(visit: Owner, revision: Revision = 0, interests: Words = "") -> Response:
    """Declare interests anew."""
    board = visit.service.board
    try:
        with board.database.writing() as connection:
            profile.declare(
                connection, text(board.clock()), visit.actor, visit.actor.id, interests, revision
            )
    except AccountError as error:
        return _refused(visit, "interests", error, {"interests": interests})
    anchored(board)
    return RedirectResponse("/account?done=interests", 303)


@router.post("/account/password")
def set_password(
    visit: Owner,
    password: Words = "",
    code: Words = "",
    new: Words = "",
    again: Words = "",
    keys: Annotated[str, Form()] = "",
) -> Response:
    """Change the password; `keys`: whether one's API keys end too."""
    try:
        if new != again:
            raise PasswordError("the two new passwords differ; type both again")
        token = own_account.set_password(visit, password, code, new, end_keys=bool(keys))
    except (PasswordError, NotAllowedError, AccountError) as error:
        return _refused(visit, "password", error, {})
    response = RedirectResponse("/account?done=password", 303)
    put(visit, response, "session", token)
    return response


def _account(
    visit: Visit,
    status: int = 200,
    done: str = "",
    where: str = "",
    error: str = "",
    given: Mapping[str, str] | None = None,
) -> Response:
    board = visit.service.board
    with board.database.reading() as connection:
        person = people.person(connection, visit.actor.id)
        held = sessions.sessions(connection, person.id, board.clock())
    asked = confirming.asks(visit)
    shown = {
        "name": person.name,
        "credentials": person.credentials or "",
        "specialty": person.specialty or "",
        "interests": person.interests or "",
        **(given or {}),
    }
    return page(
        visit,
        "account.html",
        status,
        person=person,
        sessions=held,
        asked=asked,
        shown=shown,
        done=done,
        where=where,
        error=error,
    )


def _refused(visit: Visit, where: str, error: Exception, given: Mapping[str, str]) -> Response:
    said = str(error)
    status = 409 if isinstance(error, ChangedError) else 400
    if isinstance(error, NotAllowedError):
        status = 403
    return _account(visit, status, "", where, f"{said[:1].upper()}{said[1:]}.", given)
