"""Questions asked on the web: kept for whoever asked, under an address nobody can guess."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update

from osler.answer.answer import Answer
from osler.articles.store import MissingError
from osler.rendering.json_form import decode
from osler.storage import tables as t
from osler.storage.canonical import canonical
from osler.storage.database import Database
from osler.storage.identity import new_secret
from osler.storage.moment import text


@dataclass(frozen=True, slots=True)
class Asking:
    """One question asked; `answer` None until it is answered."""

    id: str
    question: str
    reader: str | None
    answer: Answer | None
    at: str
    article_id: str | None = None  # the article it was saved as


def keep(
    database: Database,
    visitor: str,
    question: str,
    reader: str | None,
    now: datetime.datetime,
    days: int,
) -> str:
    """Keep a question, masked before (`EvidenceDesk.receive`), for `days` (at least an hour, to be
    answered in); returns its id. What has expired goes.
    """
    made = new_secret()
    until = now + max(datetime.timedelta(days=days), datetime.timedelta(hours=1))
    with database.writing() as connection:
        connection.execute(delete(t.askings).where(t.askings.c.expires_at < text(now)))
        connection.execute(
            insert(t.askings).values(
                id=made,
                visitor=visitor,
                question=question,
                reader=reader,
                at=text(now),
                expires_at=text(until),
            )
        )
    return made


def asking(
    database: Database,
    visitor: str,
    name: str,
    now: datetime.datetime,
    account: str | None = None,
) -> Asking:
    """A question of this visitor's own, or of their account's. Raises `MissingError` for anybody
    else's.
    """
    query = select(t.askings).where(
        t.askings.c.id == name,
        t.askings.c.visitor.in_((visitor, account or visitor)),
        t.askings.c.expires_at >= text(now),
    )
    with database.reading() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise MissingError(
            "there is no such question, or it has expired, or somebody else asked it"
        )
    return made_of(row)


def made_of(row: Any) -> Asking:
    """A row of the table as a value."""
    answer = decode(row.answer.encode()) if row.answer else None
    return Asking(row.id, row.question, row.reader, answer, row.at, row.article_id)


def answered(database: Database, name: str, answer: Answer) -> None:
    """Keep the answer to a question."""
    with database.writing() as connection:
        connection.execute(
            update(t.askings).where(t.askings.c.id == name).values(answer=canonical(answer))
        )


def saved(database: Database, name: str, article_id: str) -> None:
    """Remember the article that an answer was saved as."""
    with database.writing() as connection:
        connection.execute(
            update(t.askings).where(t.askings.c.id == name).values(article_id=article_id)
        )
