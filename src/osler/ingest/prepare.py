"""One chunk of a source's bytes, made ready for the index. Pure, so that any process can do it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from osler.evidence.document import Document
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
)


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
    return tuple(
        Link(kind, document.key, target)
        for kind, target in document.header.extra
        if kind in LINKS and target != document.key
    )


def _aliases(document: Document) -> tuple[str, ...]:
    """Names by which records of other sources speak of a full text: PubMed's key and its DOI."""
    known = document.header.identifiers
    if document.header.source != "jats":
        return ()
    named = (
        f"pubmed:{known.pmid}" if known.pmid else None,
        f"doi:{known.doi}" if known.doi else None,
    )
    return tuple(name for name in named if name is not None)


def recognise(sources: Sequence[Source], head: bytes) -> Source | None:
    """The first source that knows a file beginning with `head`; None when none does."""
    return next((source for source in sources if source.recognises(head)), None)
