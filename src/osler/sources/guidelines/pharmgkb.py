"""CPIC and DPWG guideline annotations as PharmGKB exports them: one document per annotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from osler.evidence.dates import partial_date
from osler.evidence.document import Family, Header, Identifiers
from osler.evidence.recommendation import Recommendation, Scheme
from osler.evidence.standing import Standing, StudyDesign
from osler.sources.guidelines.block import Block, Kind, document, heading
from osler.sources.guidelines.genotype import applies, shown
from osler.sources.guidelines.hypertext import blocks
from osler.sources.guidelines.whole import whole
from osler.sources.markup import squeeze
from osler.sources.source import Found, Item, Quarantined, Skipped

_KNOWN = re.compile(rb'\A\s*\{\s*"guideline"\s*:\s*\{')
_OURS = re.compile(rb'"source"\s*:\s*"(?:CPIC|DPWG)"|"recommendations"\s*:\s*\[')
_PUBLISHERS = {
    "CPIC": ("Clinical Pharmacogenetics Implementation Consortium (CPIC)", "CC0"),
    "DPWG": ("Dutch Pharmacogenetics Working Group (DPWG)", "CC BY-SA"),
}
_STRENGTHS = {"strong", "moderate", "optional", "no recommendation"}
_UNGRADED = {"", "n/a"}
_FORM = "xN combinations"  # a message of the web form about its input, not a recommendation
_POPULATIONS = {"general", "n/a"}
_LINES = {  # a line break in DPWG text starts a new case; in CPIC text only after a full stop
    "CPIC": re.compile(r"(?<=[.;:])\n(?=[A-Z])"),
    "DPWG": re.compile(r"(?<=[^>\n])\n(?=[A-Z0-9•-])"),
}


class _Named(msgspec.Struct):
    name: str
    symbol: str | None = None


class _Term(msgspec.Struct):
    term: str


class _Text(msgspec.Struct):
    html: str


class _Row(msgspec.Struct, rename="camel"):
    id: str
    text: _Text | None = None
    classification: _Term | None = None
    population: str | None = None
    related_chemicals: list[_Named] = []
    implications: list[str] = []
    lookup_key: dict[str, object] = {}


class _Guideline(msgspec.Struct, rename="camel"):
    id: str
    name: str
    source: str
    version: int = 1
    url: str | None = None
    related_chemicals: list[_Named] = []
    related_genes: list[_Named] = []


class _Citation(msgspec.Struct):
    pmid: str | None = None
    title: str = ""
    journal: str = ""
    year: int | None = None


class _Annotation(msgspec.Struct):
    guideline: _Guideline
    recommendations: list[_Row] = []
    citations: list[_Citation] = []
    version: str | None = None


class PharmGkb:
    """One JSON object `{guideline, recommendations, citations, version}` per file.

    Key `cpic:ID` or `dpwg:ID`, the PharmGKB accession; version its annotation version. Rows that
    say the same of several phenotypes become one recommendation that names them all.
    """

    name = "pharmgkb"

    def recognises(self, head: bytes) -> bool:
        """A JSON object that opens with `guideline` and names CPIC or DPWG."""
        return _KNOWN.match(head) is not None and _OURS.search(head) is not None

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """The whole file."""
        return whole(stream, b"}")

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """One document; skipped where the annotation holds no recommendation text."""
        try:
            annotation = msgspec.json.decode(chunk, type=_Annotation)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            yield Quarantined(_accession(chunk) or origin, f"guideline annotation: {error}")
            return
        guideline = annotation.guideline
        if guideline.source not in _PUBLISHERS:
            yield Quarantined(guideline.id, f"unknown guideline maker {guideline.source[:40]!r}")
            return
        rows = [row for row in annotation.recommendations if _says(row)]
        if not rows:
            yield Skipped(guideline.id, "annotation without recommendation text")
            return
        body = document(_header(annotation), _body(guideline, rows))
        yield Found(body, version=max(guideline.version, 1))


def _accession(chunk: bytes) -> str | None:
    found = re.search(rb'"id"\s*:\s*"(PA\d+)"', chunk[:4096])
    return found[1].decode() if found else None


def _says(row: _Row) -> bool:
    return (
        row.text is not None
        and bool(row.text.html.strip())
        and _FORM not in row.lookup_key.values()
    )


def _header(annotation: _Annotation) -> Header:
    guideline = annotation.guideline
    publisher, licence = _PUBLISHERS[guideline.source]
    papers = [each for each in annotation.citations if each.year is not None]
    newest = max(papers, key=lambda each: each.year or 0, default=None)
    drugs = tuple(each.name.lower() for each in guideline.related_chemicals)
    genes = tuple(each.symbol or each.name for each in guideline.related_genes)
    extra = [("date", "year of the newest guideline paper the annotation cites")] if newest else []
    extra += [("export", annotation.version)] if annotation.version else []
    extra += [("guideline paper", f"pubmed:{each.pmid}") for each in papers if each.pmid]
    key = f"{guideline.source.lower()}:{guideline.id}"
    return Header(
        key=key,
        family=Family.GUIDELINES,
        source="pharmgkb",
        title=guideline.name.replace("Annotation of ", "", 1).strip(),
        lineage=key,
        version=str(guideline.version),
        container="PharmGKB guideline annotation",
        publisher=publisher,
        date=partial_date(str(newest.year)) if newest else None,
        language="eng",
        url=guideline.url,
        licence=licence,
        identifiers=Identifiers(other=(("PharmGKB", guideline.id),)),
        standing=Standing(design=StudyDesign.PRACTICE_GUIDELINE),
        keywords=genes,
        drugs=drugs,
        topic=f"{', '.join(drugs)} and {', '.join(genes)}",
        extra=tuple(extra),
    )


def _body(guideline: _Guideline, rows: list[_Row]) -> Iterator[Block]:
    merged: dict[tuple[str, str, str, str], list[_Row]] = {}
    for row in rows:
        merged.setdefault(_identity(guideline, row), []).append(row)
    drugs = list(dict.fromkeys(drug for drug, *_ in merged))
    for drug in drugs:
        yield heading(drug, 1)
        for identity, same in merged.items():
            if identity[0] == drug:
                yield from _recommendation(guideline, identity, same)


def _identity(guideline: _Guideline, row: _Row) -> tuple[str, str, str, str]:
    chemicals = row.related_chemicals or guideline.related_chemicals
    term = row.classification.term.strip() if row.classification else ""
    return (
        ", ".join(each.name for each in chemicals) or "this drug",
        row.text.html if row.text else "",
        "" if term.casefold() in _UNGRADED else term,
        row.population or "",
    )


def _recommendation(
    guideline: _Guideline, identity: tuple[str, str, str, str], rows: list[_Row]
) -> Iterator[Block]:
    drug, source, term, population = identity
    people = "" if population.casefold() in _POPULATIONS else population
    phenotypes = applies([row.lookup_key for row in rows])
    yield heading("; ".join(each for each in (shown(phenotypes), people) if each), 2)
    graded = Recommendation(
        0,
        0,
        Scheme(guideline.source),
        strength=term or None,
        normalised=term.capitalize() if term.casefold() in _STRENGTHS else None,
        population="; ".join((*phenotypes, people) if people else phenotypes) or None,
        topic=drug,
    )
    for block in blocks(_LINES[guideline.source].sub("<br/>", source), base=2):
        yield Block(block.kind, block.text, block.level, graded=graded)
    if len(phenotypes) > 1:
        yield heading("Applies to", 3)
        yield from (Block(Kind.ITEM, each) for each in phenotypes)
    implications = dict.fromkeys(
        squeeze(each) for row in rows for each in row.implications if not each.endswith(": n/a")
    )
    if implications:
        yield heading("Implications", 3)
        yield from (Block(Kind.ITEM, each) for each in implications)
