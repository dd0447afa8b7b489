"""Who is there and what they may: the one dependency that every route has.

`Requires(Right.X)` as a route's dependency lets pass only those who hold the right; a test walks
every route and finds it. Unsafe requests with cookies must come from our own pages.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request

from osler.accounts.actor import ANONYMOUS, Actor, NotAllowedError
from osler.accounts.role import Right
from osler.gate.limits import kind
from osler.gate.service import Service
from osler.storage.canonical import digest

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
    """

    service: Service
    actor: Actor
    visitor: str
    csrf: str
    session: str | None = None
    new_visit: str | None = None


@dataclass(frozen=True, slots=True)
class Requires:
    """Lets pass those who hold `right`, and hands the route their `Visit`."""

    right: Right

    async def __call__(self, request: Request) -> Visit:
        """Raises `SignInNeededError`, `NotAllowedError`, `ForgedError`, `LimitedError`."""
        visit = visiting(request)
        request.state.visit = visit
        if not visit.actor.may(self.right):
            if visit.actor.roles is None:
                raise SignInNeededError(self.right.value)
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
    service: Service = request.app.state.service
    known = request.cookies.get(cookie_name(service, "visit"))
    new = None if known and len(known) < 100 else secrets.token_urlsafe(24)
    mark = new or known or ""
    actor = Actor(ANONYMOUS.id, ANONYMOUS.name, None, public=service.settings.public)
    return Visit(service, actor, digest(f"visit:{mark}"), service.seal("csrf", mark, ""), None, new)


def cookie_name(service: Service, name: str) -> str:
    """Over HTTPS the `__Host-` prefix binds a cookie to this host alone."""
    return f"__Host-osler-{name}" if service.secure else f"osler-{name}"


async def _ours(request: Request, visit: Visit) -> None:
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        raise ForgedError("this form was sent from another site")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForgedError("this form was sent from another site")
    sent = request.headers.get(HEADER)
    if sent is None:
        form = await request.form()
        value = form.get(FIELD)
        sent = value if isinstance(value, str) else ""
    if not secrets.compare_digest(sent.encode("utf-8", "surrogatepass"), visit.csrf.encode()):
        raise ForgedError("this form is too old, or was not ours; load the page again and repeat")


__all__ = [
    "ForgedError",
    "NotAllowedError",
    "Requires",
    "SignInNeededError",
    "Visit",
    "visiting",
]
