"""`osler backup`: articles, people and the ledger in one file."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

from osler.house import keeping
from osler.settings import read_settings


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Write FILE anew where there is one already.")
def command(file: Path, replace: bool) -> None:
    """Write articles, people and the ledger to FILE, as they stand at one moment.

    Serving goes on meanwhile. FILE goes back into SQLite or PostgreSQL with `osler restore`. It
    holds password hashes: keep it as you keep the database. Sign-ins, unanswered questions,
    settings and the evidence are not in it, nor is secret.key, without which nobody's one-time
    codes open: keep a copy of that file elsewhere.
    """
    bar = Progress(
        "{task.description}",
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task("writing rows", total=None)
        made = keeping.backup(
            read_settings(), file, lambda rows: bar.advance(task, rows), over=replace
        )
    parts = ", ".join(f"{part.rows:,} {name}" for name, part in made.tables.items() if part.rows)
    total = sum(part.rows for part in made.tables.values())
    click.echo(f"{total:,} rows written = {parts or 'nothing'}")
    click.echo(f"Backup in {file}; the ledger stood at row {made.sequence}.")
