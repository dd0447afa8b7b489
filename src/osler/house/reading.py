"""Builds what answers: index, vocabulary and, where there are any, vectors.

It knows no source of evidence, so that a question starts fast.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import msgspec

from osler.answer.answer import Corpus
from osler.answer.desk import Evidence, Writer
from osler.evidence.document import Family
from osler.house.names import names
from osler.index.embedded import open_index
from osler.index.vectors import open_vectors
from osler.inference import model_store
from osler.settings import Settings

NO_CORPUS = Corpus(0, {}, None, digest_only=True, vectors=False)


def corpus(settings: Settings) -> Corpus:
    """What the index holds, as last described; nothing known where the file is gone or damaged."""
    try:
        found = msgspec.json.decode(settings.corpus.read_bytes(), type=Corpus)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return NO_CORPUS
    return found if set(found.documents) <= set(Family) else NO_CORPUS


def _writers(settings: Settings) -> dict[str, Writer | None]:
    """Who writes. What it takes is loaded only where a model is set."""
    if settings.model is None and settings.model_for is None:
        return {}
    found: dict[str, Writer | None] = import_module("osler.house.models").writers(settings)
    return found


@contextmanager
def reading(settings: Settings) -> Iterator[Evidence]:
    """Open the evidence for questions. Raises the index's error where there is none."""
    index = open_index(settings.index)
    gc.freeze()  # what is loaded by now stays: looking through it again finds nothing to free
    try:
        vectors = open_vectors(settings.index) if settings.dense else None
        yield Evidence(
            index=index,
            vectors=vectors,
            encoder=model_store.load(settings.home, threads=1) if vectors is not None else None,
            vocabulary=names(settings).vocabulary,
            corpus=corpus(settings),
            starter=settings.starter,
            passages=settings.passages,
            statements=settings.statements,
            old=settings.certify_age,
            writers=_writers(settings),
            entailment=model_store.load_judge(settings.home, threads=1),
        )
    finally:
        gc.unfreeze()
        index.close()
