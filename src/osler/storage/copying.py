"""Every row of the database out, and in again, whichever of the two databases it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, text

from osler.storage import tables as t
from osler.storage.archive import Row

BATCH = 500
# Neither backed up nor kept through a restore: they end by themselves, and a restored sign-in
# might be one that its owner ended.
PASSING = ("sessions", "attempts", "askings", "threads", "turns", "offers", "replays")


def kept() -> list[Table]:
    """What a backup holds, in an order in which it can be filled."""
    return [each for each in t.metadata.sorted_tables if each.name not in PASSING]


def names(table: Table) -> tuple[str, ...]:
    """Its columns, in order."""
    return tuple(str(each.name) for each in table.columns)


def count(connection: Connection) -> int:
    """Rows of all that a backup holds."""
    return sum(
        connection.execute(select(func.count()).select_from(each)).scalar_one() for each in kept()
    )


def out(connection: Connection, table: Table) -> Iterator[Row]:
    """All rows of a table as plain values, in order of columns; answers after what they answer."""
    order = [*table.primary_key.columns]
    if table is t.comments:
        order.insert(0, t.comments.c.parent_id.is_not(None))
    query = select(table).order_by(*order)
    found = connection.execute(query, execution_options={"yield_per": BATCH})
    for row in found:
        yield tuple(row)


def into(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Insert rows; returns how many."""
    columns = names(table)
    number, left = 0, iter(rows)
    while batch := list(islice(left, BATCH)):
        values: list[dict[str, Any]] = [dict(zip(columns, row, strict=True)) for row in batch]
        connection.execute(insert(table), values)
        number += len(batch)
    return number


def clear(connection: Connection) -> None:
    """Take every row away, what is append-only too. Inside a transaction that fills the tables
    again, or fails: until it commits, readers see what was there.
    """
    unlocked = unlock(connection)
    for table in reversed(t.metadata.sorted_tables):
        connection.execute(delete(table))
    for statement in unlocked:
        connection.exec_driver_sql(statement)


def unlock(connection: Connection) -> list[str]:
    """Lift what holds rows in place; returns the statements that put it back."""
    if connection.dialect.name == "sqlite":
        held = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        ).all()
        for row in held:
            connection.execute(text(f'DROP TRIGGER "{row.name}"'))
        return [row.sql for row in held]
    tables = [each.name for each in t.metadata.sorted_tables]
    for name in tables:
        connection.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER USER"))
    return [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in tables]
