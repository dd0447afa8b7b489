"""`osler ingest`: evidence files into the index."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from osler.cli.aftermath import NOTHING, Aftermath, aftermath
from osler.cli.failure import INCOMPLETE, say
from osler.house import writing
from osler.house.compiling import WORTH, compile_where_missing
from osler.ingest.files import gather
from osler.ingest.record import Problem
from osler.ingest.tally import Tally
from osler.settings import Settings, read_settings


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_context
def command(context: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Lay in evidence from PATHS: files, folders, .gz and .zip, recognised by content.

    PubMed XML (baseline and update files), NBIB exports, SPL and openFDA labels, USPSTF, CPIC,
    DPWG, CDC, WHO, PMC full texts, and your own guidelines as HTML, Markdown or text with a front
    matter. Interrupt it whenever you like: the next run carries on.
    """
    settings = read_settings()
    total = sum(file.size for file in gather(paths))
    if total >= WORTH:
        compile_where_missing(settings, _say)
        writing.first_time(settings, _say)
    with _bar() as bar:
        task = bar.add_task("reading", total=total, counts="")

        def advance(done: int, tally: Tally) -> None:
            bar.update(task, completed=done, counts=f"{tally.read:,} records")

        tally, problems, aside = writing.ingest(settings, list(paths), advance)
    after = aftermath(settings)  # whatever changed: a run before this may have been cut off
    if as_json:
        shown = summary(tally, problems, aside) | _articles(after)
        click.echo(json.dumps(shown, indent=2))
    else:
        for line in lines(settings, tally, problems, aside) + after.lines:
            say(line)
    context.exit(INCOMPLETE if problems else 0)


def _articles(after: Aftermath) -> dict[str, object]:
    if after == NOTHING:
        return {}
    return {"articles": asdict(after)}


def _say(line: str) -> None:
    click.echo(line, err=True)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
        disable=not sys.stderr.isatty(),
    )


def summary(tally: Tally, problems: list[Problem], aside: Path) -> dict[str, object]:
    """The summary as plain values."""
    return {
        "read": tally.read,
        "added": tally.added,
        "replaced": tally.replaced,
        "unchanged": tally.unchanged,
        "deleted": tally.deleted,
        "skipped": dict(tally.skipped.most_common()),
        "quarantined": tally.quarantined,
        "quarantine": str(aside) if tally.quarantined else None,
        "reconciles": tally.reconciles,
        "standing_changed": tally.marked,
        "files": {
            "read": tally.files - tally.files_unchanged,
            "unchanged": tally.files_unchanged,
            "not_whole": tally.files_broken,
        },
        "warnings": tally.said,
        "problems": [{"where": each.where, "reason": each.reason} for each in problems],
    }


def lines(settings: Settings, tally: Tally, problems: list[Problem], aside: Path) -> list[str]:
    """The summary as a reader wants it."""
    skipped = tally.skipped.total()
    parts = [
        f"{tally.added:,} added",
        f"{tally.replaced:,} replaced",
        f"{tally.unchanged:,} unchanged",
        f"{tally.deleted:,} deleted",
        f"{skipped:,} skipped",
        f"{tally.quarantined:,} quarantined",
    ]
    shown = [f"{tally.read:,} records read = {' + '.join(parts)}"]
    shown += [f"  skipped: {number:,} {reason}" for reason, number in tally.skipped.most_common()]
    if tally.quarantined:
        shown.append(f"  quarantined records and why: {aside}")
    if tally.marked:
        shown.append(f"  {tally.marked:,} documents changed standing (retracted, superseded, …)")
    shown += [f"  not read whole: {each.where}: {each.reason}" for each in problems]
    shown += [f"  note: {line}" for line in tally.said]
    files = f"{tally.files:,} files, {tally.files_unchanged:,} of them read before"
    shown.append(f"{files}; evidence in {settings.home}")
    if not tally.changed:
        shown.append("Nothing changed.")
    return shown
