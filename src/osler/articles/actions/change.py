"""One change to an article: guarded, in one transaction, told to the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, update

from osler.accounts.actor import Actor, NotAllowedError
from osler.articles import store
from osler.articles.content import Content, ContentError, decode, encode
from osler.articles.policy import Policy
from osler.articles.records import Article
from osler.articles.signoff import intact
from osler.articles.workflow import Act, move
from osler.ledger import anchor, book
from osler.storage import tables as t
from osler.storage.canonical import digest
from osler.storage.database import Database
from osler.storage.moment import Clock, utc_now

DEFAULT = Policy()
LONGEST = 2000  # code points of one statement or reason


class ConflictError(Exception):
    """The article was changed since it was read; read it again and decide anew."""


@dataclass(frozen=True, slots=True)
class Board:
    """What actions are done with. `anchor`: a file outside the database to which the ledger's head
    is written after each change, None for none.
    """

    database: Database
    policy: Policy = DEFAULT
    clock: Clock = utc_now
    anchor: Path | None = None


@dataclass(slots=True)
class Change:
    """A change under way: what it is made of, and what it has written so far. `idle`: it turned out
    that there is nothing to change.
    """

    connection: Connection
    board: Board
    actor: Actor
    article: Article
    at: str
    detail: dict[str, Any] = field(default_factory=dict)
    idle: bool = False

    @property
    def content(self) -> Content:
        """The newest version's content. Raises `ContentError` where it was tampered with."""
        return self.version(self.article.head)

    def version(self, number: int) -> Content:
        """A version's content. Raises `ContentError` where it was tampered with, `MissingError`."""
        held = store.version(self.connection, self.article.id, number)
        content = decode(held.content)
        if not intact(content, held.sha256, held.content):
            raise ContentError(
                f"version {held.number} is not what was stored; an admin must look at the ledger"
            )
        return content

    def set(self, **values: Any) -> None:
        """Change columns of the article."""
        self.article = replace(self.article, **values)

    def add_version(self, content: Content, act: str, note: str | None = None) -> None:
        """Write the next version and make it the newest."""
        number = self.article.head + 1
        write_version(
            self.connection, self.article.id, number, content, self.actor, act, self.at, note
        )
        drugs = bool(content.sections)
        self.set(head=number, drugs=drugs)
        self.detail |= {"version": number, "sha256": digest(encode(content))}

    def close_causes(self, closing: str) -> None:
        """Everything that made the article stale is dealt with by the version now published."""
        self.connection.execute(
            update(t.causes)
            .where(t.causes.c.article_id == self.article.id, t.causes.c.closed_at.is_(None))
            .values(closed_at=self.at, closed_by=self.actor.id, closing=closing)
        )

    def follow(self, act: Act) -> None:
        """Move by the workflow's table. Raises as `workflow.move`, with `NotAllowedError`."""
        try:
            moved = move(self.article.state, act, self.actor.rights)
        except PermissionError as error:
            raise NotAllowedError(f"{self.actor.name}: {error}") from error
        self.detail |= {"from": self.article.state.value, "to": moved.to.value}
        self.set(state=moved.to)


@contextmanager
def changing(
    board: Board, actor: Actor, name: str, act: str, revision: int | None = None
) -> Iterator[Change]:
    """A change to the article named by slug or id, told to the ledger as `article.<act>`.

    `revision` is the one the actor saw; raises `ConflictError` where the article has moved on.
    """
    with board.database.writing() as connection:
        at = book.moment(connection, board.clock)
        article = store.article(connection, name)
        if revision is not None and revision != article.revision:
            raise ConflictError(
                f"the article was changed since you read it (you read revision {revision}, "
                f"it is at {article.revision}); read it again"
            )
        change = Change(connection, board, actor, article, at)
        yield change
        if change.idle:
            return
        change.set(revision=article.revision + 1, updated_at=at)
        written = connection.execute(
            update(t.articles)
            .where(t.articles.c.id == article.id, t.articles.c.revision == article.revision)
            .values(values(change.article))
        )
        if written.rowcount != 1:  # never while writers follow one another; never a lost update
            raise ConflictError(f"{article.slug} was changed meanwhile; read it again")
        tell(connection, at, actor, f"article.{act}", article, change.detail)
    anchored(board)


def tell(
    connection: Connection,
    at: str,
    actor: Actor,
    act: str,
    article: Article,
    detail: Mapping[str, Any],
) -> None:
    """Append one event about an article."""
    said = {"slug": article.slug, "name": actor.name, **detail}
    book.append(connection, at, actor.id, act, f"article:{article.id}", said)


def anchored(board: Board) -> None:
    """Write the ledger's head outside the database, where that is wished."""
    if board.anchor is not None:
        with board.database.reading() as connection:
            anchor.drop(board.anchor, book.head(connection))


def short(words: str) -> str:
    """Words of a person, trimmed. Raises `ContentError` for too many."""
    said = words.strip()
    if len(said) > LONGEST:
        raise ContentError(f"at most {LONGEST} characters")
    return said


def values(article: Article) -> dict[str, Any]:
    """An article as column values."""
    return {
        name: getattr(article, name) if name != "state" else article.state.value
        for name in Article.__dataclass_fields__
    }


def write_version(
    connection: Connection,
    article_id: str,
    number: int,
    content: Content,
    actor: Actor,
    act: str,
    at: str,
    note: str | None = None,
) -> None:
    """Write one version and the documents it rests on."""
    stored = encode(content)
    connection.execute(
        insert(t.versions).values(
            article_id=article_id,
            number=number,
            content=stored,
            sha256=digest(stored),
            author_id=actor.id,
            act=act,
            note=note,
            made_at=at,
        )
    )
    lineages = {each.document: each.lineage for each in content.sections}
    rows = [
        {
            "article_id": article_id,
            "number": number,
            "document": each.document,
            "lineage": lineages.get(each.document) or lineage_of(each.document),
            "version": each.version,
        }
        for each in content.answer.references
    ]
    if rows:
        connection.execute(insert(t.citations), rows)


def lineage_of(document: str) -> str:
    """The work a document key belongs to: labels leave out the version ("label:SETID:VERSION")."""
    scheme, _, rest = document.partition(":")
    return f"{scheme}:{rest.rpartition(':')[0]}" if scheme == "label" and ":" in rest else document
