"""Who took an article up for review, as the ledger tells it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from osler.accounts.people import Person, person
from osler.articles.records import Article
from osler.storage import tables as t


def taken_up_by(connection: Connection, article: Article) -> Person | None:
    """The reviewer who began the round under way; None where none has."""
    if article.review_began_at is None:
        return None
    query = (
        select(t.ledger.c.actor)
        .where(t.ledger.c.subject == f"article:{article.id}", t.ledger.c.act == "article.begin")
        .order_by(t.ledger.c.sequence.desc())
        .limit(1)
    )
    who = connection.execute(query).scalar_one_or_none()
    return person(connection, who) if who is not None else None
