"""Starter evidence: digests that come with the package, so that the first minute works offline."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def folder() -> Path:
    """The folder of packaged digests (`*.md` in one folder per family), read-only."""
    return Path(str(resources.files(__name__) / "digests"))
