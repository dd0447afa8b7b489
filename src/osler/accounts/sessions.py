"""Sessions: kept here, named by a token in the visitor's cookie of which only the hash is stored.

A session ends after half an hour without a visit, after the hours that are set, when it is ended,
and when what it rests on changes: the account disabled, its roles, password or second factor other.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from osler.storage import tables as t
from osler.storage.canonical import digest
from osler.storage.identity import new_secret
from osler.storage.moment import parse, text

IDLE = datetime.timedelta(minutes=30)
NOTED = datetime.timedelta(minutes=1)  # visits closer to one another than this are not noted
AGENT = 200  # characters kept of what the browser says of itself


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in. `key`: hash of the token, which is the session's name here. `confirmed_at`: when
    the person last proved who they are. `second_factor`: whether a one-time code was part of that.
    """

    key: str
    user_id: str
    created_at: datetime.datetime
    seen_at: datetime.datetime
    expires_at: datetime.datetime
    confirmed_at: datetime.datetime
    second_factor: bool
    agent: str | None = None

    def lasts(self, now: datetime.datetime) -> bool:
        """Whether neither the idle time nor the whole time has run out."""
        return now < self.expires_at and now < self.seen_at + IDLE


def key_of(token: str) -> str:
    """The hash under which a token's session is kept."""
    return digest(f"session:{token}")


def begin(
    connection: Connection,
    now: datetime.datetime,
    user_id: str,
    hours: int,
    *,
    second_factor: bool = False,
    agent: str | None = None,
    confirmed: datetime.datetime | None = None,
) -> str:
    """A new session; returns its token, which is told nowhere else. `confirmed`: when the person
    proved who they are, None for now.
    """
    token = new_secret()
    expires = now + datetime.timedelta(hours=hours)
    _insert(connection, token, now, user_id, expires, second_factor, agent, confirmed)
    return token


def session(connection: Connection, token: str, now: datetime.datetime) -> Session | None:
    """The session of a token, None where there is none, it was ended, or its time has run out."""
    query = select(t.sessions).where(
        t.sessions.c.token == key_of(token), t.sessions.c.ended_at.is_(None)
    )
    row = connection.execute(query).one_or_none()
    found = _session(row) if row is not None else None
    return found if found is not None and found.lasts(now) else None


def sessions(connection: Connection, user_id: str, now: datetime.datetime) -> list[Session]:
    """A person's sessions that last, newest first."""
    query = (
        select(t.sessions)
        .where(t.sessions.c.user_id == user_id, t.sessions.c.ended_at.is_(None))
        .order_by(t.sessions.c.created_at.desc())
    )
    found = [_session(row) for row in connection.execute(query)]
    return [each for each in found if each.lasts(now)]


def seen(connection: Connection, held: Session, now: datetime.datetime) -> None:
    """Note a visit, so that the idle time starts anew."""
    connection.execute(
        update(t.sessions)
        .where(t.sessions.c.token == held.key, t.sessions.c.ended_at.is_(None))
        .values(seen_at=text(now))
    )


def renew(
    connection: Connection, held: Session, now: datetime.datetime, *, second_factor: bool
) -> str:
    """The same session under a new token, just confirmed; the old token is worth nothing. It ends
    no later than it would have.
    """
    token = new_secret()
    end(connection, held.key, now)
    _insert(connection, token, now, held.user_id, held.expires_at, second_factor, held.agent)
    return token


def end(connection: Connection, key: str, now: datetime.datetime) -> None:
    """End one session."""
    connection.execute(
        update(t.sessions)
        .where(t.sessions.c.token == key, t.sessions.c.ended_at.is_(None))
        .values(ended_at=text(now))
    )


def end_all(connection: Connection, user_id: str, at: str, but: str | None = None) -> int:
    """End all of a person's sessions, except the one named by `but`; returns how many ended."""
    query = update(t.sessions).where(
        t.sessions.c.user_id == user_id, t.sessions.c.ended_at.is_(None)
    )
    if but is not None:
        query = query.where(t.sessions.c.token != but)
    return connection.execute(query.values(ended_at=at)).rowcount


def _insert(
    connection: Connection,
    token: str,
    now: datetime.datetime,
    user_id: str,
    expires: datetime.datetime,
    second_factor: bool,
    agent: str | None = None,
    confirmed: datetime.datetime | None = None,
) -> None:
    connection.execute(
        insert(t.sessions).values(
            token=key_of(token),
            user_id=user_id,
            created_at=text(now),
            seen_at=text(now),
            expires_at=text(expires),
            confirmed_at=text(confirmed or now),
            second_factor=second_factor,
            agent=agent[:AGENT] if agent else None,
        )
    )


def _session(row: Row[Any]) -> Session:
    return Session(
        key=row.token,
        user_id=row.user_id,
        created_at=parse(row.created_at),
        seen_at=parse(row.seen_at),
        expires_at=parse(row.expires_at),
        confirmed_at=parse(row.confirmed_at),
        second_factor=row.second_factor,
        agent=row.agent,
    )
