"""Signing in and out: from what a visitor proves to a session under a new token."""

from __future__ import annotations

import datetime
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, update

from osler.accounts import pending, people, second_factor, sessions, throttle
from osler.accounts.people import Person
from osler.accounts.role import STRICT
from osler.articles.actions.change import anchored
from osler.gate.passing import Visit
from osler.ledger import book
from osler.storage import tables as t
from osler.storage.canonical import digest
from osler.storage.moment import parse, text


class WrongError(Exception):
    """What was given does not prove who somebody is; the message is the same whatever was wrong."""


class OverError(Exception):
    """A sign-in under way that ran out, or was begun elsewhere; it starts again."""


@dataclass(frozen=True, slots=True)
class Entered:
    """How far a sign-in came. `token` and `mark`: values of the session's and the visit's cookie
    once signed in; `half`: takes up the sign-in again when a one-time code is still to come.
    `enrol`: whether a second factor must be set up before all roles count.
    """

    token: str | None = None
    mark: str | None = None
    half: str | None = None
    enrol: bool = False


def by_password(visit: Visit, login: str, password: str, agent: str | None) -> Entered:
    """Sign in with login and password. Raises `WrongError`, `ThrottledError`."""
    board, passwords = visit.service.board, visit.service.passwords
    now = board.clock()
    with board.database.writing() as connection:
        attempt = throttle.admit(connection, login, visit.address, now)
        person = people.by_login(connection, login)
        stored = people.password(connection, person.id) if person else None
    good = passwords.fits(stored, password)
    fresh = passwords.hashed(password) if good and stored and passwords.outgrown(stored) else None
    with board.database.writing() as connection:
        if not good or person is None or not _same(connection, person, stored):
            throttle.failed(
                connection, attempt, person.id if person else None, "password", text(now)
            )
            entered = None
        else:
            throttle.succeeded(connection, attempt)
            if fresh:
                connection.execute(
                    update(t.users).where(t.users.c.id == person.id).values(password=fresh)
                )
            entered = _on(connection, visit, person, now, agent)
    anchored(board)
    if entered is None:
        raise WrongError("login and password do not go together")
    return entered


def by_code(visit: Visit, half: str, code: str, agent: str | None) -> Entered:
    """The second step: a one-time code. Raises `WrongError`, `OverError`, `ThrottledError`."""
    board = visit.service.board
    now = board.clock()
    entered = None
    with board.database.writing() as connection:
        kept = pending.look(connection, "code", visit.visitor, half, now)
        person = people.person(connection, kept["user"]) if kept else None
        if kept is None or person is None or str(person.revision) != kept["revision"]:
            raise OverError("that took too long; sign in again")
        attempt = throttle.admit_code(connection, person.id, now)
        if second_factor.spend(connection, visit.service.codes, person.id, code, now):
            throttle.succeeded(connection, attempt)
            pending.drop(connection, "code", half)
            proven = parse(kept["proven"])
            entered = enter(
                connection, visit, person, now, agent, how="code", second=True, proven=proven
            )
        else:
            throttle.failed(connection, attempt, person.id, "code", text(now))
    anchored(board)
    if entered is None:
        raise WrongError("that code is not right, or was used before")
    return entered


def enter(
    connection: Connection,
    visit: Visit,
    person: Person,
    now: datetime.datetime,
    agent: str | None,
    *,
    how: str,
    second: bool,
    proven: datetime.datetime | None = None,
) -> Entered:
    """Begin a session under a new token; what the visitor came with ends. Their questions go with
    them, under a new mark, out of reach of whoever may have given them the old one.
    """
    if visit.held is not None:
        sessions.end(connection, visit.held.key, now)
    hours = visit.service.settings.session_hours
    token = sessions.begin(
        connection, now, person.id, hours, second_factor=second, agent=agent, confirmed=proven
    )
    mark = secrets.token_urlsafe(24)
    for owned in (t.askings.c.visitor, t.threads.c.owner):
        connection.execute(
            update(owned.table)
            .where(owned == visit.visitor)
            .values({owned: digest(f"visit:{mark}")})
        )
    detail = {"address": visit.address, "how": how}
    book.append(connection, text(now), person.id, "sign-in", f"user:{person.id}", detail)
    return Entered(token=token, mark=mark, enrol=not second and bool(person.roles & STRICT))


def onward(
    connection: Connection,
    visit: Visit,
    person: Person,
    now: datetime.datetime,
    proven: datetime.datetime,
) -> Entered:
    """Ask for the one-time code that this account takes. `proven`: when the rest was proven."""
    kept = {"user": person.id, "revision": str(person.revision), "proven": text(proven)}
    return Entered(half=pending.keep(connection, "code", visit.visitor, kept, now))


def leave(visit: Visit, *, everywhere: bool = False) -> None:
    """End this session, or all of this person's."""
    if visit.held is None:
        return
    board = visit.service.board
    now = board.clock()
    who = visit.held.user_id
    with board.database.writing() as connection:
        if everywhere:
            sessions.end_all(connection, who, text(now))
        else:
            sessions.end(connection, visit.held.key, now)
        act = "sign-out.everywhere" if everywhere else "sign-out"
        book.append(connection, text(now), who, act, f"user:{who}")
    anchored(board)


def _on(
    connection: Connection,
    visit: Visit,
    person: Person,
    now: datetime.datetime,
    agent: str | None,
) -> Entered:
    if person.second_factor:
        return onward(connection, visit, person, now, now)
    return enter(connection, visit, person, now, agent, how="password", second=False)


def _same(connection: Connection, person: Person, stored: str | None) -> bool:
    """Whether the account is open and its password is still the one that was looked at."""
    held = people.person(connection, person.id)
    return held.disabled_at is None and people.password(connection, person.id) == stored
