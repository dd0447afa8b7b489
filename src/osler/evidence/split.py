"""Cutting documents into passages and passages into sentences, by exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from osler.evidence.boundaries import sentence_spans
from osler.evidence.document import Document, Passage, Section, text_hash

TARGET = 1200  # code points: about one abstract, which is what ranking weights were fitted on
WHOLE = 3600  # a text up to this long stays one passage: an abstract is read as one

_PARAGRAPH = re.compile(r"\n[ \t]*\n+")


def passages(document: Document) -> tuple[Passage, ...]:
    """Cut a document into passages, in document order, never across sections.

    A PubMed citation of at most `WHOLE` code points is one passage that covers all of its text.
    Other texts are cut at section, then paragraph, then sentence boundaries into stretches of about
    `TARGET` code points. Whitespace at the edges is left out of a passage; a stretch without a
    letter makes none.
    """
    spans = _whole(document) or [
        (start, end, section)
        for section in document.sections or (Section(0, len(document.text)),)
        for start, end in _pieces(document.text, section.start, section.end)
    ]
    return tuple(
        _passage(document, ordinal, start, end, section)
        for ordinal, (start, end, section) in enumerate(spans)
    )


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Sentence spans (start, end), half-open, in order, whitespace trimmed.

    Line breaks that separate paragraphs, list items or table rows always end a sentence; inside
    them `boundaries` decides.
    """
    found: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            for start, end in sentence_spans(line):
                trimmed = _trim(text, position + start, position + end)
                if trimmed[0] < trimmed[1]:
                    found.append(trimmed)
        position += len(line) + 1
    return tuple(found)


def _whole(document: Document) -> list[tuple[int, int, Section]]:
    text = document.text
    if len(text) > WHOLE or document.recommendations:
        return []
    if document.header.source != "pubmed":
        return []
    start, end = _trim(text, 0, len(text))
    return [(start, end, Section(start, end))] if start < end else []


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Paragraphs gathered up to TARGET; a paragraph beyond 2 × TARGET is cut at sentences."""
    open_start: int | None = None
    open_end = start
    for first, last in _paragraphs(text, start, end):
        if open_start is not None and last - open_start > TARGET:
            yield open_start, open_end
            open_start = None
        if last - first > 2 * TARGET:
            yield from _by_sentence(text, first, last)
            continue
        open_start = first if open_start is None else open_start
        open_end = last
    if open_start is not None:
        yield open_start, open_end


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for gap in _PARAGRAPH.finditer(text, start, end):
        yield from _solid(text, position, gap.start())
        position = gap.end()
    yield from _solid(text, position, end)


def _by_sentence(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    open_start: int | None = None
    open_end = start
    for first, last in sentences(text[start:end]):
        if open_start is not None and start + last - open_start > TARGET:
            yield open_start, open_end
            open_start = None
        open_start = start + first if open_start is None else open_start
        open_end = start + last
    if open_start is not None:
        yield open_start, open_end


def _solid(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = _trim(text, start, end)
    if any(character.isalnum() for character in text[start:end]):
        yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _passage(document: Document, ordinal: int, start: int, end: int, section: Section) -> Passage:
    text = document.text[start:end]
    return Passage(
        key=f"{document.key}#{ordinal}",
        document=document.key,
        start=start,
        end=end,
        text=text,
        sha256=text_hash(text),
        path=section.path,
        code=section.code,
        recommendations=tuple(
            each for each in document.recommendations if each.start < end and start < each.end
        ),
    )
