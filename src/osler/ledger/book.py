"""The ledger in the database: appended to inside the transaction of what it tells of."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from osler.ledger.chain import GENESIS, Entry, Event, chained
from osler.storage.canonical import canonical
from osler.storage.moment import Clock, parse, text
from osler.storage.tables import ledger

BATCH = 1000


_INSTANT = datetime.timedelta(microseconds=1)


def moment(connection: Connection, clock: Clock) -> str:
    """When a change that begins now happens, as it is stored: after everything that was written
    before, whatever the clock says. To be called inside `Database.writing` only, so that the order
    of moments is the order of commits.
    """
    now = text(clock())
    last = head(connection)
    if last is None or last.event.at < now:
        return now
    try:
        return text(parse(last.event.at) + _INSTANT)
    except (ValueError, OverflowError):  # tampered with: the chain's own check says so
        return now


def append(
    connection: Connection,
    at: str,
    actor: str,
    act: str,
    subject: str,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Add one event at the end. To be called inside `Database.writing` only, which lets one writer
    in at a time. Time never runs backwards in the ledger: an earlier clock is written as the
    moment of the row before.
    """
    last = head(connection)
    sequence = last.event.sequence + 1 if last else 1
    moment = max(at, last.event.at) if last else at
    event = Event(sequence, moment, actor, act, subject, canonical(dict(detail or {})))
    entry = chained(event, last.hash if last else GENESIS)
    connection.execute(
        insert(ledger).values(
            sequence=event.sequence,
            at=event.at,
            actor=event.actor,
            act=event.act,
            subject=event.subject,
            detail=event.detail,
            previous=entry.previous,
            hash=entry.hash,
        )
    )
    return entry


def head(connection: Connection) -> Entry | None:
    """The newest entry, None in an empty ledger."""
    row = connection.execute(
        select(ledger).order_by(ledger.c.sequence.desc()).limit(1)
    ).one_or_none()
    return _entry(row) if row is not None else None


def entries(connection: Connection, subject: str | None = None, after: int = 0) -> Iterator[Entry]:
    """Entries in order, those of one subject if it is given, from after a sequence number on."""
    while True:
        query = select(ledger).where(ledger.c.sequence > after)
        if subject is not None:
            query = query.where(ledger.c.subject == subject)
        rows = connection.execute(query.order_by(ledger.c.sequence).limit(BATCH)).all()
        for row in rows:
            yield _entry(row)
        if len(rows) < BATCH:
            return
        after = rows[-1].sequence


def count(connection: Connection) -> int:
    """How many entries there are."""
    return connection.execute(select(func.count()).select_from(ledger)).scalar_one()


def _entry(row: Row[Any]) -> Entry:
    event = Event(row.sequence, row.at, row.actor, row.act, row.subject, row.detail)
    return Entry(event, row.previous, row.hash)
