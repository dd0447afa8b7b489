"""Reading articles and all that belongs to them. Only `actions` writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, func, or_, select

from osler.articles.in_force import told
from osler.articles.naming import plain
from osler.articles.records import (
    Approval,
    Article,
    Cause,
    Comment,
    Decision,
    Declaration,
    Report,
    Signature,
    Version,
    VersionLine,
)
from osler.articles.workflow import State
from osler.storage import tables as t

Held = TypeVar("Held")
MOST = 2**31 - 1  # what a column of whole numbers holds


class MissingError(Exception):
    """There is no such article or version, or it is not for this reader."""


def article(connection: Connection, name: str) -> Article:
    """An article by slug or id. Raises `MissingError`."""
    if not name.isascii() or "\0" in name:  # neither a slug nor an id
        raise MissingError(f"no article is named {name!r}")
    query = select(t.articles).where(or_(t.articles.c.slug == name, t.articles.c.id == name))
    rows = connection.execute(query).all() if "\x00" not in name else []
    if not rows:
        raise MissingError(f"no article is named {name!r}")
    return _as(Article, next((row for row in rows if row.id == name), rows[0]))


def version(connection: Connection, article_id: str, number: int) -> Version:
    """One version. Raises `MissingError`."""
    if not 1 <= number <= MOST:
        raise MissingError(f"there is no version {number} of this article")
    query = select(t.versions).where(
        t.versions.c.article_id == article_id, t.versions.c.number == number
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise MissingError(f"there is no version {number} of this article")
    return _as(Version, row)


def history(connection: Connection, article_id: str) -> list[VersionLine]:
    """All versions without their content, newest first."""
    columns = [
        t.versions.c[name] for name in ("number", "sha256", "author_id", "act", "note", "made_at")
    ]
    query = (
        select(*columns, t.users.c.name.label("author"))
        .join(t.users, t.users.c.id == t.versions.c.author_id)
        .where(t.versions.c.article_id == article_id)
        .order_by(t.versions.c.number.desc())
    )
    return [_as(VersionLine, row) for row in connection.execute(query)]


def articles(
    connection: Connection,
    states: Iterable[State] = (),
    *,
    words: str = "",
    topic: str | None = None,
    published: bool | None = None,
    after: tuple[str, str] | None = None,
    limit: int = 50,
) -> list[Article]:
    """Articles newest first, at most `limit`. `words` must all be in the question. `published`:
    only those that have (or have no) approved version. `after` is (updated_at, id) of the last one
    already seen.
    """
    query = _wanted(states, words, topic, published)
    if after is not None:
        moment, name = after
        query = query.where(
            or_(
                t.articles.c.updated_at < moment,
                (t.articles.c.updated_at == moment) & (t.articles.c.id < name),
            )
        )
    query = query.order_by(t.articles.c.updated_at.desc(), t.articles.c.id.desc()).limit(limit)
    return [_as(Article, row) for row in connection.execute(query)]


def catalogue(
    connection: Connection,
    states: Iterable[State] = (),
    *,
    shown: Iterable[State] | None = None,
    words: str = "",
    topic: str | None = None,
    published: bool | None = None,
    after: str | None = None,
    limit: int = 50,
) -> list[Article]:
    """The same, by when they were made, newest first: what is changed keeps its place, so that
    nothing is missed or met twice while they are paged through. `states`: what their pages say; for
    who sees drafts (`shown` None), where their newest versions stand too. `shown`: for readers,
    only those ever approved or in one of these states. `after` is the id of the last one already
    seen.
    """
    query = _wanted((), words, topic, published)
    if chosen := [state.value for state in states]:
        found = told().in_(chosen)
        query = query.where(found if shown is not None else or_(found, _newest(chosen)))
    if shown is not None:
        open_now = t.articles.c.state.in_([state.value for state in shown])
        query = query.where(or_(t.articles.c.published.is_not(None), open_now))
    if after is not None:
        query = query.where(t.articles.c.id < after)
    return _all(connection, query.order_by(t.articles.c.id.desc()).limit(limit), Article)


def _newest(states: list[str]) -> ColumnElement[bool]:
    return t.articles.c.state.in_(states)


def _wanted(
    states: Iterable[State], words: str, topic: str | None, published: bool | None
) -> Select[Any]:
    query = select(t.articles)
    if chosen := [state.value for state in states]:
        query = query.where(t.articles.c.state.in_(chosen))
    for word in words.split():
        query = query.where(
            func.lower(t.articles.c.question).contains(word.lower(), autoescape=True)
        )
    if topic is not None:
        query = query.where(t.articles.c.topic == topic)
    if published is not None:
        known = t.articles.c.published.is_not(None)
        query = query.where(known if published else ~known)
    return query


def decisions(connection: Connection, article_id: str, round_: int) -> list[Decision]:
    """Every decision of a round, oldest first; a later one of the same reviewer on the same
    statement takes the place of an earlier.
    """
    query = _of(t.decisions, article_id).where(t.decisions.c.round == round_)
    return _all(connection, query.order_by(t.decisions.c.at, t.decisions.c.id), Decision)


def comments(connection: Connection, article_id: str) -> list[Comment]:
    """Every comment, oldest first, with its author's name."""
    query = (
        select(t.comments, t.users.c.name.label("author"))
        .join(t.users, t.users.c.id == t.comments.c.author_id)
        .where(t.comments.c.article_id == article_id)
        .order_by(t.comments.c.at, t.comments.c.id)
    )
    return _all(connection, query, Comment)


