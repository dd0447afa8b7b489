"""When a round of review was handed in and who took it up, as the ledger tells it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from osler.accounts.people import Person, person
from osler.articles.public import Public
from osler.articles.records import Article
from osler.storage import tables as t

_ACTS = ("article.submit", "article.reaffirm", "article.begin")


@dataclass(frozen=True, slots=True)
class Round:
    """Moments of one round, None for what has not happened in it; `reviewer` began it."""

    submitted_at: str | None = None
    began_at: str | None = None
    reviewer: Person | None = None


def round_of(connection: Connection, shown: Public) -> Round:
    """The round in which the version shown was approved; before, the one under way where the
    version is the newest; nothing of a version that never went to the board.
    """
    article = shown.article
    if shown.approved and shown.signatures:
        return _told(connection, article, shown.signatures[0].round)
    if shown.version.number != article.head or article.submitted_at is None:
        return Round()
    found = _told(connection, article, article.round)
    began = article.review_began_at
    reviewer = found.reviewer if began is not None else None
    return Round(article.submitted_at, began, reviewer)


def _told(connection: Connection, article: Article, number: int) -> Round:
    """A round, by its number: it begins with a handing in that names it."""
    query = (
        select(t.ledger.c.at, t.ledger.c.act, t.ledger.c.actor, t.ledger.c.detail)
        .where(t.ledger.c.subject == f"article:{article.id}", t.ledger.c.act.in_(_ACTS))
        .order_by(t.ledger.c.sequence)
    )
    current: int | None = None
    submitted = began = who = None
    for row in connection.execute(query):
        if row.act != "article.begin":
            current = _number(row.detail) or (current or 0) + 1
            if current == number:
                submitted, began, who = row.at, None, None
            if current == number and row.act == "article.reaffirm":
                began, who = _straight(row.detail, row.at), row.actor
        elif current == number:
            began, who = row.at, row.actor
    reviewer = person(connection, who) if who is not None and began is not None else None
    return Round(submitted, began, reviewer)


def _number(detail: str) -> int | None:
    found = _detail(detail).get("round")
    return found if isinstance(found, int) else None


def _straight(detail: str, at: str) -> str | None:
    """A reviewer who sends an article to the board again has taken it up."""
    return at if _detail(detail).get("to") == "under_review" else None


def _detail(stored: str) -> dict[str, object]:
    try:
        found = json.loads(stored)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
