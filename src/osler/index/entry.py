"""Making a document ready for an engine: everything that can be done outside the writer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from osler.evidence import codec
from osler.evidence.document import Document, Header, Passage, text_hash
from osler.evidence.split import passages as split
from osler.index.analyse import analysed
from osler.index.index import Entry

RECOMMENDATION = "recommendation"  # filed as the code of a passage that holds one and has no other


def prepare(document: Document, passages: tuple[Passage, ...] | None = None) -> Entry:
    """A document with its passages analysed and encoded; pure, picklable, for any process.

    `passages` are those of the document, if the caller has split it already. A document's only
    passage is encoded without its text, which the document holds: `passage_of` puts it back.
    """
    parts = split(document) if passages is None else passages
    header = document.header
    about = " ".join(_about(header))
    heads = {path: analysed(" ".join((*path, about))) for path in {part.path for part in parts}}
    alone = len(parts) == 1
    return Entry(
        key=header.key,
        lineage=header.lineage,
        header_json=codec.encode(header) if len(parts) > 1 else None,
        document_json=codec.encode(document),
        family=header.family,
        year=header.year,
        design=header.standing.design,
        retracted=header.standing.retracted,
        superseded=header.standing.superseded,
        language=header.language,
        drugs=tuple(dict.fromkeys(name.lower() for name in (*header.drugs, *header.brands))),
        keys=tuple(part.key for part in parts),
        codes=tuple(
            part.code or (RECOMMENDATION if part.recommendations else None) for part in parts
        ),
        body=tuple(analysed(part.text) for part in parts),
        head=tuple(heads[part.path] for part in parts),
        passage_json=tuple(codec.encode(_without_text(part) if alone else part) for part in parts),
        hashes=tuple(passage_hash(part) for part in parts),
    )


def _without_text(part: Passage) -> Passage:
    return Passage(
        key=part.key,
        document=part.document,
        start=part.start,
        end=part.end,
        text="",
        sha256="",
        path=part.path,
        code=part.code,
        recommendations=part.recommendations,
    )


def passage_hash(passage: Passage) -> int:
    """The key of a passage's vector: its text's hash, so that a changed text has none."""
    return int(passage.sha256[:16], 16)


def passage_of(passage: Passage, document: Document) -> Passage:
    """A passage that was encoded without its text, whole again."""
    text = document.text[passage.start : passage.end]
    return replace(passage, text=text, sha256=text_hash(text))


def _about(header: Header) -> Iterator[str]:
    """What a document says it is about, beside its text."""
    yield header.title
    yield from header.drugs
    yield from header.brands
    yield from (heading.name for heading in header.mesh)
    yield from header.keywords
    if header.topic:
        yield header.topic
