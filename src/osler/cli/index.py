"""`osler index`: rebuild it, reset it, or add vectors to it."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from osler.house import writing
from osler.settings import read_settings


@click.group("index")
def command() -> None:
    """Rebuild the index, reset it, or add vectors to it."""


def bar() -> Progress:
    """Documents or passages done, of how many; shown on a terminal only."""
    return Progress(
        "{task.description}",
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
        disable=not sys.stderr.isatty(),
    )


@command.command("rebuild")
def rebuild() -> None:
    """Analyse every stored document again, beside the old index, and swap.

    Questions are answered from the old one until the new one is whole.
    """
    settings = read_settings()
    with bar() as shown:
        task = shown.add_task("rebuilding", total=None)
        documents, version = writing.rebuild(
            settings, lambda done, total: shown.update(task, completed=done, total=total)
        )
    click.echo(f"Rebuilt: {documents:,} documents, version {version}")


@command.command("reset")
@click.confirmation_option(prompt="Move the index aside and read all files again next time?")
def reset() -> None:
    """Move a damaged index aside, so that `osler ingest` reads your files again.

    What you declared with `osler evidence supersede` and `retracted` is kept.
    """
    settings = read_settings()
    aside = writing.reset(settings)
    where = f"The old index is in {aside}. " if aside else ""
    click.echo(f"{where}Now run `osler setup` and `osler ingest` with your files.")


@command.command("vectors")
def vectors() -> None:
    """Encode passages that have no vector yet. Interrupt it whenever you like."""
    settings = read_settings()
    with bar() as shown:
        task = shown.add_task("encoding", total=None)
        encoded, total = writing.encode(
            settings, lambda done, of: shown.update(task, completed=done, total=of)
        )
    click.echo(f"{encoded:,} passages encoded; {total:,} vectors held")
