"""An empty database, and the moment it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from osler.storage.database import Database

NOW = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty, prepared SQLite database."""
    made = Database(f"sqlite:///{tmp_path / 'osler.sqlite'}")
    made.prepare()
    yield made
    made.close()


@pytest.fixture
def now() -> datetime.datetime:
    """A fixed moment."""
    return NOW
