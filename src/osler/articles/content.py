"""What one version of an article is: self-contained, immutable, hashed.

`Content` is kept as canonical JSON; its SHA-256 is what reviewers sign. Nothing in it points
outside: every quoted passage is here with its text, so that a page needs no index and an auditor
no other file.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from osler.answer.answer import Answer, Statement
from osler.answer.cite import statements
from osler.storage.canonical import canonical, digest

SCHEMA = "osler-article/1"
_GAINED = ("notices", "written")  # fields of an answer that older versions have not


class ContentError(Exception):
    """Stored content that cannot be read, or an edit that cannot stand; the message says why."""


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A passage that statements quote, whole: `text == document.text[start:end]` (code points) of
    the version cited. `sha256` is over its UTF-8 bytes.
    """

    key: str
    document: str
    start: int
    end: int
    text: str
    sha256: str
    path: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True, slots=True)
class CitedSection:
    """A section of a label that statements quote: whether a newer version says the same there is
    told by `sha256`, over the section's words (white space folded). `code` is LOINC.
    """

    document: str
    lineage: str
    code: str | None
    path: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class KnownNotice:
    """A notice that stood when the answer was made: a second correction is told from the first.
    `other` is the record that says so, else the source's own words for it.
    """

    document: str
    kind: str
    other: str | None


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made the answer and how: `how` "extractive" or "written by a model"; `model` its name."""

    how: str
    model: str | None
    by: str  # user id
    name: str
    at: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a statement by a person: its id, what was done, and the words before."""

    statement: str
    act: str  # "edit" or "strike"
    by: str
    name: str
    at: str
    before: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Content:
    """A version. `ids[i]` names the i-th statement of the answer's sections in order ("s1", kept
    through edits); `brief[i]` is the id of the i-th statement of the summary, which is one of
    them. `gloss` is a line in plain language, None where nobody wrote one.
    """

    schema: str
    question: str
    title: str
    gloss: str | None
    answer: Answer
    ids: tuple[str, ...]
    brief: tuple[str, ...]
    passages: tuple[QuotedPassage, ...]
    sections: tuple[CitedSection, ...]
    maker: Maker
    edits: tuple[Edit, ...] = ()
    notices: tuple[KnownNotice, ...] = ()

    @property
    def statements(self) -> dict[str, Statement]:
        """Statements of the sections by id, in order."""
        return dict(zip(self.ids, statements(self.answer.sections), strict=True))


def encode(content: Content) -> str:
    """Canonical JSON: the bytes that are hashed. A field that the answer has since gained is left
    out where it says nothing, so that what was signed before keeps its bytes.
    """
    plain = msgspec.to_builtins(content, str_keys=True)
    for name in _GAINED:
        if not plain["answer"][name]:
            del plain["answer"][name]
    return canonical(plain)


def decode(text: str) -> Content:
    """Content read back. Raises `ContentError`."""
    try:
        found = msgspec.json.decode(text, type=Content)
    except (msgspec.MsgspecError, UnicodeDecodeError, UnicodeEncodeError) as error:
        raise ContentError(f"stored content cannot be read: {error}") from error
    if found.schema != SCHEMA:
        raise ContentError(f"stored content has schema {found.schema!r}; this Osler reads {SCHEMA}")
    shown = len(statements(found.answer.sections))
    if len(found.ids) != shown or len(set(found.ids)) != shown:
        raise ContentError("stored content names other statements than it has")
    if len(found.brief) != len(found.answer.summary) or not set(found.brief) <= set(found.ids):
        raise ContentError("stored content has another summary than it names")
    return found


def statement_hash(statement: Statement) -> str:
    """What a decision on a statement is bound to: its words and the spans it cites. Renumbered
    references are the same statement.
    """
    spans = [
        (each.document, each.start, each.end, each.quote_sha256) for each in statement.citations
    ]
    return digest(canonical([statement.text, statement.kind.value, spans]))