def declaration(connection: Connection, article_id: str, user_id: str) -> Declaration | None:
    """A person's newest declaration for an article."""
    query = (
        _of(t.declarations, article_id)
        .where(t.declarations.c.user_id == user_id)
        .order_by(t.declarations.c.at.desc(), t.declarations.c.id.desc())
        .limit(1)
    )
    found = _all(connection, query, Declaration)
    return found[0] if found else None


def declarations(connection: Connection, article_id: str) -> dict[str, Declaration]:
    """Every declaration for an article, by its id."""
    found = _all(connection, _of(t.declarations, article_id), Declaration)
    return {each.id: each for each in found}


def signatures(
    connection: Connection, article_id: str, number: int | None = None
) -> list[Signature]:
    """Signatures under all versions or one, oldest first."""
    query = _of(t.signatures, article_id)
    if number is not None:
        query = query.where(t.signatures.c.number == number)
    return _all(connection, query.order_by(t.signatures.c.at, t.signatures.c.id), Signature)


def approvals(connection: Connection, article_id: str) -> dict[int, Approval]:
    """What the ledger says of approvals, by version; of a version approved again, the last."""
    query = (
        select(t.ledger.c.detail)
        .where(t.ledger.c.subject == f"article:{article_id}", t.ledger.c.act == "article.sign")
        .order_by(t.ledger.c.sequence)
    )
    found: dict[int, Approval] = {}
    for detail in connection.execute(query).scalars():
        try:
            made = msgspec.json.decode(detail, type=Approval)
        except msgspec.MsgspecError:
            continue  # a signature that did not yet approve, or tampered with
        found[made.version] = made
    return found


def causes(
    connection: Connection, article_id: str | None = None, *, open_only: bool = True
) -> list[Cause]:
    """Why articles are stale, oldest first."""
    query = select(t.causes) if article_id is None else _of(t.causes, article_id)
    if open_only:
        query = query.where(t.causes.c.closed_at.is_(None))
    found = _all(connection, query.order_by(t.causes.c.at, t.causes.c.id), Cause)
    return [replace(each, said=plain(each.said)) for each in found]


def reports(
    connection: Connection, article_id: str | None = None, *, open_only: bool = True
) -> list[Report]:
    """Readers' reports, oldest first."""
    query = select(t.reports) if article_id is None else _of(t.reports, article_id)
    if open_only:
        query = query.where(t.reports.c.closed_at.is_(None))
    return _all(connection, query.order_by(t.reports.c.at, t.reports.c.id), Report)


def resting_on(connection: Connection, lineages: Sequence[str]) -> list[Article]:
    """Published articles whose published version cites any of these works, by slug."""
    found: dict[str, Article] = {}
    for start in range(0, len(lineages), 500):
        query = (
            select(t.articles)
            .join(
                t.citations,
                (t.citations.c.article_id == t.articles.c.id)
                & (t.citations.c.number == t.articles.c.published),
            )
            .where(t.citations.c.lineage.in_(lineages[start : start + 500]))
        )
        found.update({row.id: _as(Article, row) for row in connection.execute(query)})
    return sorted(found.values(), key=lambda each: each.slug)


def topics(connection: Connection, states: Iterable[State]) -> list[tuple[str, int]]:
    """Topics of articles in these states or ever approved, with how many, commonest first."""
    number = func.count()
    query = (
        select(t.articles.c.topic, number)
        .where(t.articles.c.topic.is_not(None))
        .where(
            or_(
                t.articles.c.state.in_([state.value for state in states]),
                t.articles.c.published.is_not(None),
            )
        )
        .group_by(t.articles.c.topic)
        .order_by(number.desc(), t.articles.c.topic)
    )
    return [(row[0], row[1]) for row in connection.execute(query)]


def _of(table: Table, article_id: str) -> Select[Any]:
    return select(table).where(table.c.article_id == article_id)


def _all(connection: Connection, query: Select[Any], kind: type[Held]) -> list[Held]:
    return [_as(kind, row) for row in connection.execute(query)]


def _as(kind: type[Held], row: Any) -> Held:
    values = {str(name): value for name, value in row._mapping.items()}
    return msgspec.convert(values, kind, strict=False)
