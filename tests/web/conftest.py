"""The pages, open, for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from made_desk import Room
from made_desk import room as opened


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """The pages over an empty data folder, visited by the synthetic editor at first."""
    with opened(tmp_path, monkeypatch) as made:
        yield made
