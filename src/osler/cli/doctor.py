"""`osler doctor`: is everything in order, and if not, what to do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.progress import Progress

from osler.cli.failure import FAILED, say
from osler.cli.finding import Finding
from osler.house.names import names
from osler.house.reading import reading
from osler.index import manifest as manifests
from osler.index.checksums import damaged
from osler.index.vectors import open_vectors
from osler.inference import model_store
from osler.inference.entailment import Entailment
from osler.inference.faults import ModelFault
from osler.ingest.catalog import Catalog
from osler.settings import Settings, read_settings

ROOM = 2 << 30  # bytes of free disk below which an ingest may run out
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_NEEDED = ("tantivy", "lxml", "msgspec", "nupunkt", "numpy")


@click.command("doctor")
@click.pass_context
def command(context: click.Context) -> None:
    """Check the installation, the data folder, the index and what is published; say what to do."""
    settings = read_settings()
    bad = 0
    evidence = (_vocabulary, _catalog, _index, _store, _model)
    for check in (_python, _packages, _folder, *evidence, _key, _served, _articles, _writers):
        for finding in _safely(check, settings):
            bad += not finding.ok
            mark = "ok  " if finding.ok else "FIX "
            say(f"{mark} {finding.what}: {finding.found}")
            if finding.advice:
                say(f"     → {finding.advice}")
    click.echo("Everything is in order." if not bad else f"{bad} to fix.")
    context.exit(FAILED if bad else 0)


def _safely(
    check: Callable[[Settings], Iterator[Finding]], settings: Settings
) -> Iterator[Finding]:
    try:
        yield from check(settings)
    except Exception as error:  # a failing check is itself a finding
        name = check.__name__.strip("_")
        yield Finding(False, name, " ".join(str(error).split()), "see the message")


def _python(_settings: Settings) -> Iterator[Finding]:
    found = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding(sys.version_info >= (3, 11), "python", found)


def _packages(_settings: Settings) -> Iterator[Finding]:
    for name in _NEEDED:
        try:
            yield Finding(True, name, version(name))
        except PackageNotFoundError:
            yield Finding(False, name, "not installed", "install Osler again")


def _folder(settings: Settings) -> Iterator[Finding]:
    home = settings.home
    nearest = next(each for each in (home, *home.parents) if each.exists())
    writable = os.access(nearest, os.W_OK)
    advice = "" if writable else "make it writable, or set OSLER_HOME (reading still works)"
    yield Finding(writable or home.exists(), "data folder", f"{home}", advice)
    free = shutil.disk_usage(nearest).free
    advice = "" if free > ROOM else "free some space before a large ingest"
    yield Finding(free > ROOM // 8, "free disk", f"{free / 1e9:.1f} GB", advice)


def _vocabulary(settings: Settings) -> Iterator[Finding]:
    opened = names(settings)
    found = opened.vocabulary.generation if opened.compiled else "built-in names only"
    advice = "" if opened.compiled else "`osler setup` compiles the names of drugs and conditions"
    if opened.stale:
        found += ", of an earlier Osler"
        advice = "`osler setup` compiles it again with the names of this one"
    yield Finding(True, "vocabulary", found, advice)


def _catalog(settings: Settings) -> Iterator[Finding]:
    if not settings.catalog.exists():
        yield Finding(False, "evidence", "none held", "`osler setup`, then `osler ingest FOLDER`")
        return
    catalog = Catalog(settings.catalog, read_only=True)
    try:
        held = sum(int(number or 0) for _, number in catalog.counts("family"))
    finally:
        catalog.close()
    with reading(settings) as evidence:
        stats = evidence.index.stats()
    same = stats.documents == held
    advice = "" if same else "an ingest was interrupted: run the same `osler ingest` again"
    yield Finding(same, "evidence", f"{held:,} documents held, {stats.documents:,} indexed", advice)


def _index(settings: Settings) -> Iterator[Finding]:
    if not settings.index.exists():
        return
    with reading(settings) as evidence:
        stats = evidence.index.stats()
    size = f"{stats.passages:,} passages, {stats.bytes / 1e6:,.1f} MB, version {stats.version}"
    yield Finding(True, "index", size)
    advice = "" if stats.vectors else "optional: `osler model install`, then `osler index vectors`"
    yield Finding(True, "vectors", f"{stats.vectors:,}", advice)


def _store(settings: Settings) -> Iterator[Finding]:
    """Every byte of the index against its checksum; then every stored document can be read."""
    if not settings.index.exists():
        return
    folder = settings.index / manifests.read(settings.index).folder
    with Progress(console=Console(file=sys.stderr), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reading the index", total=None)
        bad = damaged(folder, lambda done, of: bar.update(task, completed=done, total=of))
    found = f"damaged: {', '.join(bad)}" if bad else "every file as it was written"
    advice = "`osler index reset`, then `osler setup` and `osler ingest` with your files"
    yield Finding(not bad, "stored evidence", found, advice if bad else "")


def _model(settings: Settings) -> Iterator[Finding]:
    folders = _folders(settings.models)
    yield Finding(True, "models", ", ".join(folders) or "none installed (none is needed)")
    judge = model_store.load_judge(settings.home, threads=1)
    if judge is not None:
        yield _judge(judge, settings)
    vectors = open_vectors(settings.index)
    if vectors is None or not len(vectors):
        return
    used = model_store.installed(settings.home)
    if used is None:
        advice = f"they rank nothing until `osler model install` installs {vectors.encoder}"
        yield Finding(True, "encoder", "none installed for the vectors held", advice)
        return
    same = used.card.identity == vectors.encoder
    found = used.card.identity if same else f"{used.card.identity}; vectors of {vectors.encoder}"
    advice = (
        ""
        if same
        else f"the vectors rank nothing: install {vectors.encoder} again, or remove the folder "
        f"{vectors.folder} and run `osler index vectors`"
    )
    yield Finding(same, "encoder", found, advice)


def _judge(judge: Entailment, settings: Settings) -> Finding:
    try:
        judge.chances([("It is so.", "It is so.")])
    except ModelFault as fault:
        again = f"install it again, or remove the file {settings.models / 'judge'}"
        return Finding(False, "judge", str(fault), again)
    return Finding(True, "judge", f"{judge.name}, after the rules")


def _key(settings: Settings) -> Iterator[Finding]:
    if not settings.secret.exists():
        return
    others = settings.secret.stat().st_mode & 0o077
    found = f"{settings.secret}: others may read it" if others else "its owner's only"
    yield Finding(not others, "secret.key", found, f"chmod 600 {settings.secret}" if others else "")


def _served(settings: Settings) -> Iterator[Finding]:
    """Only loopback is safe without TLS."""
    parts = urlsplit(settings.base_url)
    open_ = parts.scheme == "http" and parts.hostname not in LOOPBACK
    advice = (
        "passwords and cookies travel readable, and cookies are not Secure: put TLS in front and "
        "set base_url to https://…"
    )
    yield Finding(not open_, "base_url", settings.base_url, advice if open_ else "")


def _articles(settings: Settings) -> Iterator[Finding]:
    if settings.database is None and not settings.articles.exists():
        yield Finding(True, "articles", "no database yet (`osler serve` makes one)")
        return
    # What it takes to look is loaded only where there is something to look at.
    yield from import_module("osler.cli.board_findings").findings(settings)


def _writers(settings: Settings) -> Iterator[Finding]:
    """Whether each language model that is set answers."""
    what = "language model"
    if settings.model is None and settings.model_for is None:
        yield Finding(True, what, "none set (none is needed)")
        return
    # What it takes to ask one is loaded only where one is set.
    house = import_module("osler.house.models")
    for name in house.named(settings):
        wrong = house.tried(name, settings)
        found = f"{name} answers" if wrong is None else f"{name} {wrong}"
        advice = "" if wrong is None else "answers stay extractive until it does; see the README"
        yield Finding(wrong is None, what, found, advice)


def _folders(models: Path) -> list[str]:
    return (
        sorted(each.name for each in models.iterdir() if each.is_dir()) if models.is_dir() else []
    )
