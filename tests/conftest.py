"""Shared fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public data beside the project; skips where it is absent."""
    if not (_SHARED / "README.md").exists():
        pytest.skip("real public data (../shared/data) is not here")
    return _SHARED
