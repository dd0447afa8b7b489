"""What the store gives back: rows as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from osler.articles.workflow import State


@dataclass(frozen=True, slots=True)
class Article:
    """An article without its content. `revision` is its ETag; `published` the newest version that
    was ever approved, None before. Moments are stored text (`storage.moment`).
    """

    id: str
    slug: str
    question: str
    state: State
    head: int
    published: int | None
    round: int
    revision: int
    author_id: str
    topic: str | None
    drugs: bool
    created_at: str
    updated_at: str
    submitted_at: str | None
    review_began_at: str | None
    approved_at: str | None
    due_at: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version: `content` is canonical JSON, `sha256` its hash as stored when it was made."""

    article_id: str
    number: int
    content: str
    sha256: str
    author_id: str
    act: str
    note: str | None
    made_at: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One line of an article's history."""

    number: int
    sha256: str
    author_id: str
    author: str
    act: str
    note: str | None
    made_at: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's word on a statement; `verb` is accept, edit, strike or withdraw (an undo)."""

    id: str
    article_id: str
    round: int
    statement: str
    sha256: str
    reviewer_id: str
    verb: str
    reason: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Comment:
    """One contribution to a thread; `parent_id` None opens it, and is what resolves."""

    id: str
    article_id: str
    statement: str | None
    number: int
    parent_id: str | None
    author_id: str
    body: str
    at: str
    resolved_at: str | None
    resolved_by: str | None
    author: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A reviewer's declaration of interest for one article."""

    id: str
    article_id: str
    user_id: str
    conflict: bool
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A reviewer's signature under one version; `signed` is `signoff.digest` of what was signed."""

    id: str
    article_id: str
    number: int
    round: int
    reviewer_id: str
    declaration_id: str
    signed: str
    name: str
    credentials: str | None
    specialty: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What the ledger says of an approval: version, round, what was signed, and by whom (ids)."""

    version: int
    round: int
    signed: str
    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an article is stale: one thing that changed. `old` and `new` are words for the board."""

    id: str
    article_id: str
    number: int
    kind: str
    document: str | None
    other: str | None
    section: str | None
    said: str
    old: str | None
    new: str | None
    fingerprint: str
    at: str
    closed_at: str | None = None
    closed_by: str | None = None
    closing: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A reader's report of an error on a statement, or on the article."""

    id: str
    article_id: str
    number: int
    statement: str | None
    body: str
    at: str
    closed_at: str | None = None
    closed_by: str | None = None
    closing: str | None = None


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was found new under an article, which is as it stands now; `became_stale` by this."""

    article: Article
    causes: tuple[Cause, ...]
    became_stale: bool

    def and_then(self, later: Noticed) -> Noticed:
        """Both as one: the article as it was found later."""
        both = (*self.causes, *later.causes)
        return Noticed(later.article, both, self.became_stale or later.became_stale)
