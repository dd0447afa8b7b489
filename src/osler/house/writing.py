"""Builds what lays evidence in: every source, the index and the catalog open for writing."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from osler import starter
from osler.answer.answer import Corpus
from osler.evidence.document import Family
from osler.index.embedded import open_index
from osler.index.fusion import encode_missing
from osler.index.index import EvidenceIndex
from osler.index.rebuild import rebuild as build_anew
from osler.index.vectors import open_vectors
from osler.inference import model_store
from osler.ingest import declarations, notices
from osler.ingest.catalog import Catalog, Link
from osler.ingest.files import gather
from osler.ingest.lock import BusyError, writing_alone
from osler.ingest.record import Advance, Problem, record
from osler.ingest.retractions import read_retractions
from osler.ingest.room import room
from osler.ingest.tally import Tally
from osler.settings import Settings
from osler.sources import digests, guidelines, labels, pubmed, retractions
from osler.sources.source import Source

SOURCES: tuple[Source, ...] = (
    *pubmed.SOURCES,
    *labels.SOURCES,
    *retractions.SOURCES,
    *digests.SOURCES,  # before guidelines: a hospital's own documents have a front matter too
    *guidelines.SOURCES,
)


@dataclass(frozen=True, slots=True)
class Library:
    """What a writer of evidence needs: the index and the catalog, both open for writing."""

    index: EvidenceIndex
    catalog: Catalog


@contextmanager
def writing(settings: Settings) -> Iterator[Library]:
    """Open the evidence for writing. Raises `BusyError` when another process writes, and
    `DiskFullError`.
    """
    with writing_alone(settings.home), room(settings.home), _library(settings) as library:
        yield library


@contextmanager
def _library(settings: Settings) -> Iterator[Library]:
    index = open_index(settings.index, create=True)
    try:
        catalog = Catalog(settings.catalog)
        if index.stats().documents == 0:
            catalog.reset()  # the index is gone: what it held must be read again
        declarations.recall(catalog, settings.declarations)
        try:
            yield Library(index, catalog)
        finally:
            catalog.close()
    finally:
        index.close()


def ingest(
    settings: Settings, paths: list[Path], advance: Advance = lambda _done, _tally: None
) -> tuple[Tally, list[Problem], Path]:
    """Lay evidence files in; returns the counts, what could not be read, and the quarantine file
    (which exists only if records were quarantined).
    """
    now = datetime.datetime.now(datetime.UTC)
    aside = settings.quarantine / f"{now:%Y%m%dT%H%M%SZ}.jsonl"
    files = gather(paths)
    with writing(settings) as library:
        tally, problems = record(files, library.index, library.catalog, SOURCES, aside, advance)
        describe(settings, library, now.date())
    return tally, problems, aside


def describe(settings: Settings, library: Library, today: datetime.date) -> Corpus:
    """Write down what the index holds, for answers to say what was searched."""
    stats = library.index.stats()
    counts: dict[str, int] = {family.value: 0 for family in Family}
    real = digests = 0
    for family, source, number in library.catalog.counts("family", "source"):
        counts[str(family)] += int(number or 0)
        real += 0 if source == "digest" else int(number or 0)
        digests += int(number or 0) if source == "digest" else 0
    current_to = library.catalog.latest(today.isoformat())
    vectors = stats.vectors > 0
    corpus = Corpus(stats.version, counts, current_to, real == 0, vectors, digests)
    value = {name: getattr(corpus, name) for name in Corpus.__dataclass_fields__}
    beside = settings.corpus.with_suffix(".new")
    beside.write_text(json.dumps(value), encoding="utf-8")
    beside.replace(settings.corpus)
    return corpus


def settle(settings: Settings, library: Library) -> int:
    """Apply what records and the operator say of other records; returns how many changed."""
    changed = len(notices.apply(library.index, library.catalog))
    library.index.commit()
    library.catalog.commit()
    describe(settings, library, datetime.datetime.now(datetime.UTC).date())
    return changed


def supersede(settings: Settings, library: Library, old: str, new: str) -> int:
    """Take the operator's word that `new` supersedes `old` (keys); returns how many changed."""
    link = Link("supersedes", new, old)
    declarations.declare(library.catalog, settings.declarations, [link])
    return settle(settings, library)


def retract(settings: Settings, library: Library, file: Path) -> tuple[int, int]:
    """Mark documents by a list of retractions; returns how many are listed and how many changed."""
    links, listed = read_retractions(file)
    declarations.declare(library.catalog, settings.declarations, links)
    return listed, settle(settings, library)


def first_time(settings: Settings, say: Callable[[str], None]) -> None:
    """Lay in the starter evidence where nothing has been laid in yet."""
    if settings.catalog.exists() or settings.starter == "never":
        return
    try:
        tally = lay_starter(settings)
    except BusyError:
        say("Another osler is laying evidence in; asking what is there so far.")
        return
    say(f"First run: {tally.added} starter digests laid in at {settings.home}.")


def rebuild(settings: Settings, progress: Callable[[int, int], None]) -> tuple[int, int]:
    """Analyse every stored document again; returns how many there are and the index's version."""
    with writing_alone(settings.home), room(settings.home):
        version = build_anew(settings.index, progress)
        with _library(settings) as library:
            settle(settings, library)
            return library.index.stats().documents, version


def reset(settings: Settings) -> Path | None:
    """Move the index aside and forget what was read; returns where the old index is, if any."""
    aside = None
    with writing_alone(settings.home):
        if settings.index.exists():
            now = datetime.datetime.now(datetime.UTC)
            aside = settings.home / f"index.aside-{now:%Y%m%dT%H%M%SZ}"
            settings.index.rename(aside)
        catalog = Catalog(settings.catalog)
        catalog.reset()
        catalog.commit()
        catalog.close()
    return aside


def encode(settings: Settings, progress: Callable[[int, int], None]) -> tuple[int, int]:
    """Encode passages without a vector; returns how many were encoded and how many are held.

    Raises `ModelMissingError` where no encoder is installed.
    """
    encoder = model_store.load(settings.home)
    if encoder is None:
        raise ModelMissingError(
            "no encoder is installed: `osler model install SOURCE` first (see `--help` there)"
        )
    index = open_index(settings.index)
    try:
        vectors = open_vectors(settings.index, encoder.name, encoder.dimension)
        if vectors is None:
            raise ModelMissingError("no vectors could be made beside the index")
        return encode_missing(index, vectors, encoder, progress), len(vectors)
    finally:
        index.close()


class ModelMissingError(Exception):
    """An encoder is needed and none is installed."""


def lay_starter(settings: Settings) -> Tally:
    """Lay in the bundled starter digests; a second time changes nothing."""
    tally, _, _ = ingest(settings, [starter.folder()])
    return tally
