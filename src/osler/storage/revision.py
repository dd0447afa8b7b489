"""Which revision of the tables a database has."""

from __future__ import annotations

from alembic.runtime.migration import MigrationContext

from osler.storage.database import Database, newest


def revisions(database: Database) -> tuple[str | None, str]:
    """The revision the database is at, None where it has none, and the one this code expects."""
    with database.reading() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    return here, newest()
