"""`osler ask`: a question in, a cited and verified answer out."""

from __future__ import annotations

import datetime
import sys
import time
from importlib import import_module

import click
from rich.console import Console

from osler.answer.answer import Answer
from osler.answer.desk import Evidence, Wish
from osler.answer.received import answer as answered
from osler.answer.understand import QuestionError
from osler.cli.failure import ANSWERED, REFUSED
from osler.evidence.document import Family
from osler.house.reading import reading
from osler.rendering.json_form import encode
from osler.rendering.markdown import markdown
from osler.rendering.page import contexts, page
from osler.rendering.terminal import terminal
from osler.safety.reception import receive
from osler.settings import Settings, read_settings

_FAMILIES = [family.value for family in Family]
READERS = ("patient", "caregiver", "student", "nurse", "pharmacist", "physician", "researcher")


@click.command("ask")
@click.argument("question", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "markdown", "json", "html"]),
    default="terminal",
    show_default=True,
    help="How the answer is printed; html is one self-contained page.",
)
@click.option(
    "--family",
    "families",
    type=click.Choice(_FAMILIES),
    multiple=True,
    help="Search this family only; may be given more than once.",
)
@click.option(
    "--since", type=click.IntRange(1800, 2100), metavar="YEAR", help="Only evidence from YEAR on."
)
@click.option(
    "--reader",
    type=click.Choice(READERS),
    help="Who asks. Where a question tells of danger to somebody now, evidence follows the words "
    "of help for a nurse, a pharmacist or a physician only.",
)
@click.option("--explain", is_flag=True, help="Say what was searched, ranked and dropped, and why.")
@click.pass_context
def command(
    context: click.Context,
    question: tuple[str, ...],
    form: str,
    families: tuple[str, ...],
    since: int | None,
    reader: str | None,
    explain: bool,
) -> None:
    """Answer QUESTION from the evidence held here, every sentence checked against its source.

    Exits 0 when answered and 3 when no evidence supports an answer or help must come first.
    """
    settings = read_settings()
    if not settings.catalog.exists():
        # Parsers are loaded only where there is nothing to ask yet.
        import_module("osler.house.writing").first_time(settings, _say)
    now = datetime.datetime.now(datetime.UTC)
    wish = Wish(
        year=now.year,
        families=tuple(Family(name) for name in families) or tuple(Family),
        since=since,
        explain=explain,
        at=now.isoformat(timespec="seconds"),
    )
    with reading(settings) as evidence:
        try:
            received = receive(" ".join(question), reader, settings.locale, evidence.vocabulary)
            answer = answered(received, evidence, wish, time.perf_counter)
        except QuestionError as error:
            raise click.UsageError(str(error), context) from error
        _show(answer, form, evidence, settings, explain=explain)
    context.exit(REFUSED if answer.refusal else ANSWERED)


def _say(line: str) -> None:
    click.echo(line, err=True)


def _show(
    answer: Answer, form: str, evidence: Evidence, settings: Settings, *, explain: bool
) -> None:
    if form == "json":
        click.echo(encode(answer))
    elif form == "markdown":
        click.echo(markdown(answer), nl=False)
    elif form == "html":
        held = evidence.index.fetch([each.document for each in answer.references])
        click.echo(page(answer, contexts(answer, held)).encode(), nl=False)  # it says utf-8
    else:
        console = Console(file=sys.stdout, width=settings.width, highlight=False)
        terminal(answer, console, explain=explain)
