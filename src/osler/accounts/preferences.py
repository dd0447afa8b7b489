"""What people chose for themselves: whom pages are written for.

It may tell of their health, so it is told to nobody, and the ledger does not keep it.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from osler.storage import tables as t


def reader(connection: Connection, user_id: str) -> str | None:
    """Whom pages are written for, None where nothing was chosen."""
    query = select(t.preferences.c.reader).where(t.preferences.c.user_id == user_id)
    found = connection.execute(query).scalar()
    return None if found is None else str(found)


def choose(connection: Connection, user_id: str, chosen: str | None) -> None:
    """Remember a choice; None forgets it."""
    connection.execute(delete(t.preferences).where(t.preferences.c.user_id == user_id))
    if chosen is not None:
        connection.execute(insert(t.preferences).values(user_id=user_id, reader=chosen))
