"""Which compiled vocabulary is opened: the data folder's own before the installation's."""

from __future__ import annotations

from pathlib import Path

import pytest

from osler.house import names
from osler.settings import Settings
from osler.vocabulary.container import write


def test_own_before_shared_before_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = tmp_path / "shared.bin"
    monkeypatch.setattr(names, "shared_file", lambda: shared)
    settings = Settings(tmp_path / "home")
    assert not names.names(settings).compiled
    assert names.vocabulary_file(settings) == settings.vocabulary
    write(shared, {}, [], {})
    assert names.vocabulary_file(settings) == shared
    assert names.names(settings).compiled
    settings.home.mkdir()
    write(settings.vocabulary, {}, [], {})
    assert names.vocabulary_file(settings) == settings.vocabulary
