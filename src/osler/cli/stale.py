"""`osler stale`: articles whose evidence or review has changed, and why."""

from __future__ import annotations

import json

import click
import msgspec

from osler.articles import in_force, store
from osler.cli.failure import say
from osler.cli.publication import published
from osler.house.publishing import publishes, reconsider
from osler.rendering.unseen import escaped
from osler.settings import read_settings


class EvidenceMissingError(Exception):
    """Articles are to be held against evidence, and none is held here."""


@click.command("stale")
@click.option("--no-check", is_flag=True, help="List what is known; look at no evidence.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(no_check: bool, as_json: bool) -> None:
    """List articles of which readers see a stale version, with what changed, after holding every
    article against the evidence.
    """
    settings = read_settings()
    found: list[dict[str, object]] = []
    if publishes(settings):
        if not no_check:
            if not settings.index.exists():
                raise EvidenceMissingError(
                    "no evidence is held here to hold articles against: `osler ingest` lays some "
                    "in; --no-check lists what is known already"
                )
            reconsider(settings)
        found = _stale()
    if as_json:
        click.echo(escaped(json.dumps(found, indent=2, ensure_ascii=False)).encode())
        return
    for each in found:
        newer = ""
        if each["head"] != each["version"]:
            state = str(each["head_state"]).replace("_", " ")
            newer = f"; version {each['head']}, {state}, is newer"
        say(f"{each['slug']}  (approved {str(each['approved_at'])[:10]}{newer})")
        for cause in msgspec.convert(each["causes"], list[dict[str, str | int | None]]):
            say(f"  {str(cause['at'])[:10]}  {cause['said']}")
    if not found:
        say("No stale articles.")


def _stale() -> list[dict[str, object]]:
    with published() as board, board.database.reading() as connection:
        return [
            {
                "slug": article.slug,
                "question": article.question,
                "version": article.published,
                "head": article.head,
                "head_state": article.state.value,
                "approved_at": article.approved_at,
                "due_at": article.due_at,
                "causes": msgspec.to_builtins(store.causes(connection, article.id)),
            }
            for article in in_force.stale_articles(connection)
        ]
