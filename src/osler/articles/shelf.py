"""Articles side by side, as a library, a feed or a sitemap lists them: one query a page, and of the
content only what a line needs, held against the signatures as `public` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    false,
    func,
    or_,
    select,
    true,
)

from osler.articles import in_force
from osler.articles.line import read
from osler.articles.naming import plain
from osler.articles.policy import Policy
from osler.articles.public import stated
from osler.articles.records import Article
from osler.articles.visible import OPEN_TO_READERS
from osler.articles.workflow import State
from osler.storage import tables as t

PAGE = 20  # articles on one page of the library
FEED = 50  # entries of the feed


class Place(StrEnum):
    """Where an article may be looked for."""

    ANY = ""  # all that is kept up
    APPROVED = "approved"
    STALE = "stale"
    UNREVIEWED = "unreviewed"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `state` is what the article's page says; `reviewed`, `changed` are moments, the
    latter since when it has been so; `said` says why, where it is stale or ended. `current_to` is
    an ISO date.
    """

    article: Article
    number: int
    title: str
    gloss: str | None
    brief: str
    state: State
    reviewed: str | None
    changed: str
    said: str | None
    current_to: str | None
    references: int
    author: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words that must all be in the question (a title is the question's words)
    or the topic, a topic whole, a place; `after` is where the page before ended.
    """

    words: str = ""
    topic: str | None = None
    place: Place = Place.ANY
    after: tuple[str, str] | None = None


def entries(
    connection: Connection, policy: Policy, wanted: Wanted, limit: int = PAGE
) -> tuple[list[Entry], tuple[str, str] | None]:
    """Articles readers may see, the last reviewed first, and where the next page begins, None where
    there is none. What is not what was signed is left out: its page says what has become of it.
    """
    moment = func.coalesce(t.articles.c.approved_at, t.articles.c.submitted_at)
    query = _lines(moment).where(_placed(wanted.place, policy), *_said(wanted))
    if wanted.after is not None:
        at, name = wanted.after
        query = query.where(or_(moment < at, and_(moment == at, t.articles.c.id < name)))
    query = query.order_by(moment.desc(), t.articles.c.id.desc()).limit(limit + 1)
    rows = list(connection.execute(query))
    ended = (rows[limit - 1].moment, rows[limit - 1].id) if len(rows) > limit else None
    return _entries(connection, rows[:limit]), ended


def news(connection: Connection, limit: int = FEED) -> list[Entry]:
    """Articles ever approved, by when last something befell them: approval, staleness, an end."""
    befell = case(
        (t.articles.c.state.in_(in_force.ENDED), t.articles.c.updated_at),
        else_=func.coalesce(_stale_since(), t.articles.c.approved_at),
    )
    published = t.articles.c.published.is_not(None)
    query = _lines(befell).where(published).order_by(befell.desc(), t.articles.c.id.desc())
    return _entries(connection, list(connection.execute(query.limit(limit))))


def addresses(connection: Connection) -> list[tuple[str, str]]:
    """Slug and moment of approval of every article that is approved and current, by slug."""
    query = select(t.articles.c.slug, t.articles.c.approved_at).where(
        _placed(Place.APPROVED, Policy()), t.articles.c.approved_at.is_not(None)
    )
    return [(row[0], row[1]) for row in connection.execute(query.order_by(t.articles.c.slug))]


def topics(connection: Connection, policy: Policy) -> list[tuple[str, int]]:
    """Topics of what `Place.ANY` lists, with how many, commonest first."""
    number = func.count()
    query = (
        select(t.articles.c.topic, number)
        .where(t.articles.c.topic.is_not(None), _placed(Place.ANY, policy))
        .group_by(t.articles.c.topic)
        .order_by(number.desc(), t.articles.c.topic)
    )
    return [(row[0], row[1]) for row in connection.execute(query)]


def signed(connection: Connection) -> dict[str, int]:
    """Articles that each reviewer has signed a version of, by user id."""
    query = select(
        t.signatures.c.reviewer_id, func.count(t.signatures.c.article_id.distinct())
    ).group_by(t.signatures.c.reviewer_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def declared(connection: Connection) -> dict[str, int]:
    """Articles that each reviewer has declared their interests for, by user id."""
    query = select(
        t.declarations.c.user_id, func.count(t.declarations.c.article_id.distinct())
    ).group_by(t.declarations.c.user_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def _stale_since() -> ColumnElement[Any]:
    return select(func.max(t.causes.c.at)).where(*in_force.open_causes()).scalar_subquery()


def _lines(moment: ColumnElement[Any]) -> Any:
    """Articles with the version shown, its author and the moment to order by."""
    return (
        select(
            t.articles,
            t.versions.c.number,
            t.versions.c.content,
            t.versions.c.sha256,
            t.users.c.name.label("author"),
            moment.label("moment"),
        )
        .join(
            t.versions,
            and_(t.versions.c.article_id == t.articles.c.id, t.versions.c.number == in_force.SHOWN),
        )
        .join(t.users, t.users.c.id == t.articles.c.author_id)
    )


def _placed(place: Place, policy: Policy) -> ColumnElement[bool]:
    state, published = t.articles.c.state, t.articles.c.published.is_not(None)
    waiting = [each.value for each in OPEN_TO_READERS]
    shows = true() if policy.show == "submitted" else false()
    unreviewed = and_(~published, state.in_(waiting), shows)
    return {
        Place.ANY: or_(in_force.kept(), unreviewed),
        Place.APPROVED: and_(in_force.kept(), ~in_force.stale()),
        Place.STALE: in_force.stale(),
        Place.UNREVIEWED: unreviewed,
        Place.RETIRED: and_(published, state == State.RETIRED.value),
        Place.WITHDRAWN: and_(published, state == State.WITHDRAWN.value),
    }[place]


def _said(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Every word in the question or the topic. SQLite folds the case of ASCII only, so a word is
    looked for as it was typed too.
    """
    found: list[ColumnElement[bool]] = []
    texts = (t.articles.c.question, func.coalesce(t.articles.c.topic, ""))
    for word in wanted.words.split():
        ways = {word, word.lower(), word.capitalize(), word.upper()}
        found.append(
            or_(
                *(func.lower(each).contains(word.lower(), autoescape=True) for each in texts),
                *(each.contains(way, autoescape=True) for each in texts for way in sorted(ways)),
            )
        )
    if wanted.topic is not None:
        found.append(t.articles.c.topic == wanted.topic)
    return found


def _entries(connection: Connection, rows: Sequence[Any]) -> list[Entry]:
    signatures = _signatures(connection, [row.id for row in rows])
    causes = _causes(connection, [row.id for row in rows])
    found = (_entry(row, signatures, causes) for row in rows)
    return [each for each in found if each is not None]


def _entry(
    row: Any,
    signatures: dict[tuple[str, int], set[str]],
    causes: dict[tuple[str, int], list[tuple[str, str]]],
) -> Entry | None:
    """None for content that cannot be read, or is not what was signed."""
    values = {name: getattr(row, name) for name in Article.__dataclass_fields__}
    article = msgspec.convert(values, Article, strict=False)
    line = read(row.content, row.sha256)
    under = signatures.get((row.id, row.number), set())
    if line is None or (article.published is not None and under != {line.signed}):
        return None
    why = causes.get((row.id, row.number), [])
    state = stated(article, row.number, article.published is not None, bool(why))
    said = article.reason if state.value in in_force.ENDED else " ".join(words for _, words in why)
    return Entry(
        article=article,
        number=row.number,
        title=line.title,
        gloss=line.gloss,
        brief=line.brief,
        state=state,
        reviewed=article.approved_at,
        changed=row.moment,
        said=said or None,
        current_to=line.current_to,
        references=line.references,
        author=row.author,
    )


def _signatures(connection: Connection, ids: Iterable[str]) -> dict[tuple[str, int], set[str]]:
    query = select(t.signatures.c.article_id, t.signatures.c.number, t.signatures.c.signed)
    found: dict[tuple[str, int], set[str]] = {}
    for row in connection.execute(query.where(t.signatures.c.article_id.in_(list(ids)))):
        found.setdefault((row[0], row[1]), set()).add(row[2])
    return found


def _causes(
    connection: Connection, ids: Iterable[str]
) -> dict[tuple[str, int], list[tuple[str, str]]]:
    """Moment and words of the unsettled causes of each version, oldest first."""
    query = (
        select(t.causes.c.article_id, t.causes.c.number, t.causes.c.at, t.causes.c.said)
        .join(t.articles, t.articles.c.id == t.causes.c.article_id)
        .where(t.causes.c.article_id.in_(list(ids)), in_force.unsettled())
        .order_by(t.causes.c.at, t.causes.c.id)
    )
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for row in connection.execute(query):
        found.setdefault((row[0], row[1]), []).append((row[2], plain(row[3])))
    return found
