"""`osler evidence`: what is held, and what became of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import click
import msgspec

from osler.cli.aftermath import aftermath
from osler.cli.failure import FAILED, say
from osler.evidence.document import Document, Family
from osler.evidence.split import passages
from osler.house import writing
from osler.house.reading import reading
from osler.ingest.catalog import Catalog, Row
from osler.rendering.unseen import escaped
from osler.rendering.unseen import line as one_line
from osler.settings import Settings, read_settings

_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
)

_PMID = re.compile(r"(?:pmid|pubmed):? *(\d{1,10})", re.IGNORECASE)
_PMCID = re.compile(r"(?:pmcid:? *|pmc:)?PMC(\d{1,10})", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi: *)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


@click.group("evidence", invoke_without_command=True)
@_FORM
@click.pass_context
def command(context: click.Context, form: str) -> None:
    """Count the evidence held, by family, year and standing; with a subcommand, look closer."""
    if context.invoked_subcommand is not None:
        return
    settings = read_settings()
    counted = counts(settings)
    if form == "json":
        click.echo(json.dumps(counted, indent=2))
        return
    for line in _lines(settings, counted):
        say(line)


def counts(settings: Settings) -> dict[str, object]:
    """Documents by family, source, decade and standing, and the size of the index."""
    catalog = Catalog(settings.catalog, read_only=True)
    try:
        families = {str(name): number for name, number in catalog.counts("family")}
        sources = {str(name): number for name, number in catalog.counts("source")}
        standing = {str(name or "in good standing"): n for name, n in catalog.counts("standing")}
        years = catalog.counts("year")
    finally:
        catalog.close()
    decades: Counter[str] = Counter()
    for year, number in years:
        name = "unknown" if year is None else f"{int(year) // 10 * 10}s"
        decades[name] += int(number or 0)
    with reading(settings) as evidence:
        stats = evidence.index.stats()
        corpus = evidence.corpus
    return {
        "families": families,
        "sources": sources,
        "decades": dict(sorted(decades.items())),
        "years": {str(year or "unknown"): number for year, number in years},
        "standing": standing,
        "index": msgspec.to_builtins(stats),
        "current_to": corpus.current_to,
        "missing": _missing(families, sources, stats.vectors),
    }


def _missing(families: Collection[str], sources: Collection[str], vectors: int) -> list[str]:
    lines = [
        f"no {family.value}: `osler ingest` a file of that kind"
        for family in Family
        if family.value not in families
    ]
    if set(sources) == {"digest"}:
        lines.append("only the starter digests are held: `osler ingest FOLDER` lays in real texts")
    if not vectors:
        lines.append("no vectors: answers rank by words alone (`osler model install`)")
    return lines


def _lines(settings: Settings, counted: dict[str, object]) -> list[str]:
    index = counted["index"]
    shown = [f"Evidence in {settings.home}"]
    for title in ("families", "sources", "decades", "standing"):
        table = counted[title]
        if isinstance(table, dict):
            shown.append(f"By {title if title != 'families' else 'family'}:")
            shown += [f"  {number:>9,}  {name}" for name, number in table.items()]
    if isinstance(index, dict):
        shown.append(
            f"Index: {index['documents']:,} documents, {index['passages']:,} passages, "
            f"{index['bytes'] / 1e6:,.1f} MB, {index['vectors']:,} vectors"
        )
    shown.append(f"Evidence current to {counted['current_to'] or 'an unknown date'}")
    missing = counted["missing"]
    if isinstance(missing, list):
        shown += [f"Missing: {line}" for line in missing]
    return shown


@command.command("show")
@click.argument("name")
@_FORM
@click.pass_context
def show(context: click.Context, name: str, form: str) -> None:
    """Show one document: NAME is a PMID, PMCID, DOI, set id, key, exact title or address."""
    settings = read_settings()
    rows = _found(settings, name) or _by_doi(settings, name)
    if not rows:
        say(f"osler: nothing held is named {name!r}; see `osler evidence`", err=True)
        context.exit(FAILED)
    with reading(settings) as evidence:
        document = evidence.index.fetch([rows[0].key]).get(rows[0].key)
    if document is None:
        say(f"osler: {rows[0].key} is not in the index; run `osler doctor`", err=True)
        context.exit(FAILED)
    if form == "json":
        value = msgspec.to_builtins(document)
        value["passages"] = msgspec.to_builtins(passages(document))
        value["standing"] = list(document.header.standing.words)
        click.echo(escaped(json.dumps(value, indent=2, ensure_ascii=False)).encode())
        return
    for line in _document(document, rows):
        say(line)


def _found(settings: Settings, name: str) -> list[Row]:
    catalog = Catalog(settings.catalog, read_only=True)
    try:
        found = (catalog.find(each) for each in _spellings(name))
        return next((rows for rows in found if rows), [])
    finally:
        catalog.close()


def _spellings(name: str) -> list[str]:
    """A name as given, then as catalogs write it: set ids in lower case, PMC in capitals, the
    number of `pmid:…`, the key of a DOI.
    """
    bare = name.strip()
    spelled = [name, bare, bare.lower()]
    if number := _PMID.fullmatch(bare):
        spelled.append(str(int(number[1])))
    if number := _PMCID.fullmatch(bare):
        spelled += [f"pmc:PMC{number[1]}", f"PMC{number[1]}"]
    if doi := _DOI.fullmatch(bare):
        spelled += [f"doi:{doi[1]}", f"doi:{doi[1].lower()}", f"https://doi.org/{doi[1]}"]
    return list(dict.fromkeys(spelled))


def _by_doi(settings: Settings, name: str) -> list[Row]:
    """Documents whose DOI is `name`. The catalog knows few DOIs, so the index is read for it, which
    takes seconds where it is large.
    """
    doi = _DOI.fullmatch(name.strip())
    if doi is None:
        return []
    with reading(settings) as evidence:
        held = evidence.index.documents()
        wanted = doi[1].lower()
        keys = [d.key for d in held if (d.header.identifiers.doi or "").lower() == wanted]
    return [row for key in keys for row in _found(settings, key)]


def _document(document: Document, rows: list[Row]) -> list[str]:
    header = document.header
    standing = header.standing
    shown = [
        one_line(header.title),
        f"  key        {one_line(header.key)}",
        f"  family     {header.family.value}, {standing.design.value}",
        f"  published  {one_line(header.date.raw) if header.date else 'date unknown'}",
    ]
    for label, value in (
        ("container", header.container),
        ("publisher", header.publisher),
        ("version", header.version),
        ("link", header.url),
        ("licence", header.licence),
        ("drugs", ", ".join((*header.drugs, *header.brands)[:8]) or None),
        ("standing", ", ".join(standing.words) or "in good standing"),
    ):
        if value:
            shown.append(f"  {label:<10} {one_line(value)}")
    for notice in standing.notices:
        said = " ".join(part for part in (notice.other, notice.citation, notice.date) if part)
        shown.append(f"  notice     {notice.kind.value}: {one_line(said) or 'source not named'}")
    others = [row for row in rows if row.key != header.key]
    for row in others:
        shown.append(f"  version    {row.key} ({row.date or 'date unknown'}) {row.standing}")
    for each in document.recommendations:
        whom = f"; for {each.population}" if each.population else ""
        shown.append(f"  grade      {each.label}{whom}")
    for part in passages(document):
        path = " › ".join(part.path)
        shown += ["", f"[{part.start}–{part.end}] {path} {part.code or ''}".rstrip(), part.text]
    return shown


@command.command("supersede")
@click.argument("old")
@click.argument("new")
def supersede(old: str, new: str) -> None:
    """Declare that NEW replaces OLD: OLD stays readable and is no longer cited."""
    settings = read_settings()
    with writing.writing(settings) as library:
        rows = [_one(library.catalog, name) for name in (old, new)]
        if "superseded" in rows[1].standing:
            raise click.UsageError(f"{new} is superseded itself; name what stands in its place")
        keys = [row.key for row in rows]
        if keys[0] == keys[1]:
            raise click.UsageError(f"{old} and {new} are one document")
        changed = writing.supersede(settings, library, *keys)
    say(f"{keys[1]} supersedes {keys[0]}; {changed} documents changed standing")
    for line in aftermath(settings).lines:
        say(line)


def _one(catalog: Catalog, name: str) -> Row:
    rows = catalog.find(name)
    if not rows:
        raise click.UsageError(f"nothing held is named {name!r}")
    if len({row.lineage for row in rows}) > 1:
        keys = ", ".join(row.key for row in rows[:5])
        raise click.UsageError(f"{name!r} names several documents: {keys}; give one key")
    return rows[0]


@command.command("retracted")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def retracted(file: Path) -> None:
    """Mark documents as retracted by FILE: PMIDs one a line, or the Retraction Watch CSV.

    Documents that arrive later are marked as they come.
    """
    settings = read_settings()
    with writing.writing(settings) as library:
        listed, changed = writing.retract(settings, library, file)
    click.echo(f"{listed:,} papers listed; {changed:,} documents held changed standing")
    for line in aftermath(settings).lines:
        say(line)
