"""Databases that a test opened are closed when it ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
    yield
    for each in opened:
        each.close()
