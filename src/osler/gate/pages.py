"""Pages kept as they were written, for readers who are not signed in.

A page is kept with the ledger's head and the minute it was made in. Every change to an article and
to a person appends to the ledger, so one look at its head on each request says whether the page
still holds: what is retracted shows at once. The minute counts because ages are shown, and so that
what was changed behind the ledger's back, and must be found out, does not stay hidden.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import QueuePool

from osler.gate.passing import Visit
from osler.storage.database import Database
from osler.storage.moment import text, utc_now

ROOM = 64 * 1024 * 1024  # bytes of pages kept in one process
LARGEST = 2 * 1024 * 1024  # a larger page is not kept
REVALIDATE = "private, no-cache"

_HEAD = "SELECT hash FROM ledger ORDER BY sequence DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as sent to one visitor; `tag` is its strong ETag, None for one not to be kept."""

    body: bytes
    tag: str | None


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: tuple[str, str]
    body: bytes
    sum: bytes


class Pages:
    """Bounded: what was read least lately goes first. Safe to share between threads."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._used = 0
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._mark = secrets.token_hex(32)  # stands for a visitor's form token; as long as one

    @property
    def used(self) -> int:
        """Bytes of pages held."""
        return self._used

    def held(self, visit: Visit, key: str) -> Page | None:
        """The page for this visitor where one is kept that still holds."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is None or kept.stamp != _stamp(visit):
            return None
        return self._own(kept, visit)

    def page(self, visit: Visit, key: str, make: Callable[[Visit], str]) -> Page:
        """The page for this visitor: kept, or made now. `make` writes it for the visit it is
        given, whose form token stands for the visitor's own. `key` says all that the page depends
        on besides what the ledger tells of: its address and the reader.
        """
        if not anonymous(visit):
            return Page(make(visit).encode(), None)
        found = self.held(visit, key)
        if found is not None:
            return found
        stamp = _stamp(visit)  # before it is made: what changes meanwhile makes it old at once
        made = make(replace(visit, csrf=self._mark)).encode()
        kept = _Kept(stamp, made, sha256(made).digest())
        self._keep(key, kept)
        return self._own(kept, visit)

    def _own(self, kept: _Kept, visit: Visit) -> Page:
        token = visit.csrf.encode()
        tag = sha256(kept.sum + token).hexdigest()[:32]
        return Page(kept.body.replace(self._mark.encode(), token), f'"{tag}"')

    def _keep(self, key: str, kept: _Kept) -> None:
        with self._lock:
            before = self._kept.pop(key, None)
            self._used -= len(before.body) if before else 0
            if len(kept.body) > LARGEST:
                return
            self._kept[key] = kept
            self._used += len(kept.body)
            while self._used > self._room:
                _, gone = self._kept.popitem(last=False)
                self._used -= len(gone.body)


async def cached(
    request: Request, visit: Visit, key: str, make: Callable[[Visit], str]
) -> Response:
    """The page as a response: 304 where the browser holds just this one. The caller still gives a
    new visitor their cookie. A page that is kept is sent without a thread: on SQLite a look at the
    ledger takes less than changing threads does.
    """
    held: Pages = request.app.state.pages
    page = held.held(visit, key) if _at_once(visit) else None
    if page is None:
        page = await run_in_threadpool(held.page, visit, key, make)
    if page.tag is None:
        return Response(page.body, media_type="text/html")
    headers = {"ETag": page.tag, "Cache-Control": REVALIDATE}
    wanted = request.headers.get("if-none-match", "")
    if page.tag in [each.strip().removeprefix("W/") for each in wanted.split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(page.body, media_type="text/html", headers=headers)


def anonymous(visit: Visit) -> bool:
    """Whether nobody is signed in, so that the page is everybody's."""
    return visit.actor.roles is None and visit.actor.scopes is None


def _at_once(visit: Visit) -> bool:
    """Whether the ledger's head can be read without waiting for anything."""
    if not anonymous(visit) or visit.service.board.database.dialect != "sqlite":
        return False
    pool = visit.service.board.database.engine.pool
    return isinstance(pool, QueuePool) and pool.checkedin() > 0


def _stamp(visit: Visit) -> tuple[str, str]:
    return _head(visit.service.board.database), text(utc_now())[:16]


def _head(database: Database) -> str:
    """The hash of the ledger's newest entry, past all that SQLAlchemy does for larger queries.

    Where it cannot be read no kept page holds, and whoever makes a new one finds out why.
    """
    try:
        with closing(database.engine.raw_connection()) as pooled:
            cursor = pooled.cursor()
            cursor.execute(_HEAD)
            row = cursor.fetchone()
            cursor.close()
    except Exception:  # each driver has its own
        return secrets.token_hex(8)
    return str(row[0]) if row else ""
