"""What readers are told of an article, as the database can tell: the one query for it.

The version that readers see is the published one, else the newest. It is stale while anything that
was found since its approval is open, or was closed and no board has signed since, whatever becomes
of a newer draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select

from osler.articles.records import Article
from osler.articles.workflow import State
from osler.storage import tables as t

ENDED = (State.RETIRED.value, State.WITHDRAWN.value)
SHOWN = func.coalesce(t.articles.c.published, t.articles.c.head)


def unsettled() -> ColumnElement[bool]:
    """Open, or closed by a person and not signed anew since: only signatures settle a cause."""
    return or_(t.causes.c.closed_at.is_(None), t.causes.c.at > t.articles.c.approved_at)


def open_causes() -> tuple[ColumnElement[bool], ...]:
    """Those of the version shown."""
    return (t.causes.c.article_id == t.articles.c.id, t.causes.c.number == SHOWN, unsettled())


def kept() -> ColumnElement[bool]:
    """Published and kept up."""
    return and_(t.articles.c.published.is_not(None), t.articles.c.state.not_in(ENDED))


def stale() -> ColumnElement[bool]:
    """Kept up, and what readers see of it is stale."""
    return and_(kept(), exists().where(*open_causes()))


def told() -> ColumnElement[str]:
    """The state that the article's page says, as `public.stated` does."""
    changed = exists().where(*open_causes())
    return case(
        (t.articles.c.state.in_(ENDED), t.articles.c.state),
        (and_(kept(), changed), State.STALE.value),
        (kept(), State.APPROVED.value),
        else_=t.articles.c.state,
    )


def states(connection: Connection, ids: Iterable[str]) -> dict[str, State]:
    """What readers are told of each of these articles, by id."""
    query = select(t.articles.c.id, told()).where(t.articles.c.id.in_(list(ids)))
    return {row[0]: State(row[1]) for row in connection.execute(query)}


def stale_articles(
    connection: Connection, after: str | None = None, limit: int | None = None
) -> list[Article]:
    """Articles of which readers see a stale version, newest first; `after` is the id of the last
    one already seen.
    """
    query = select(t.articles).where(stale()).order_by(t.articles.c.id.desc()).limit(limit)
    if after is not None:
        query = query.where(t.articles.c.id < after)
    return [_article(row) for row in connection.execute(query)]


def how_many_stale(connection: Connection) -> int:
    """How many those are."""
    query = select(func.count()).select_from(t.articles).where(stale())
    return connection.execute(query).scalar_one()


def _article(row: Any) -> Article:
    values = {str(name): value for name, value in row._mapping.items()}
    return msgspec.convert(values, Article, strict=False)
