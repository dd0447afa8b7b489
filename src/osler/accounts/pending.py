"""Sign-ins under way: what was proven so far, kept here under a token that is good once, for the
browser it was given to, and for minutes.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from osler.storage import tables as t
from osler.storage.canonical import canonical, digest
from osler.storage.identity import new_secret
from osler.storage.moment import text

LIFE = datetime.timedelta(minutes=10)


def keep(
    connection: Connection,
    purpose: str,
    visitor: str,
    detail: Mapping[str, str],
    now: datetime.datetime,
    token: str | None = None,
) -> str:
    """Keep where a sign-in stands; returns the token that takes it up again, a new one unless it
    is given. What has run out goes.
    """
    token = token or new_secret()
    connection.execute(delete(t.pending).where(t.pending.c.expires_at < text(now)))
    connection.execute(
        insert(t.pending).values(
            token=digest(f"{purpose}:{token}"),
            visitor=visitor,
            detail=canonical(dict(detail)),
            expires_at=text(now + LIFE),
        )
    )
    return token


def look(
    connection: Connection, purpose: str, visitor: str, token: str, now: datetime.datetime
) -> dict[str, str] | None:
    """What is kept under a token for this visitor; None for another's, or one that ran out."""
    query = select(t.pending.c.detail).where(
        t.pending.c.token == digest(f"{purpose}:{token}"),
        t.pending.c.visitor == visitor,
        t.pending.c.expires_at >= text(now),
    )
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        return None
    return {str(name): str(value) for name, value in json.loads(found).items()}


def take(
    connection: Connection, purpose: str, visitor: str, token: str, now: datetime.datetime
) -> dict[str, str] | None:
    """The same, and it is gone: nobody takes it twice. Inside `Database.writing`."""
    found = look(connection, purpose, visitor, token, now)
    if found is not None:
        drop(connection, purpose, token)
    return found


def drop(connection: Connection, purpose: str, token: str) -> None:
    """Forget what is kept under a token."""
    connection.execute(delete(t.pending).where(t.pending.c.token == digest(f"{purpose}:{token}")))
