"""Who is there and what they may: the one dependency that every route has.

`Requires(Right.X)` as a route's dependency lets pass only those who hold the right; a test walks
every route and finds it. Unsafe requests with cookies must come from our own pages.
"""

from __future__ import annotations

import datetime
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.exc import DBAPIError

from osler.accounts import people, preferences, sessions
from osler.accounts.actor import ANONYMOUS, Actor, NotAllowedError
from osler.accounts.people import Person
from osler.accounts.role import Right, proven
from osler.accounts.sessions import Session
from osler.gate.hosts import household
from osler.gate.limits import kind
from osler.gate.service import Service
from osler.storage.canonical import digest
from osler.storage.database import DatabaseError

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD, HEADER = "csrf", "x-csrf-token"


class SignInNeededError(Exception):
    """Nobody is signed in and this takes somebody; the door leads to the sign-in page."""


class ForgedError(Exception):
    """An unsafe request that did not come from our own pages."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's visitor. `visitor`: hash that tells visitors apart, signed in or not; `csrf`:
    the token that forms carry; `new_visit`: cookie value to set, None where they have one.

    Where someone is signed in: `session` is their session's key, `held` the session itself, and
    `person` their account with all its roles; `actor` has only the roles that this session has
    proven. `needs_second_factor`: roles are held back until a one-time code is given or set up.
    `address`: the network address asked from, "" where unknown. `reader`: whom pages are written
    for, as their account remembers it.
    """

    service: Service
    actor: Actor
    visitor: str
    csrf: str
    session: str | None = None
    new_visit: str | None = None
    held: Session | None = None
    person: Person | None = None
    needs_second_factor: bool = False
    address: str = ""
    reader: str | None = None

    @property
    def confirmed_at(self) -> datetime.datetime | None:
        """When whoever is signed in last proved who they are."""
        return self.held.confirmed_at if self.held is not None else None


@dataclass(frozen=True, slots=True)
class Requires:
    """Lets pass those who hold `right`, and hands the route their `Visit`."""

    right: Right

    async def __call__(self, request: Request) -> Visit:
        """Raises `SignInNeededError`, `NotAllowedError`, `ForgedError`, `LimitedError`."""
        visit = await _arriving(request)
        request.state.visit = visit
        if not visit.actor.may(self.right):
            if visit.actor.roles is None:
                raise SignInNeededError(self.right.value)
            if visit.needs_second_factor:
                raise NotAllowedError("this takes a one-time code: set it up under your name")
            visit.actor.require(self.right)
        if visit.actor.roles is not None:
            what = kind(request.method, request.url.path)
            visit.service.limits.of_account(visit.actor.id, what)
        if request.method not in SAFE:
            try:
                await _ours(request, visit)
            except ForgedError:
                request.state.refused = "forged"
                raise
        return visit


def visiting(request: Request) -> Visit:
    """The visitor, from cookies. Nothing is refused here."""
    arrived = getattr(request.state, "visit", None)
    if isinstance(arrived, Visit):
        return arrived
    service: Service = request.app.state.service
    mark = request.cookies.get(cookie_name(service, "visit"), "")
    new = None
    if not 20 <= len(mark) < 100:
        mark = new = secrets.token_urlsafe(24)
    signed_in = _signed_in(request, service)
    bare = Actor(ANONYMOUS.id, ANONYMOUS.name, None, public=service.settings.public)
    visit = Visit(
        service,
        bare,
        digest(f"visit:{mark}"),
        service.seal("csrf", mark, ""),
        new_visit=new,
        address=household(request.client.host if request.client else ""),
    )
    if signed_in is None:
        return visit
    held, person, reader = signed_in
    roles = proven(person.roles, second_factor=held.second_factor)
    return replace(
        visit,
        actor=Actor(person.id, person.name, roles, public=service.settings.public),
        csrf=service.seal("csrf", mark, held.key),
        session=held.key,
        held=held,
        person=person,
        needs_second_factor=roles != person.roles,
        reader=reader,
    )


async def _arriving(request: Request) -> Visit:
    """The visitor; where the database is to be asked, without keeping others waiting."""
    if cookie_name(request.app.state.service, "session") in request.cookies:
        return await run_in_threadpool(visiting, request)
    return visiting(request)


def _signed_in(request: Request, service: Service) -> tuple[Session, Person, str | None] | None:
    token = request.cookies.get(cookie_name(service, "session"))
    if not token or len(token) > 100:
        return None
    board = service.board
    now = board.clock()
    with board.database.reading() as connection:
        held = sessions.session(connection, token, now)
        if held is None:
            return None
        person = people.person(connection, held.user_id)
        reader = preferences.reader(connection, person.id)
    if person.disabled_at is not None:
        return None
    if now >= held.seen_at + sessions.NOTED:
        with suppress(DBAPIError, DatabaseError), board.database.writing() as connection:
            sessions.seen(connection, held, now)  # a visit not noted only ends a session sooner
    return held, person, reader


def cookie_name(service: Service, name: str) -> str:
    """Over HTTPS the `__Host-` prefix binds a cookie to this host alone."""
    return f"__Host-osler-{name}" if service.secure else f"osler-{name}"


async def _ours(request: Request, visit: Visit) -> None:
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        raise ForgedError("this form was sent from another site")
    origin = request.headers.get("origin")
    if origin is not None and _place(origin) != request.headers.get("host"):
        raise ForgedError("this form was sent from another site")
    sent = request.headers.get(HEADER)
    if sent is None:
        form = await request.form()
        value = form.get(FIELD)
        sent = value if isinstance(value, str) else ""
    if not secrets.compare_digest(sent.encode("utf-8", "surrogatepass"), visit.csrf.encode()):
        raise ForgedError("this form is too old, or was not ours; load the page again and repeat")


def _place(origin: str) -> str:
    """The host and port of an origin; "" for what is no origin."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


__all__ = [
    "ForgedError",
    "NotAllowedError",
    "Requires",
    "SignInNeededError",
    "Visit",
    "visiting",
]
