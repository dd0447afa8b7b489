"""How Alembic runs here: over the connection it is handed, inside its transaction."""

from __future__ import annotations

from alembic import context

from osler.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
