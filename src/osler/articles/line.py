"""Of a version's content, what one line of a list says: read without the rest, which is skipped."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from osler.storage.canonical import canonical, digest


@dataclass(frozen=True, slots=True)
class Line:
    """`signed` is the hash that reviewers of this content sign; `brief` its first statement in
    brief, `current_to` an ISO date, `references` how many there are.
    """

    title: str
    gloss: str | None
    brief: str
    current_to: str | None
    references: int
    signed: str


def read(stored: str, sha256: str) -> Line | None:
    """None for content that is not what was stored under this hash, or cannot be read."""
    if digest(stored) != sha256:
        return None
    try:
        found = _CONTENT.decode(stored)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    answer = found.answer
    return Line(
        title=found.title,
        gloss=found.gloss,
        brief=answer.summary[0].text if answer.summary else found.title,
        current_to=answer.corpus.current_to,
        references=len(answer.references),
        signed=_signed(answer, sha256),
    )


def _signed(answer: _Answer, sha256: str) -> str:
    """`signoff.signed`, from less; a test holds the two together."""
    spans = sorted(
        (each.document, each.start, each.end, each.quote_sha256)
        for section in answer.sections
        for group in section.groups
        for statement in group.statements
        for each in statement.citations
    )
    sources = sorted((each.document, each.version or "") for each in answer.references)
    return digest(canonical({"content": sha256, "spans": spans, "sources": sources}))


class _Span(msgspec.Struct):
    document: str
    start: int
    end: int
    quote_sha256: str


class _Statement(msgspec.Struct):
    text: str
    citations: list[_Span]


class _Group(msgspec.Struct):
    statements: list[_Statement]


class _Section(msgspec.Struct):
    groups: list[_Group]


class _Reference(msgspec.Struct):
    document: str
    version: str | None


class _Corpus(msgspec.Struct):
    current_to: str | None


class _Answer(msgspec.Struct):
    summary: list[_Statement]
    sections: list[_Section]
    references: list[_Reference]
    corpus: _Corpus


class _Content(msgspec.Struct):
    title: str
    gloss: str | None
    answer: _Answer


_CONTENT = msgspec.json.Decoder(_Content)
