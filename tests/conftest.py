"""Shared fixtures."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

import databases
import made_home
from osler.storage import database as database_room
from osler.storage.database import Database

# Compiled code is kept, whatever the environment says: else every process of a run, and there are
# some hundred, compiles all of Osler again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# No test is timed: a busy machine is no fault of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

# Files that take longest. They start first, so that no process is left alone with one at the end.
_LONG = (
    "cli/test_serve.py",
    "cli/test_main.py",
    "cli/test_hostile_words.py",
    "api/test_schemathesis.py",
    "journeys/test_journeys.py",
    "test_documentation.py",
    "browser/",
)
_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are processors, since many tests wait for a browser, a database
    or a command.
    """
    return max(1, (os.cpu_count() or 1) * 3 // 2)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, in the order above; the rest stays as it was."""
    here = Path(__file__).parent

    def place(item: pytest.Item) -> int:
        path = item.path.relative_to(here).as_posix()
        return next((at for at, long in enumerate(_LONG) if path.startswith(long)), len(_LONG))

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """What collecting made stays to the end: garbage is not looked for in it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public data beside the project; skips where it is absent."""
    if not (_SHARED / "README.md").exists():
        pytest.skip("real public data (../shared/data) is not here")
    return _SHARED


@pytest.fixture(scope="session", autouse=True)
def _quick_databases() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "prepare", databases.prepare)
        patch.setattr(database_room, "_sqlite_opened", databases.opened)
        yield


@pytest.fixture(scope="session")
def starter_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the starter evidence, one for the whole run. Read it or copy it."""
    return made_home.once(tmp_path_factory, "starter", made_home.starter)


@pytest.fixture(scope="session")
def whole_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the compiled vocabulary: what `osler setup` makes. Read it or copy it."""
    return made_home.once(tmp_path_factory, "whole", made_home.whole)


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
