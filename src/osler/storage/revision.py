"""Which revision of the tables a database has, and which one this code expects.

Alembic is not loaded for this: most commands find everything up to date, and start sooner.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

NEWEST = "0002"  # the head of `migrations/`
RESTORED = frozenset({"0001", NEWEST})  # revisions whose backups hold just what one made now does


def held(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
