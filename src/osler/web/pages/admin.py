"""People: who there is, what they may, and who sits on the board."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

from osler.accounts import keys, passwords, people, profile, second_factor
from osler.accounts.actor import NotAllowedError
from osler.accounts.passwords import PasswordError
from osler.accounts.people import AccountError, ChangedError, Person
from osler.accounts.role import Right, Role
from osler.articles.actions.change import anchored
from osler.articles.store import MissingError
from osler.gate.confirming import ElsewhereError, asks, confirm
from osler.gate.passing import Requires, Visit
from osler.storage.moment import text
from osler.web.render import page

router = APIRouter()
Admin = Annotated[Visit, Depends(Requires(Right.PEOPLE))]
Words = Annotated[str, Form(max_length=20_000)]
Revision = Annotated[int, Form(ge=0, le=2**31 - 1)]
Roles = Annotated[list[Role], Form()]
DONE = {
    "add": "The account was made.",
    "roles": "The roles were changed. Their sessions were ended.",
    "profile": "What is shown of them was changed.",
    "disable": "The account was shut. Their sessions and keys were ended.",
    "enable": "The account is open again.",
    "codes": "Their one-time codes were taken away. Their sessions were ended.",
    "codes-keys": "Their one-time codes were taken away. Their sessions and keys were ended.",
}


@router.get("/admin", response_class=HTMLResponse)
def admin(visit: Admin) -> HTMLResponse:
    """All accounts, and a form for a new one."""
    return _people(visit)


@router.post("/admin/users")
def add(
    visit: Admin,
    login: Words = "",
    name: Words = "",
    first: Words = "",
    roles: Roles = [],  # noqa: B006 - read only; the framework makes one anew
    password: Words = "",
    code: Words = "",
) -> Response:
    """Make an account. `first` is its password, empty for who signs in elsewhere."""
    service = visit.service
    given = {"login": login, "name": name, "roles": [each.value for each in roles]}
    try:
        hashed = None
        if first:
            passwords.allow(first, login, name)
            hashed = service.passwords.hashed(first)
        confirm(visit, password, code)
        with service.board.database.writing() as connection:
            at = text(service.board.clock())
            made = people.add(
                connection, at, visit.actor, login, name, frozenset(roles), password=hashed
            )
    except (AccountError, PasswordError) as error:
        return _people(visit, 422, error=str(error), given=given)
    except NotAllowedError as error:
        return _people(visit, 403, error=str(error), given=given, again=_elsewhere(error))
    anchored(service.board)
    return RedirectResponse(f"/admin/users/{made.id}?done=add", 303)


@router.get("/admin/users/{name}", response_class=HTMLResponse)
def user(visit: Admin, name: str, done: str = "") -> HTMLResponse:
    """One account."""
    return _user(visit, name, done=DONE.get(done, ""))


@router.post("/admin/users/{name}/roles")
def roles(
    visit: Admin,
    name: str,
    roles: Roles = [],  # noqa: B006 - read only; the framework makes one anew
    revision: Revision = 0,
    password: Words = "",
    code: Words = "",
) -> Response:
    """Give exactly these roles."""

    def do(connection: Connection, at: str) -> None:
        people.set_roles(connection, at, visit.actor, name, frozenset(roles), revision)

    return _changed(visit, name, "roles", do, (password, code))


@router.post("/admin/users/{name}/profile")
def describe(
    visit: Admin,
    name: str,
    shown: Words = "",
    credentials: Words = "",
    specialty: Words = "",
    board: Annotated[str, Form()] = "",
    revision: Revision = 0,
) -> Response:
    """Name, credentials and specialty as shown, and whether the board page lists them."""

    def do(connection: Connection, at: str) -> None:
        held = profile.describe(
            connection,
            at,
            visit.actor,
            name,
            shown,
            credentials.strip() or None,
            specialty.strip() or None,
            revision,
        )
        if held.board is not bool(board):
            people.set_board(connection, at, visit.actor, name, bool(board))

    return _changed(visit, name, "profile", do)


@router.post("/admin/users/{name}/disable")
def disable(
    visit: Admin, name: str, revision: Revision = 0, password: Words = "", code: Words = ""
) -> Response:
    """Shut an account."""

    def do(connection: Connection, at: str) -> None:
        people.disable(connection, at, visit.actor, name, revision)

    return _changed(visit, name, "disable", do, (password, code))


@router.post("/admin/users/{name}/enable")
def enable(
    visit: Admin, name: str, revision: Revision = 0, password: Words = "", code: Words = ""
) -> Response:
    """Open a shut account again."""

    def do(connection: Connection, at: str) -> None:
        people.enable(connection, at, visit.actor, name, revision)

    return _changed(visit, name, "enable", do, (password, code))


@router.post("/admin/users/{name}/codes")
def codes(
    visit: Admin,
    name: str,
    password: Words = "",
    code: Words = "",
    end: Annotated[str, Form()] = "",
) -> Response:
    """Take one-time codes away, for who lost the device; they set them up anew. `end`: whether
    their API keys end too.
    """

    def do(connection: Connection, at: str) -> None:
        held = second_factor.reset(connection, at, visit.actor, name)
        if end:
            keys.end_all(connection, at, visit.actor, held.id)

    return _changed(visit, name, "codes-keys" if end else "codes", do, (password, code))


def _changed(
    visit: Visit,
    name: str,
    act: str,
    do: Callable[[Connection, str], None],
    proof: tuple[str, str] | None = None,
) -> Response:
    board = visit.service.board
    _person(visit, name)
    try:
        if proof is not None:
            confirm(visit, *proof)
        with board.database.writing() as connection:
            do(connection, text(board.clock()))
    except ChangedError as error:
        return _user(visit, name, 409, error=str(error))
    except AccountError as error:
        return _user(visit, name, 422, error=str(error))
    except NotAllowedError as error:
        return _user(visit, name, 403, error=str(error), again=_elsewhere(error))
    anchored(board)
    return RedirectResponse(f"/admin/users/{_person(visit, name).id}?done={act}", 303)


def _elsewhere(error: NotAllowedError) -> bool:
    return isinstance(error, ElsewhereError)


def _person(visit: Visit, name: str) -> Person:
    try:
        with visit.service.board.database.reading() as connection:
            return people.person(connection, name)
    except AccountError as error:
        raise MissingError(str(error)) from error


def _people(
    visit: Visit,
    status: int = 200,
    *,
    error: str = "",
    given: Mapping[str, object] | None = None,
    again: bool = False,
) -> HTMLResponse:
    with visit.service.board.database.reading() as connection:
        held = people.people(connection)
    return page(
        visit,
        "admin.html",
        status,
        people=held,
        error=error,
        given=given or {"login": "", "name": "", "roles": []},
        asked=asks(visit),
        again=again,
    )


def _user(
    visit: Visit,
    name: str,
    status: int = 200,
    *,
    error: str = "",
    done: str = "",
    again: bool = False,
) -> HTMLResponse:
    return page(
        visit,
        "admin_user.html",
        status,
        person=_person(visit, name),
        error=error,
        done=done,
        asked=asks(visit),
        again=again,
    )
