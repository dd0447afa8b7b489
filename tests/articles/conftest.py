"""A board over each database there is."""

from __future__ import annotations

import pytest

from made_board import Publishers, publishers
from osler.storage.database import Database


@pytest.fixture
def board(database: Database) -> Publishers:
    """People and an empty board, in either database."""
    return publishers(database)
