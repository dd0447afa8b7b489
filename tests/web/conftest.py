"""The pages, open, for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from made_desk import Room
from made_desk import room as opened


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
