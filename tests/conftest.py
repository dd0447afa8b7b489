"""Shared fixtures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import databases
from osler.storage.database import Database

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public data beside the project; skips where it is absent."""
    if not (_SHARED / "README.md").exists():
        pytest.skip("real public data (../shared/data) is not here")
    return _SHARED


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database with our tables: each test runs over both kinds."""
    return _url(str(request.param), tmp_path)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty, prepared database of either kind."""
    made = Database(database_url)
    made.prepare()
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of either kind without any table."""
    return _url(str(request.param), tmp_path, prepared=False)


@pytest.fixture
def url_of(tmp_path: Path) -> Callable[[str], str]:
    """Makes one more database of a kind."""
    return lambda kind: _url(kind, tmp_path)


def _url(kind: str, folder: Path, *, prepared: bool = True) -> str:
    if kind == "postgresql":
        return databases.postgres_url(prepared=prepared)
    return databases.sqlite_url(folder)
