"""One chunk of a source's bytes, made ready for the index. Pure, so that any process can do it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from osler.evidence.document import Document, Family, Header
from osler.evidence.doi import doi_name
from osler.index.entry import prepare
from osler.index.index import Entry
from osler.ingest.catalog import Link, Row
from osler.sources.source import Deleted, Found, Item, Noted, Quarantined, Skipped, Source

LINKS = (
    "retracts",
    "partly retracts",
    "corrects",
    "concerns",
    "updates",
    "supersedes",
    "republishes",
    "reinstates",
)
OWN = "is "  # kinds of what a record says of itself: "is retracted", told by whom
NAMED = "named:"  # before a title or an address in small letters, as an alias


@dataclass(frozen=True, slots=True)
class Ready:
    """A document ready to be laid in, with what the catalog keeps of it."""

    row: Row
    entry: Entry
    links: tuple[Link, ...]
    aliases: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Ready], tuple[object, ...]]:
        """Pickled by its values; see `Entry`."""
        return Ready, (self.row, self.entry, self.links, self.aliases)


Outcome = Ready | Deleted | Skipped | Noted | Quarantined


def outcomes(source: Source, chunk: bytes, origin: str) -> list[Outcome]:
    """Parse a chunk and prepare what it holds, in record order. A parser's own fault quarantines
    the chunk rather than ending the run.
    """
    try:
        return [_outcome(item) for item in source.parse(chunk, origin)]
    except Exception as error:  # a parser must never stop an ingest: the chunk is set aside whole
        reason = f"{source.name} parser failed: {type(error).__name__}: {error}"
        return [Quarantined(origin, reason[:300])]


def ready(document: Document, version: int, rank: int) -> Ready:
    """Prepare one document."""
    entry = prepare(document)
    row = _row(document, version, rank, entry.document_json)
    return Ready(row, entry, _links(document), _aliases(document))


def _outcome(item: Item) -> Outcome:
    if not isinstance(item, Found):
        return item
    try:
        return ready(item.document, item.version, item.rank)
    except UnicodeEncodeError:  # a lone surrogate: no text that can be stored or shown
        return Quarantined(item.document.key, "holds characters that are no text (lone surrogates)")


def _row(document: Document, version: int, rank: int, encoded: bytes) -> Row:
    header = document.header
    date = header.date.iso if header.date else None
    number = header.version if header.version and header.version.isdecimal() else None
    if number == date:
        number = None  # a year that stands for a version is a date
    return Row(
        key=header.key,
        lineage=header.lineage,
        hash=hashlib.sha256(encoded).digest()[:16],
        version=version,
        rank=rank,
        family=header.family.value,
        source=header.source,
        year=header.year,
        date=date,
        ordinal=int(number) if number else None,
        title=header.title,
        url=header.url,
        publisher=header.publisher,
        topic=header.topic,
        standing=", ".join(header.standing.words),
        design=header.standing.design.value,
        read="abstract" if header.standing.abstract_only else None,
    )


def _links(document: Document) -> tuple[Link, ...]:
    """What it says of others, under every name they may be held by, and of its own standing."""
    key = document.key
    found = [
        Link(kind, key, target)
        for kind, said in document.header.extra
        if kind in LINKS
        for target in targets(kind, said)
        if target != key
    ]
    found += [
        Link(OWN + notice.kind.value, key, notice.other or "")
        for notice in document.header.standing.notices
    ]
    return tuple(found)


def targets(kind: str, said: str) -> tuple[str, ...]:
    """The names of what a record speaks of: identifiers in one spelling; a title or an address,
    as a document may say what it supersedes, in small letters.
    """
    name = doi_name(said) or (said.upper().replace("PMC:", "pmc:", 1) if _pmc(said) else said)
    return (said, named(said)) if kind == "supersedes" else (name,)


def _pmc(said: str) -> bool:
    return said[:7].lower() == "pmc:pmc"


def named(text: str) -> str:
    """A title or an address as an alias: case and spacing do not count."""
    return NAMED + " ".join(text.casefold().split())


def _aliases(document: Document) -> tuple[str, ...]:
    """Names by which other records may speak of it or hold the same work. Titles only where
    somebody may say that one is superseded: not of millions of papers.
    """
    header = document.header
    known = header.identifiers
    names = [
        f"pubmed:{known.pmid}" if known.pmid else None,
        doi_name(known.doi) if known.doi else None,
        f"pmc:{known.pmcid.upper()}" if known.pmcid else None,
    ]
    if _titled(header):
        names += [named(header.title), named(header.url) if header.url else None]
    return tuple(name for name in dict.fromkeys(names) if name and name != header.key)


def _titled(header: Header) -> bool:
    if header.family is Family.RESEARCH:
        return header.source != "pubmed"
    return header.family is Family.GUIDELINES


def recognise(sources: Sequence[Source], head: bytes) -> Source | None:
    """The first source that knows a file beginning with `head`; None when none does."""
    return next((source for source in sources if source.recognises(head)), None)
