"""`osler article`: articles listed, shown, saved, handed in and exported."""

from __future__ import annotations

import datetime
import json
import sys
import time
from pathlib import Path

import click
import msgspec
from rich.console import Console

from osler.accounts.actor import SYSTEM
from osler.answer.answer import Answer
from osler.answer.desk import Wish
from osler.answer.received import answer as answered
from osler.answer.understand import QuestionError
from osler.articles import actions, store
from osler.articles.actions import Board
from osler.articles.archive import archive, folder
from osler.articles.ground import unsupported
from osler.articles.public import Public, interests, public
from osler.articles.standing import standing
from osler.articles.workflow import State
from osler.cli.failure import REFUSED, say
from osler.cli.publication import AS, acting, published
from osler.evidence.document import Document
from osler.house.publishing import publishes, publishing
from osler.house.reading import reading
from osler.rendering.markdown import markdown
from osler.rendering.page import Context, page
from osler.rendering.terminal import terminal
from osler.rendering.unseen import escaped
from osler.safety.reception import EDITOR, receive
from osler.settings import Settings, read_settings


class DoubleError(Exception):
    """There is an article on the question already; the message says how to make another."""


AROUND = 240  # code points of context shown on each side of a quoted span


@click.group("article")
def command() -> None:
    """Articles: answers that are saved, reviewed, signed and kept up."""


@command.command("list")
@click.option("--state", "states", type=click.Choice([each.value for each in State]), multiple=True)
@click.option("--topic", help="Only articles about this.")
@click.option("--words", default="", help="Words that must all be in the question.")
@click.option("--published/--unpublished", "approved", default=None, help="Ever approved, or not.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def listed(
    states: tuple[str, ...],
    topic: str | None,
    words: str,
    approved: bool | None,
    limit: int,
    as_json: bool,
) -> None:
    """List articles, those last changed first."""
    if not publishes(read_settings()):
        found = []
    else:
        with published() as board, board.database.reading() as connection:
            found = store.articles(
                connection,
                [State(each) for each in states],
                words=words,
                topic=topic,
                published=approved,
                limit=limit,
            )
    if as_json:
        _json([msgspec.to_builtins(each) for each in found])
        return
    for each in found:
        of = f"v{each.head}" + (f", published v{each.published}" if each.published else "")
        say(f"{each.state.words:<18} {each.updated_at[:10]}  {each.slug}  ({of})")
    if not found:
        say("No articles.")


@command.command("show")
@click.argument("name")
@click.option("--version", "number", type=click.IntRange(min=1), help="That version.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json", "markdown", "html"]),
    default="terminal",
    show_default=True,
)
def show(name: str, number: int | None, form: str) -> None:
    """Show article NAME (its slug or id): the published version, else the newest."""
    settings = read_settings()
    with published() as board:
        seen = public(board, SYSTEM, name, number)
    answer, said = seen.content.answer, standing(seen)
    if form == "json":
        _json(_shown(seen))
    elif form == "markdown":
        click.echo(markdown(answer, said), nl=False)
    elif form == "html":
        click.echo(page(answer, _contexts(seen), said).encode(), nl=False)
    else:
        console = Console(file=sys.stdout, width=settings.width, highlight=False)
        terminal(answer, console, standing=said)


def _shown(seen: Public) -> dict[str, object]:
    return {
        "article": msgspec.to_builtins(seen.article),
        "state": seen.state.value,
        "version": seen.version.number,
        "sha256": seen.version.sha256,
        "approved": seen.approved,
        "signatures": [
            {
                **msgspec.to_builtins(each),
                "interests": interests(seen.declared.get(each.declaration_id)),
            }
            for each in seen.signatures
        ],
        "unsupported": unsupported(seen.content, seen.groundless),
        "causes": msgspec.to_builtins(seen.causes),
        "content": msgspec.to_builtins(seen.content),
    }


def _contexts(seen: Public) -> dict[tuple[str, int], Context]:
    """Context of each citation from the article itself: an article needs no index."""
    found: dict[tuple[str, int], Context] = {}
    passages = {each.key: each for each in seen.content.passages}
    for statement in seen.content.statements.values():
        for each in statement.citations:
            held = passages[each.passage]
            start, end = each.start - held.start, each.end - held.start
            found[each.passage, each.start] = Context(
                held.text[max(0, start - AROUND) : start], held.text[end : end + AROUND]
            )
    return found


@command.command("save")
@click.argument("question", nargs=-1, required=True)
@AS
@click.option("--again", is_flag=True, help="Although there is an article on this question.")
@click.pass_context
def save(context: click.Context, question: tuple[str, ...], login: str, again: bool) -> None:
    """Ask QUESTION and save its answer as a draft. Exits 3 where there is no answer."""
    settings = read_settings()
    with publishing(settings) as board:
        who = acting(board, login)
        if not again:
            _refuse_double(board, " ".join(question))
        try:
            answer, documents = _answered(settings, " ".join(question))
        except QuestionError as error:
            raise click.UsageError(str(error), context) from error
        if answer.refusal is not None:
            say(f"No answer, so no article. {answer.refusal.message}", err=True)
            context.exit(REFUSED)
        made = actions.save(board, who, answer, documents, again=again)
    say(f"{made.slug}: saved as a draft; `osler article submit {made.slug} --as {login}`")


def _refuse_double(board: Board, question: str) -> None:
    try:
        actions.refuse_double(board, question)
    except actions.ExistsError as error:
        raise DoubleError(
            f"{error}; `osler article show {error.slug}`, or --again to save another"
        ) from error


def _answered(settings: Settings, question: str) -> tuple[Answer, dict[str, Document]]:
    now = datetime.datetime.now(datetime.UTC)
    wish = Wish(year=now.year, at=now.isoformat(timespec="seconds"))
    with reading(settings) as evidence:
        received = receive(question, EDITOR, settings.locale, evidence.vocabulary)
        answer = answered(received, evidence, wish, time.perf_counter)
        return answer, evidence.index.fetch([each.document for each in answer.references])


@command.command("submit")
@click.argument("name")
@AS
def submit(name: str, login: str) -> None:
    """Hand the draft NAME in to the board."""
    with published() as board:
        done = actions.submit(board, acting(board, login), name)
    say(f"{done.slug}: {done.state.words.lower()}, round {done.round}")


@command.command("export")
@click.argument("name")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A file (*.json), or a folder that gets one file a version, with hashes.",
)
def export(name: str, out: Path | None) -> None:
    """Export article NAME with all its versions, signatures, decisions and ledger, as JSON.

    In a folder every version is a file of exactly the bytes that were hashed: `sha256sum -c
    SHA256SUMS` checks them without Osler.
    """
    with published() as board, board.database.reading() as connection:
        if out is None or out.suffix == ".json":
            text = escaped(json.dumps(archive(connection, name), indent=2, ensure_ascii=False))
            if out is None:
                click.echo(text.encode())
                return
            out.write_text(text + "\n", encoding="utf-8")
            say(f"{out}: written", err=True)
            return
        written = folder(connection, name, out)
    say(f"{out}: {written} files written", err=True)


def _json(value: object) -> None:
    click.echo(escaped(json.dumps(value, indent=2, ensure_ascii=False)).encode())
