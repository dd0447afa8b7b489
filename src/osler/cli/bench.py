"""`osler bench`: speed and quality beside named peers, as a table or JSON."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from types import ModuleType

import click

from osler.cli.tables import markdown
from osler.evaluation.row import Row
from osler.house import writing
from osler.house.lending import keys, lent, published
from osler.house.names import names
from osler.house.reading import reading
from osler.index.embedded import open_index
from osler.inference import model_store
from osler.settings import Settings, read_settings

PARTS = ("parse", "ingest", "ask", "retrieve", "answers", "verify", "readers", "safety", "web")
_FEW = 5_000  # documents of the evidence held, for a quick look
_DATA = Path("../shared/data")


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the data lies, and whether a small part of it will do."""

    data: Path
    quick: bool
    picture: Path | None = None


def _settings() -> Settings:
    """As set, but for a model: what is measured is the same for all."""
    return read_settings(given={"model": "none"})


def _parse(bench: Bench) -> list[Row]:
    found: list[Row] = _module("parse").rows(bench.data)
    return found


def _ingest(bench: Bench) -> list[Row]:
    with TemporaryDirectory() as folder:
        found: list[Row] = _module("ingest").rows(
            bench.data, Path(folder), lambda root: open_index(root, create=True), writing.SOURCES
        )
        return found


def _ask(bench: Bench) -> list[Row]:
    module = _module("ask")
    asked = module.questions(bench.data, 20 if bench.quick else module.QUESTIONS)
    year = datetime.datetime.now(datetime.UTC).year
    with reading(_settings()) as evidence:
        found: list[Row] = module.rows(evidence, asked, year)
        return found


def _retrieve(bench: Bench) -> list[Row]:
    """Over the evidence held now and the gold snippets, in an index that is thrown away."""
    module = _module("retrieve")
    settings = _settings()
    asked = module.questions(bench.data)
    with reading(settings) as evidence, TemporaryDirectory() as folder:
        encoder = evidence.encoder or (model_store.load(settings.home) if settings.dense else None)
        made = evidence.vectors
        if made is not None and encoder is not None and made.encoder == encoder.name:
            copytree(made.folder, Path(folder) / made.folder.name)
        held = islice(evidence.index.documents(), _FEW if bench.quick else None)
        many = module.ENCODED_QUESTIONS if encoder else module.QUESTIONS
        found: list[Row] = module.rows(
            module.held_out(asked, 30 if bench.quick else many),
            chain(module.gold(asked), held),
            evidence.vocabulary,
            encoder=encoder,
            vectors=Path(folder),
            progress=_encoding,
        )
        return found


def _encoding(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rencoding {done:,} of {total:,}", nl=done == total, err=True)


def _answers(bench: Bench) -> list[Row]:
    with reading(_settings()) as evidence:
        limit = 30 if bench.quick else None
        found: list[Row] = _module("answers").rows(bench.data, evidence.vocabulary, limit)
    return found


def _verify(bench: Bench) -> list[Row]:
    found: list[Row] = _module("verify").rows(
        bench.data, picture=bench.picture, entailment=model_store.load_judge(_settings().home)
    )
    return found


def _readers(_bench: Bench) -> list[Row]:
    """Over the bundled digests, in a folder that is thrown away."""
    module = _module("readers")
    year = datetime.datetime.now(datetime.UTC).year
    with TemporaryDirectory() as folder:
        settings = replace(_settings(), home=Path(folder), starter="auto")
        writing.first_time(settings, lambda _line: None)
        with reading(settings) as evidence:
            found: list[Row] = module.rows(module.answers(evidence, year))
            return found


def _safety(_: Bench) -> list[Row]:
    module = _module("safety")
    if not module.FOLDER.is_dir():
        raise click.ClickException("`bench safety` measures on questions of the source tree only")
    found: list[Row] = module.rows(names(_settings()).vocabulary)
    return found


def _web(bench: Bench) -> list[Row]:
    """Over the evidence held now, linked into a folder that is thrown away, with an article."""
    module = _module("web")
    with TemporaryDirectory() as folder:
        settings = lent(_settings(), Path(folder))
        slug = published(settings)
        count = 40 if bench.quick else module.QUESTIONS
        asked = _module("ask").questions(bench.data, count)
        found: list[Row] = module.rows(settings.home, slug, asked, 1.5 if bench.quick else 6)
    return found


def _soak(minutes: float) -> list[Row]:
    with TemporaryDirectory() as folder:
        settings = lent(_settings(), Path(folder))
        slug = published(settings)
        found: list[Row] = _module("soak").rows(settings.home, slug, keys(settings), minutes)
    return found


_RUN: dict[str, Callable[[Bench], list[Row]]] = {
    "parse": _parse,
    "ingest": _ingest,
    "ask": _ask,
    "retrieve": _retrieve,
    "answers": _answers,
    "verify": _verify,
    "readers": _readers,
    "safety": _safety,
    "web": _web,
}


def _module(part: str) -> ModuleType:
    # Peers are development dependencies: a part is loaded only when it is measured.
    try:
        return import_module(f"osler.evaluation.bench_{part}")
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"{error.name} is not installed: benchmarks need the development requirements "
            "(`make check` installs them)"
        ) from error


@click.command("bench")
@click.argument("part", type=click.Choice([*PARTS, "soak", "all"]))
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=_DATA,
    show_default=True,
    help="Folder of the public data measured on.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a list of rows as JSON.")
@click.option("--quick", is_flag=True, help="A small part of the data: a look, not a figure.")
@click.option(
    "--minutes",
    type=click.FloatRange(0.2, 24 * 60),
    default=30,
    show_default=True,
    help="How long `soak` lasts.",
)
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw the risk–coverage curve of `verify` in this SVG file.",
)
def command(
    part: str, data: Path, as_json: bool, quick: bool, minutes: float, picture: Path | None
) -> None:
    """Measure PART: parse, ingest, ask, retrieve, answers, verify, readers, safety, web, all,
    or soak.

    `ask`, `retrieve` and `web` measure on the evidence held now: ingest what it is to be first.
    `soak` reads, asks, saves and reviews for a while; it fails where memory grows or a request
    fails.
    """
    if part == "soak":
        _show(rows := _soak(minutes), as_json=as_json)
        if unsound := [row.name for row in rows if row.sizes.startswith("NOT ")]:
            raise click.ClickException(f"the soak failed: {', '.join(unsound)}")
        return
    bench = Bench(data, quick, picture)
    rows = [row for name in (PARTS if part == "all" else (part,)) for row in _RUN[name](bench)]
    _show(rows, as_json=as_json)


def _show(rows: list[Row], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([_value(row) for row in rows], indent=2))
        return
    for line in markdown(rows):
        click.echo(line)


def _value(row: Row) -> dict[str, object]:
    return {
        "name": row.name,
        "value": row.value,
        "unit": row.unit,
        "peer": row.peer,
        "peer_value": row.peer_value,
        "ratio": row.ratio,
        "sizes": row.sizes,
    }
