"""Idempotency keys: a write sent twice is done once, and the second gets the first's response.

A response is kept only where the write was done: what failed can be sent again. Kept for a day.

Where a process is killed between taking a key and keeping the response, the key stays taken. After
`CUT_OFF`, longer than any write lasts, it is taken again by the same request of the same caller, if
nothing was written meanwhile: every write tells the ledger, so a ledger without a row by this
caller since then shows it. With such a row nobody can tell whether it was this write, and the key
stays taken.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from sqlalchemy import Connection, delete, insert, select, update

from osler.api.passing import ApiRequires, Call, calling
from osler.api.problems import ProblemError
from osler.storage import tables as t
from osler.storage.canonical import canonical
from osler.storage.moment import parse, text

HEADER = "idempotency-key"
KEPT = datetime.timedelta(hours=24)
CUT_OFF = datetime.timedelta(minutes=2)
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_UNDER_WAY = "the first request with this key is not done yet"
_UNKNOWN = (
    "the first request with this key was cut off, perhaps after it was done: read the article, and "
    "send what is still to do with a new key"
)
_REPEATED = ("etag", "location", "content-type")

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True)
class _Claim:
    """One key of one caller. `request`: seal of what was asked for with it; `at`: when it was
    taken, which tells this claim from one that took its place.
    """

    call: Call
    key: str
    request: str
    at: str


class ReplayingRoute(APIRoute):
    """A route whose unsafe requests heed `Idempotency-Key` for callers with a key of their own."""

    def get_route_handler(self) -> Handler:
        """The handler, asked only where nothing is replayed."""
        handle = super().get_route_handler()
        needed = [
            each.call for each in self.dependant.dependencies if isinstance(each.call, ApiRequires)
        ]

        async def replaying(request: Request) -> Response:
            key = request.headers.get(HEADER)
            if key is None:
                return await handle(request)
            call = await run_in_threadpool(calling, request)
            if call.actor.roles is None or not all(call.actor.may(n.right) for n in needed):
                return await handle(request)
            return await _once(request, handle, call, key)

        return replaying


async def _once(request: Request, handle: Handler, call: Call, key: str) -> Response:
    if not _KEY.fullmatch(key):
        raise ProblemError(422, "invalid", "Idempotency-Key: 1 to 200 visible ASCII characters")
    body = await request.body()
    said = [request.method, request.url.path, request.url.query, body.hex()]
    said += [request.headers.get("if-match", ""), request.headers.get("content-type", "")]
    # Sealed, not merely hashed: a signature's body holds a password.
    at = text(call.service.board.clock())
    claim = _Claim(call, key, call.service.seal("replay", canonical(said)), at)
    known = await run_in_threadpool(_claimed, claim)
    if known is not None:
        return known
    try:
        response = await handle(request)
        done = response.status_code < 300
    except BaseException:
        await run_in_threadpool(_released, claim)
        raise
    await run_in_threadpool(_kept if done else _released, claim, response)
    return response


def _claimed(claim: _Claim) -> Response | None:
    """Claim a key; the response kept under it, None where this request is the first.

    Raises `ProblemError` for a key used for another request, or whose first is still under way.
    """
    board, actor = claim.call.service.board, claim.call.actor.id
    oldest = text(parse(claim.at) - KEPT)
    with board.database.writing() as connection:
        connection.execute(delete(t.replays).where(t.replays.c.at < oldest))
        row = connection.execute(
            select(t.replays).where(t.replays.c.key == claim.key, t.replays.c.actor == actor)
        ).one_or_none()
        if row is None:
            values = {"key": claim.key, "actor": actor, "request": claim.request, "at": claim.at}
            connection.execute(insert(t.replays).values(values))
            return None
        cut_off = row.status is None and row.at < text(parse(claim.at) - CUT_OFF)
        wrote = cut_off and _wrote(connection, actor, row.at)
        if cut_off and not wrote and row.request == claim.request:
            mine = (t.replays.c.key == claim.key, t.replays.c.actor == actor)
            connection.execute(update(t.replays).where(*mine).values(at=claim.at))
            return None
    if row.request != claim.request:
        said = "this key was used for another request; make a new one for each write"
        raise ProblemError(422, "reused-key", said)
    if row.status is None:
        raise ProblemError(409, "in-progress", _UNKNOWN if wrote else _UNDER_WAY)
    headers = dict(each.split(": ", 1) for each in row.headers.split("\n") if each)
    return Response(row.body, row.status, {**headers, "Idempotency-Replayed": "true"})


def _wrote(connection: Connection, actor: str, since: str) -> bool:
    """Whether this caller wrote anything from then on."""
    query = select(t.ledger.c.sequence).where(t.ledger.c.actor == actor, t.ledger.c.at >= since)
    return connection.execute(query.limit(1)).first() is not None


def _kept(claim: _Claim, response: Response) -> None:
    headers = [
        f"{name}: {response.headers[name]}" for name in _REPEATED if name in response.headers
    ]
    values = {
        "status": response.status_code,
        "headers": "\n".join(headers),
        "body": bytes(response.body).decode(),
    }
    with claim.call.service.board.database.writing() as connection:
        connection.execute(update(t.replays).where(*_mine(claim)).values(values))


def _released(claim: _Claim, _response: Response | None = None) -> None:
    with claim.call.service.board.database.writing() as connection:
        connection.execute(delete(t.replays).where(*_mine(claim)))


def _mine(claim: _Claim) -> tuple[Any, ...]:
    return (
        t.replays.c.key == claim.key,
        t.replays.c.actor == claim.call.actor.id,
        t.replays.c.at == claim.at,
    )
