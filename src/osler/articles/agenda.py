"""What waits on the desk: the queue by risk and age, what is mine, what is stale."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, select

from osler.accounts.actor import Actor
from osler.accounts.role import Right
from osler.articles import in_force, signoff, store
from osler.articles.content import Content, ContentError, decode
from osler.articles.records import Article, Cause, Report
from osler.articles.risk import Risk, risk
from osler.articles.work import names
from osler.articles.workflow import State
from osler.storage import tables as t
from osler.storage.moment import parse

MOST = 200  # articles of one kind looked at
ORDERS = ("risk", "age")
_DRAFTS = (State.DRAFT, State.CHANGES_REQUESTED)
_WAITING = (State.SUBMITTED, State.UNDER_REVIEW)
_UNSOUND = Risk(100, ("what is stored cannot be read: an admin must look at the ledger",))


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article in the queue. `days` since it was handed in, 0 at first; `left` statements that
    whoever looks has yet to decide, None where they may not review it; `barred` says why.
    """

    article: Article
    author: str
    days: int
    risk: Risk
    statements: int
    signatures: int
    left: int | None
    barred: str | None
    signed: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """An article that whoever looks has signed: when, which version, and where it stands."""

    article: Article
    number: int
    at: str


@dataclass(frozen=True, slots=True)
class Stale:
    """An article with what changed under it."""

    article: Article
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """All lists of the desk; `mine` are those of `queue` that wait for whoever looks."""

    queue: tuple[Waiting, ...]
    mine: tuple[Waiting, ...]
    signed: tuple[Signed, ...]
    drafts: tuple[Article, ...]
    stale: tuple[Stale, ...]
    reports: tuple[tuple[Report, Article], ...]


def agenda(
    connection: Connection, actor: Actor, now: datetime.datetime, order: str = "risk"
) -> Agenda:
    """The desk of one person. `order`: "risk" (a point a day of waiting is added) or "age"."""
    held = store.articles(connection, _WAITING, limit=MOST)
    authors = names(connection, [each.author_id for each in held])
    queue = [_waiting(connection, actor, each, authors, now) for each in held]
    if order == "age":
        queue.sort(key=lambda each: (each.article.submitted_at or "", each.article.id))
    else:
        queue.sort(key=lambda each: (-each.risk.points - each.days, each.article.submitted_at))
    reviews = actor.may(Right.REVIEW)
    mine = [each for each in queue if reviews and each.barred is None and not each.signed]
    return Agenda(
        queue=tuple(queue),
        mine=tuple(each for each in mine if each.article.state is State.UNDER_REVIEW),
        signed=tuple(_signed(connection, actor)) if reviews else (),
        drafts=tuple(store.articles(connection, _DRAFTS, limit=MOST)),
        stale=tuple(_stale(connection)),
        reports=tuple(_reports(connection)),
    )


def _waiting(
    connection: Connection,
    actor: Actor,
    article: Article,
    authors: dict[str, str],
    now: datetime.datetime,
) -> Waiting:
    content = _content(connection, article)
    days = (now - parse(article.submitted_at or article.created_at)).days
    if content is None:
        author = authors.get(article.author_id, "")
        return Waiting(article, author, days, _UNSOUND, 0, 0, None, "not sound", False)
    signed = signoff.approving(store.signatures(connection, article.id), article, content)
    made = store.decisions(connection, article.id, article.round)
    barred = _barred(connection, actor, article, content)
    return Waiting(
        article=article,
        author=authors.get(article.author_id, ""),
        days=max(days, 0),
        risk=risk(content),
        statements=len(content.ids),
        signatures=len(signed),
        left=len(signoff.undecided(made, content, actor.id)) if barred is None else None,
        barred=barred,
        signed=any(each.reviewer_id == actor.id for each in signed),
    )


def _barred(connection: Connection, actor: Actor, article: Article, content: Content) -> str | None:
    """Why this person may never review it; a declaration that is still to be given bars nobody."""
    if actor.id in {article.author_id, content.maker.by}:
        return "yours"
    declared = store.declaration(connection, article.id, actor.id)
    return "conflict of interest" if declared is not None and declared.conflict else None


def _content(connection: Connection, article: Article) -> Content | None:
    try:
        return decode(store.version(connection, article.id, article.head).content)
    except ContentError:
        return None


def _signed(connection: Connection, actor: Actor) -> list[Signed]:
    held = t.signatures.c
    query = (
        select(held.article_id, held.number, held.at)
        .where(held.reviewer_id == actor.id)
        .order_by(held.at.desc(), held.id.desc())
        .limit(MOST)
    )
    newest: dict[str, Signed] = {}
    for row in connection.execute(query).all():
        if row.article_id not in newest:
            article = store.article(connection, row.article_id)
            newest[row.article_id] = Signed(article, row.number, row.at)
    return list(newest.values())


def _stale(connection: Connection) -> list[Stale]:
    by_article: dict[str, list[Cause]] = {}
    for each in store.causes(connection):
        by_article.setdefault(each.article_id, []).append(each)
    held = [
        Stale(store.article(connection, name), tuple(causes)) for name, causes in by_article.items()
    ]
    without = in_force.stale_articles(connection, limit=MOST)
    held += [Stale(each, ()) for each in without if each.id not in by_article]
    return [each for each in held if each.article.state not in {State.RETIRED, State.WITHDRAWN}]


def _reports(connection: Connection) -> list[tuple[Report, Article]]:
    return [
        (each, store.article(connection, each.article_id)) for each in store.reports(connection)
    ]
