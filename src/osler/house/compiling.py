"""Compiling the vocabulary once for an installation."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from osler.house.names import names, shared_file
from osler.settings import Settings
from osler.vocabulary.compile import CompileReport, compile_vocabulary
from osler.vocabulary.container import VocabularyError

WORTH = 4 << 20  # bytes of evidence from which an ingest may take the time to set everything up


def compile_names(settings: Settings, progress: Callable[[str], None]) -> CompileReport:
    """Compile the vocabulary: into the virtual environment where that can be written, so that it is
    done once, else into the data folder. Raises `VocabularyError`.
    """
    own = settings.vocabulary
    apart = sys.prefix != sys.base_prefix and os.access(sys.prefix, os.W_OK)
    target = own if own.exists() or not apart else shared_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    return compile_vocabulary(target, progress)


def compile_where_missing(settings: Settings, say: Callable[[str], None]) -> None:
    """The full vocabulary, before much evidence is laid in; what fails is said and goes on."""
    if names(settings).compiled:
        return
    say("Compiling the vocabulary of drugs and conditions (once, some 15 s) …")
    try:
        compile_names(settings, lambda _step: None)
    except VocabularyError as error:
        say(f"{error}; questions are read with the built-in names until `osler setup` succeeds")
