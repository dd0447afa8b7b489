"""`osler evaluate`: a file of questions with what is known of their answers, asked and scored."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from osler.answer.desk import Evidence, Wish
from osler.cli.failure import say
from osler.cli.tables import markdown
from osler.evaluation import reading as pages
from osler.evaluation.cases import Cases, CasesError, read_cases
from osler.evaluation.comparison import Comparison, compare
from osler.evaluation.run import (
    Run,
    RunError,
    Setting,
    encode,
    outcomes,
    read_run,
    rows,
    setting,
)
from osler.evidence.document import Family
from osler.house.reading import reading
from osler.settings import read_settings

_FILE = click.Path(dir_okay=False, path_type=Path)
MOST = 10  # changed cases that are printed; the page has them all


@click.command("evaluate")
@click.argument("cases", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--json", "kept", type=_FILE, help="Keep the run in this file, and go on where it stopped."
)
@click.option("--page", "shown", type=_FILE, help="Write a page with each case open to reading.")
@click.option("--against", type=_FILE, help="A run kept before: compare case by case.")
@click.option("--model", metavar="MODEL", help="Let a language model write, as `osler ask` does.")
@click.option("--limit", type=click.IntRange(1), help="Only the first so many cases.")
@click.option(
    "--family",
    "families",
    type=click.Choice([family.value for family in Family]),
    multiple=True,
    help="Search this family only; may be given more than once.",
)
@click.option("--since", type=click.IntRange(1800, 2100), metavar="YEAR",
              help="Only evidence from YEAR on.")  # fmt: skip
def command(
    cases: Path,
    kept: Path | None,
    shown: Path | None,
    against: Path | None,
    model: str | None,
    limit: int | None,
    families: tuple[str, ...],
    since: int | None,
) -> None:
    """Ask every question of CASES over the evidence held here, and score the answers.

    CASES is a file of BioASQ (JSON or zip), PubMedQA, K-QA, or a YAML list of questions with what
    their answers must and must not say (see the README).
    """
    try:
        found = read_cases(cases)
        before = read_run(against) if against else None
    except (CasesError, RunError) as error:
        raise click.UsageError(str(error)) from error
    year = datetime.datetime.now(datetime.UTC).year
    wish = Wish(year, tuple(Family(name) for name in families) or tuple(Family), since)
    part = kept.with_name(f"{kept.name}.part") if kept else None
    settings = read_settings(given={"model": model} if model else None)
    writes = settings.model not in {None, "none"}
    made_by = f"osler, written by {settings.model}" if writes else "osler, extractive"
    with reading(settings) as evidence:
        told = setting(cases.name, found, evidence, wish, made_by)
        run = _run(told, found, evidence, wish, part, limit)
    if kept is not None and part is not None:
        kept.write_bytes(encode(run))
        part.unlink(missing_ok=True)
    if shown is not None:
        shown.write_text(pages.page(run, before), encoding="utf-8")
    for line in markdown(rows(run, before)):
        say(line)
    if before is not None:
        for line in _changes(compare(run, before)):
            say(line)


def _run(
    told: Setting,
    cases: Cases,
    evidence: Evidence,
    wish: Wish,
    part: Path | None,
    limit: int | None,
) -> Run:
    total = min(len(cases.cases), limit or len(cases.cases))
    columns = (TextColumn("asking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=total)
        found = []
        for each in outcomes(cases, evidence, wish, time.perf_counter, told, part, limit):
            found.append(each)
            bar.advance(task)
    return Run(told, tuple(found))


def _changes(found: Comparison) -> list[str]:
    alone = f"; {found.alone:,} in one run only" if found.alone else ""
    lines = [
        "",
        f"{len(found.changed):,} cases came out otherwise, {found.same:,} as before{alone}",
    ]
    for each in found.changed[:MOST]:
        said = [f"worse: {one}" for one in each.worse] + [f"better: {one}" for one in each.better]
        lines.append(f"- {each.question} ({'; '.join(said)})")
    if len(found.changed) > MOST:
        lines.append(f"- and {len(found.changed) - MOST:,} more; --page shows them all")
    return lines
