"""The application as it is without any setting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from made_house import House, opened


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Over an empty home."""
    with opened(tmp_path / "home") as made:
        yield made
