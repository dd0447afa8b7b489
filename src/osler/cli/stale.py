"""`osler stale`: articles whose evidence or review has changed, and why."""

from __future__ import annotations

import json

import click
import msgspec

from osler.articles import store
from osler.articles.workflow import State
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
    """List stale articles with what changed, after holding every article against the evidence."""
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
        say(f"{each['slug']}  (approved {str(each['approved_at'])[:10]})")
        for cause in msgspec.convert(each["causes"], list[dict[str, str | int | None]]):
            say(f"  {str(cause['at'])[:10]}  {cause['said']}")
    if not found:
        say("No stale articles.")


def _stale() -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    after: tuple[str, str] | None = None
    with published() as board, board.database.reading() as connection:
        while batch := store.articles(connection, [State.STALE], after=after, limit=200):
            after = (batch[-1].updated_at, batch[-1].id)
            for article in batch:
                causes = store.causes(connection, article.id)
                found.append(
                    {
                        "slug": article.slug,
                        "question": article.question,
                        "version": article.published,
                        "approved_at": article.approved_at,
                        "due_at": article.due_at,
                        "causes": msgspec.to_builtins(causes),
                    }
                )
    return found
