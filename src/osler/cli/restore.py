"""`osler restore`: a backup in the place of what is there."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeElapsedColumn

from osler.house import keeping
from osler.settings import read_settings


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Back up what is there, and put FILE in its place.")
def command(file: Path, replace: bool) -> None:
    """Put the articles, people and ledger of a backup back.

    FILE is checked whole before anything is touched, and held against the evidence held here
    before anyone is served from it: what was retracted since makes its articles stale. Everybody
    signs in again. Accounts and API keys are as they were when FILE was made. One-time codes open
    only with the secret.key of the data folder they were set up in, which no backup holds.
    """
    settings = read_settings()
    bar = Progress(
        "{task.description}",
        BarColumn(),
        DownloadColumn(),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task("checking and restoring", total=None)
        done = keeping.restore(
            settings, file, over=replace, tick=lambda read: bar.advance(task, read)
        )
    read = sum(part.rows for part in done.manifest.tables.values())
    click.echo(f"{read:,} rows read = {done.rows:,} restored; made {done.manifest.made_at}")
    if done.before is not None:
        click.echo(f"What was here before is in {done.before}")
    if done.aside is not None:
        click.echo(f"Old anchors of the ledger are in {done.aside}")
    if done.reopened is None:
        click.echo("No evidence is held here: run `osler ingest`, which looks at every article.")
    else:
        click.echo(f"{done.reopened:,} articles have new causes in the evidence held now.")
    if done.codeless:
        click.echo(
            f"{done.codeless:,} members' one-time codes were sealed with another secret.key: put "
            f"that file into {settings.home}, or run `osler user reset-second-factor LOGIN` for "
            "each; they set up codes again."
        )
