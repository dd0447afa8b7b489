"""A board over each database there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from made_board import Publishers, publishers
from osler.storage.database import Database


@pytest.fixture
def board(tmp_path: Path) -> Publishers:
    """People and an empty board, in SQLite."""
    database = Database(f"sqlite:///{tmp_path / 'osler.sqlite'}")
    database.prepare()
    return publishers(database)
