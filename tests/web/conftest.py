"""The pages, open, for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import databases
from made_desk import Room
from made_desk import room as opened


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database with our tables. What pages do to either kind is tested by
    day where it is done (storage, accounts, articles, the API), and through the pages at night.
    """
    if request.param == "postgresql":
        return databases.postgres_url(prepared=True)
    return databases.sqlite_url(tmp_path)


@pytest.fixture
def room(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    url_of: Callable[[str], str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Room]:
    """The pages over an empty data folder and SQLite, or the kind of database that a test asks for
    as the parameter; visited by the synthetic editor at first.
    """
    url = url_of(getattr(request, "param", "sqlite"))
    with opened(tmp_path, monkeypatch, url) as made:
        yield made
