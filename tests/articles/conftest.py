"""A board over each database there is, or over one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import databases
from made_board import Publishers, publishers
from osler.storage.database import Database


@pytest.fixture
def board(database: Database) -> Publishers:
    """People and an empty board, in either database."""
    return publishers(database)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def either_board(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Publishers]:
    """The same, in PostgreSQL at night: for what the words of an article decide, not the database
    that keeps them.
    """
    kept = request.param == "postgresql"
    made = Database(databases.postgres_url() if kept else databases.sqlite_url(tmp_path))
    made.prepare()
    yield publishers(made)
    made.close()
