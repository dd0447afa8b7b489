"""Where the compiled vocabulary lies: the installation's, unless a data folder has its own."""

from __future__ import annotations

import sys
from pathlib import Path

from osler.settings import Settings
from osler.vocabulary.compiled import Opened, open_vocabulary


def shared_file() -> Path:
    """The vocabulary that every data folder of this installation uses."""
    return Path(sys.prefix) / "share" / "osler" / "vocabulary.bin"


def vocabulary_file(settings: Settings) -> Path:
    """The file to open: the data folder's own where there is one."""
    own = settings.vocabulary
    return own if own.exists() or not shared_file().exists() else shared_file()


def names(settings: Settings) -> Opened:
    """The vocabulary to ask with; our own tables where none is compiled."""
    return open_vocabulary(vocabulary_file(settings))
