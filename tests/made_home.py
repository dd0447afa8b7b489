"""Data folders that take long to make, made once for all processes of a run."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest

from osler.house import writing
from osler.settings import Settings
from osler.vocabulary.compile import compile_vocabulary


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` that `make` fills; processes beside this one wait for it."""
    base = factory.getbasetemp()
    if base.name.startswith("popen-"):  # a worker's: its parent is all workers'
        base = base.parent
    folder, done = base / name, base / f"{name}.done"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            done.touch()
    return folder


def starter(folder: Path) -> None:
    """The starter evidence."""
    writing.lay_starter(Settings(home=folder))


def whole(folder: Path) -> None:
    """The starter evidence and the compiled vocabulary."""
    compile_vocabulary(Settings(home=folder).vocabulary, lambda _stage: None)
    starter(folder)
