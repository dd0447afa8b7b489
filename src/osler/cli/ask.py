"""`osler ask`: a question in, a cited and verified answer out."""

from __future__ import annotations

import datetime
import sys
import time
from importlib import import_module

import click
from rich.console import Console

from osler.answer.answer import Answer, Step
from osler.answer.desk import Evidence, Wish
from osler.answer.received import answer as answered
from osler.answer.understand import QuestionError
from osler.cli.failure import ANSWERED, REFUSED
from osler.evidence.document import Family
from osler.house.reading import reading
from osler.readers.adapt import adapt
from osler.readers.adapted import Adapted
from osler.readers.audience import READERS, audience
from osler.rendering import words
from osler.rendering.json_form import encode
from osler.rendering.markdown import markdown
from osler.rendering.page import contexts, page
from osler.rendering.terminal import terminal
from osler.safety.reception import receive
from osler.settings import Settings, is_set, read_settings

_FAMILIES = [family.value for family in Family]


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
    help="Who reads: changes wording, order and depth, never the claims; by default the setting "
    "`reader`. Where a question tells of danger to somebody now, evidence follows the words of "
    "help only for a nurse, a pharmacist or a physician, who says so.",
)
@click.option(
    "--model",
    metavar="MODEL",
    help="Let a language model write: openai:NAME, local:FILE.gguf, or none.",
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
    model: str | None,
    explain: bool,
) -> None:
    """Answer QUESTION from the evidence held here, every sentence checked against its source.

    Exits 0 when answered and 3 when no evidence supports an answer or help must come first.
    """
    settings = read_settings(given={"model": model} if model else None)
    asking = reader or (settings.reader if is_set("reader") else None)  # who said so
    reader = reader or settings.reader
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
        reader=reader,
    )
    with reading(settings) as evidence:
        try:
            hear = _tell if form == "terminal" and sys.stderr.isatty() else None
            received = receive(" ".join(question), asking, settings.locale, evidence.vocabulary)
            answer = answered(received, evidence, wish, time.perf_counter, hear)
        except QuestionError as error:
            raise click.UsageError(str(error), context) from error
        adapted = adapt(answer, audience(reader))
        _show(answer, adapted, form, evidence, settings, explain=explain)
    context.exit(REFUSED if answer.refusal else ANSWERED)


def _tell(step: Step) -> None:
    """What a model does, while it does: statements that passed, as they pass."""
    said, _, source = words.seen(step.detail).partition("\t")
    if step.stage == "written":
        click.echo(f"✓ {said} ({source})", err=True)
    elif step.stage == "model":
        click.echo(f"  {said}", err=True)


def _say(line: str) -> None:
    click.echo(line, err=True)


def _show(
    answer: Answer,
    adapted: Adapted,
    form: str,
    evidence: Evidence,
    settings: Settings,
    *,
    explain: bool,
) -> None:
    if form == "json":
        click.echo(encode(answer, adapted if adapted.told else None))
    elif form == "markdown":
        click.echo(markdown(answer, adapted=adapted), nl=False)
    elif form == "html":
        held = evidence.index.fetch([each.document for each in answer.references])
        shown = page(answer, contexts(answer, held), adapted=adapted)
        click.echo(shown.encode(), nl=False)  # it says utf-8
    else:
        console = Console(file=sys.stdout, width=settings.width, highlight=False)
        terminal(answer, console, explain=explain, adapted=adapted)
