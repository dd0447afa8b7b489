"""`osler setup`: make this machine ready to answer."""

from __future__ import annotations

import sys

import click

from osler.house import writing
from osler.house.compiling import compile_names
from osler.house.names import names
from osler.settings import read_settings


@click.command("setup")
@click.option("--quiet", is_flag=True, help="Say nothing when there is nothing to do.")
@click.option("--again", is_flag=True, help="Compile the vocabulary even if it is there.")
def command(quiet: bool, again: bool) -> None:
    """Compile the vocabulary and lay in the starter evidence. Safe to run again."""
    settings = read_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    if again or not names(settings).compiled:
        click.echo("Compiling the vocabulary of drugs and conditions (once) …", err=True)
        report = compile_names(settings, _progress)
        click.echo(f"{report.names:,} names of {report.concepts:,} concepts", err=True)
    elif not quiet:
        click.echo("Vocabulary: ready", err=True)
    if settings.starter != "never":
        tally = writing.lay_starter(settings)
        if tally.changed:
            click.echo(f"Starter evidence: {tally.added + tally.replaced} digests", err=True)
        elif not quiet:
            click.echo("Starter evidence: ready", err=True)


def _progress(stage: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"  {stage}", err=True)
