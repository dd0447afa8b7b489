"""Databases as they are in earnest, and closed when the test ends that opened them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import databases
from osler.storage import database
from osler.storage.database import Database


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let go of every connection, whoever opened it."""
    opened: list[Database] = []
    made = Database.__init__

    def init(self: Database, url: str) -> None:
        made(self, url)
        opened.append(self)

    monkeypatch.setattr(Database, "__init__", init)
    monkeypatch.setattr(Database, "prepare", databases.MIGRATING)
    monkeypatch.setattr(database, "_sqlite_opened", databases.OPENED)
    yield
    for each in opened:
        each.close()
