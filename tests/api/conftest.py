"""The application, served in process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_api import Callers, served, settings

import databases


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database with our tables; of PostgreSQL at night, as for pages."""
    if request.param == "postgresql":
        return databases.postgres_url(prepared=True)
    return databases.sqlite_url(tmp_path)


@pytest.fixture
def api(starter_home: Path, tmp_path: Path, database_url: str) -> Iterator[Callers]:
    """The application with people, keys and the starter evidence, over either database."""
    home = tmp_path / "home"
    shutil.copytree(starter_home, home)
    with served(replace(settings(home), database=database_url)) as found:
        yield found


@pytest.fixture(scope="session")
def shared(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callers]:
    """The same, one for all tests that change nothing."""
    home = tmp_path_factory.mktemp("shared") / "home"
    shutil.copytree(starter_home, home)
    with served(settings(home)) as found:
        yield found


@pytest.fixture
def private(tmp_path: Path) -> Iterator[Callers]:
    """The same without evidence, where reading takes an account."""
    with served(settings(tmp_path, public=False)) as found:
        yield found
