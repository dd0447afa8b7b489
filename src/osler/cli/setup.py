"""`osler setup`: make this machine ready to answer."""

from __future__ import annotations

import sys

import click

from osler.cli.index import bar
from osler.house import writing
from osler.house.compiling import compile_names
from osler.house.names import names
from osler.index import manifest as manifests
from osler.index.errors import IndexMismatch, IndexMissing
from osler.settings import Settings, read_settings


@click.command("setup")
@click.option("--quiet", is_flag=True, help="Say nothing when there is nothing to do.")
@click.option("--again", is_flag=True, help="Compile the vocabulary even if it is there.")
def command(quiet: bool, again: bool) -> None:
    """Compile the vocabulary, bring an older index up to date and lay in the starter evidence.
    Safe to run again.
    """
    settings = read_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    held = names(settings)
    if again or held.stale or not held.compiled:
        why = "our tables have changed" if held.stale else "once"
        click.echo(f"Compiling the vocabulary of drugs and conditions ({why}) …", err=True)
        report = compile_names(settings, _progress)
        click.echo(f"{report.names:,} names of {report.concepts:,} concepts", err=True)
    elif not quiet:
        click.echo("Vocabulary: ready", err=True)
    _renew(settings)
    if settings.starter != "never":
        tally = writing.lay_starter(settings)
        if tally.changed:
            click.echo(f"Starter evidence: {tally.added + tally.replaced} digests", err=True)
        elif not quiet:
            click.echo("Starter evidence: ready", err=True)


def _renew(settings: Settings) -> None:
    """Analyse every stored document again where an earlier Osler did it otherwise."""
    try:
        manifests.check(manifests.read(settings.index), settings.index)
        return
    except IndexMissing:
        return
    except IndexMismatch as error:
        if error.what != "analyzer":
            raise
    click.echo(
        "The index is an earlier Osler's: analysing every document again, which takes minutes for "
        "each 100,000 …",
        err=True,
    )
    with bar() as shown:
        task = shown.add_task("rebuilding", total=None)
        documents, _ = writing.rebuild(
            settings, lambda done, total: shown.update(task, completed=done, total=total)
        )
    click.echo(f"Index: {documents:,} documents analysed again", err=True)


def _progress(stage: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"  {stage}", err=True)
