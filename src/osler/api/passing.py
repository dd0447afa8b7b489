"""Who calls: by `Authorization: Bearer`, never by cookie, so that no page can call in their name.

`ApiRequires(Right.X)` is every route's dependency here, as `gate.passing.Requires` is a page's; a
test walks both.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError

from osler.accounts.actor import ANONYMOUS, Actor
from osler.accounts.keys import key_actor, stale_use, used
from osler.accounts.role import Right
from osler.gate.hosts import household
from osler.gate.limits import kind
from osler.gate.service import Service
from osler.storage.database import DatabaseError

SCHEME = "bearer"
LONGEST = 200  # characters of a key


class KeyNeededError(Exception):
    """This takes a key, and none was sent."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the service, who acts, and the network address they call from."""

    service: Service
    actor: Actor
    address: str


@dataclass(frozen=True, slots=True)
class ApiRequires:
    """Lets pass those who hold `right`, and hands the route its `Call`."""

    right: Right

    def __call__(self, request: Request) -> Call:
        """Raises `KeyNeededError`, `KeyRefusedError`, `NotAllowedError`, `LimitedError`."""
        call = calling(request)
        if not call.actor.may(self.right):
            if call.actor.roles is None:
                raise KeyNeededError("send a key: Authorization: Bearer osler_…")
            call.actor.require(self.right)
        if call.actor.roles is not None:
            what = kind(request.method, request.url.path)
            call.service.limits.of_account(call.actor.id, what)
        _known(request)
        return call


def _known(request: Request) -> None:
    """Raises `RequestValidationError` for a parameter that the route does not have: a filter
    misspelt would otherwise filter nothing.
    """
    route = request.scope.get("route")
    if isinstance(route, APIRoute):
        names = {each.alias for each in route.dependant.query_params}
        wrong = [name for name in request.query_params if name not in names]
        if wrong:
            raise RequestValidationError(
                [
                    {"type": "extra", "loc": ("query", name), "msg": "no such parameter"}
                    for name in wrong
                ]
            )


def calling(request: Request) -> Call:
    """Who calls; looked up once a request. Raises `KeyRefusedError` for a key that is none."""
    known = getattr(request.state, "call", None)
    if isinstance(known, Call):
        return known
    service: Service = request.app.state.service
    address = household(request.client.host if request.client else "")
    call = Call(service, _actor(request, service), address)
    request.state.call = call
    return call


def _actor(request: Request, service: Service) -> Actor:
    sent = request.headers.get("authorization")
    if sent is None:
        return Actor(ANONYMOUS.id, ANONYMOUS.name, None, public=service.settings.public)
    scheme, _, secret = sent.partition(" ")
    named = secret.strip() if scheme.lower() == SCHEME and len(secret) <= LONGEST else ""
    database, now = service.board.database, service.board.clock()
    with database.reading() as connection:
        actor = key_actor(connection, named, now)
        noted = not stale_use(connection, named, now)
    if not noted:
        with suppress(DBAPIError, DatabaseError), database.writing() as connection:
            used(connection, named, now)  # a use not noted changes nothing for who calls
    return actor
