"""What callers get: plain values with names that stay."""

from __future__ import annotations

from dataclasses import dataclass

from osler.articles.content import Content
from osler.articles.difference import StatementDifference
from osler.articles.workflow import State
from osler.evidence.document import Family
from osler.evidence.standing import Notice


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article without its content. `state` is what its page says of the version that readers
    see; `head_state`, for who may see drafts and null for others, where its newest version stands.
    `head` is the newest version, `published` the newest ever approved; `revision` is what If-Match
    names. Moments are UTC.
    """

    slug: str
    url: str
    question: str
    state: State
    head_state: State | None
    head: int
    published: int | None
    revision: int
    topic: str | None
    created_at: str
    updated_at: str
    submitted_at: str | None
    approved_at: str | None
    due_at: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """A page of articles, newest first. `next` is the cursor of the page after, null at the end."""

    articles: tuple[ArticleLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Signed:
    """A reviewer's signature, as they stood when signing. `signs` is the hash that was signed;
    `interests` what they declared for this article, in words.
    """

    name: str
    credentials: str | None
    specialty: str | None
    at: str
    signs: str
    interests: str


@dataclass(frozen=True, slots=True)
class CauseLine:
    """What changed under a version since it was approved. `old`: what is quoted of the source;
    `new`: what stands there now, or the notice's words.
    """

    id: str
    kind: str
    said: str
    document: str | None
    other: str | None
    section: str | None
    at: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A statement that rests on a source that was retracted or withdrawn since: the verdict and
    the certainty that `content` has of it hold no longer. `said` is what its page says.
    """

    statement: str
    said: str


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """One version, whole. `state` is never more than is so for exactly this version; `approved`:
    enough signatures stand under these bytes. `sha256` is over the canonical JSON of `content`;
    `signs` is what a reviewer of this version signs.
    """

    article: ArticleLine
    state: State
    approved: bool
    version: int
    newest: bool
    author: str
    sha256: str
    signs: str
    made_at: str
    signatures: tuple[Signed, ...]
    causes: tuple[CauseLine, ...]
    unsupported: tuple[Unsupported, ...]
    content: Content


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One line of an article's history."""

    number: int
    sha256: str
    author: str
    act: str
    note: str | None
    made_at: str


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions that the caller may see, newest first."""

    versions: tuple[VersionEntry, ...]


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """What became of each statement from one version to another."""

    old: int
    new: int
    statements: tuple[StatementDifference, ...]
    references_added: tuple[str, ...]
    references_removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One event; `detail` is canonical JSON as it was hashed."""

    sequence: int
    at: str
    actor: str
    act: str
    detail: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Events of one article, oldest first."""

    events: tuple[LedgerLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class StaleArticle:
    """A stale article and all that changed."""

    article: ArticleLine
    causes: tuple[CauseLine, ...]


@dataclass(frozen=True, slots=True)
class StaleArticles:
    """Stale articles, newest first."""

    articles: tuple[StaleArticle, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """Something new, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage: code-point offsets into the document, half-open; `sha256` over its UTF-8 bytes."""

    ordinal: int
    key: str
    start: int
    end: int
    path: tuple[str, ...]
    code: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class EvidenceStanding:
    """What became of a document. `words` are badges, worst first, empty in good standing;
    `current`: neither retracted nor superseded.
    """

    key: str
    design: str
    current: bool
    words: tuple[str, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class EvidenceDocument:
    """A document held, without its text; its passages are fetched one by one."""

    key: str
    lineage: str
    family: Family
    source: str
    title: str
    container: str | None
    publisher: str | None
    authors: tuple[str, ...]
    date: str | None
    version: str | None
    url: str | None
    licence: str | None
    language: str | None
    standing: EvidenceStanding
    passages: tuple[PassageLine, ...]


@dataclass(frozen=True, slots=True)
class EvidencePassage:
    """A passage with the words around it in its document."""

    document: str
    title: str
    passage: PassageLine
    before: str
    text: str
    after: str
    standing: EvidenceStanding


@dataclass(frozen=True, slots=True)
class Status:
    """What this service is and holds. `schema` is the database's revision, `newest` whether this
    Osler expects just that.
    """

    version: str
    answer_schema: str
    article_schema: str
    generation: int
    documents: dict[str, int]
    current_to: str | None
    digest_only: bool
    vectors: bool
    schema: str | None
    newest: bool
