"""Which revision of the tables a database has, and which one this code expects.

Alembic is not loaded for this: most commands find everything up to date, and start sooner.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

NEWEST = "0003"  # the head of `migrations/`
RESTORED = frozenset({"0001", "0002", NEWEST})  # revisions whose backups can be restored
SINCE = {"preferences": "0003"}  # tables that backups of revisions before do not have


def held(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
