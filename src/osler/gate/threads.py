"""Conversations kept for whoever holds them: each turn is a question asked, with its own answer.

A turn is an asking (`askings.py`), so that all that becomes of a question becomes of a turn too.
What is begun signed in belongs to the account, the rest to the visitor.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from osler.articles.store import MissingError
from osler.gate.askings import Asking, made_of
from osler.gate.desk import EvidenceDesk
from osler.rendering import words
from osler.safety.reception import Reception
from osler.storage import tables as t
from osler.storage.canonical import canonical, digest
from osler.storage.database import Database
from osler.storage.identity import new_secret
from osler.storage.moment import text

MOST_TURNS = 100  # of one conversation
LISTED = 100  # conversations listed, newest first


class FullError(Exception):
    """A conversation has as many turns as it may have; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(f"A conversation has {MOST_TURNS} turns at most. Begin a new one.")


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose conversations a request may see: `mine` are new ones."""

    mine: str
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every owner that the requester is."""
        return (self.mine, *self.others)


@dataclass(frozen=True, slots=True)
class Said:
    """A turn to be: what was typed, the whole question, and how the one became the other."""

    said: str
    question: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn. `number` counts from 1; `said` is what was typed, `asking.question` the whole
    question asked; `note` says how the one became the other, None where they are the same.
    """

    number: int
    said: str
    note: str | None
    asking: Asking


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation with its turns, oldest first; never empty."""

    id: str
    at: str
    expires_at: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A conversation in a list: its first question, and how many turns it has."""

    id: str
    question: str
    turns: int
    at: str
    expires_at: str


def received(desk: EvidenceDesk, said: str, reader: str | None) -> Reception:
    """The words of a turn as they may be kept and asked. Every door passes what was typed through
    here before anything else sees it. What is `grave` is answered as it stands, never completed.
    """
    return desk.receive(words.seen(said), reader)


def of_account(user_id: str) -> str:
    """The owner that an account is."""
    return digest(f"account:{user_id}")


def begin(
    database: Database,
    owner: str,
    first: Said,
    reader: str | None,
    now: datetime.datetime,
    days: int,
) -> Thread:
    """Begin a conversation with a question, which is not asked yet."""
    name = new_secret()
    with database.writing() as connection:
        _sweep(connection, now)
        _thread(connection, name, owner, now, days)
        _turn(connection, name, owner, first, reader, now, days)
    return thread(database, Owners(owner), name, now)


def follow(
    database: Database,
    owners: Owners,
    after: Asking,
    said: Said,
    now: datetime.datetime,
    days: int,
    reader: str | None = None,
) -> Thread:
    """Add a turn to the conversation that a question belongs to, which begins with that question
    where there is none yet. It is for `reader`, else for whom that question was. Raises
    `FullError`.
    """
    with database.writing() as connection:
        _sweep(connection, now)
        held = connection.execute(
            select(t.threads).join(t.turns).where(t.turns.c.asking_id == after.id)
        ).one_or_none()
        name, owner = (held.id, held.owner) if held else (new_secret(), owners.mine)
        if held is None:
            _thread(connection, name, owner, now, days)
            first = {"thread_id": name, "number": 1, "asking_id": after.id, "said": after.question}
            connection.execute(insert(t.turns).values(first))
        _turn(connection, name, owner, said, reader or after.reader, now, days)
    return thread(database, owners, name, now)


def thread(database: Database, owners: Owners, name: str, now: datetime.datetime) -> Thread:
    """A conversation of one's own. Raises `MissingError` for anybody else's."""
    with database.reading() as connection:
        row = connection.execute(
            select(t.threads).where(
                t.threads.c.id == name,
                t.threads.c.owner.in_(owners.all),
                t.threads.c.expires_at >= text(now),
            )
        ).one_or_none()
        turns = () if row is None else _turns(connection, name)
    if row is None or not turns:
        raise MissingError("there is no such conversation, or it has expired, or it is not yours")
    return Thread(row.id, row.at, row.expires_at, turns)


def of(database: Database, owners: Owners, asked: Asking, now: datetime.datetime) -> Thread | None:
    """The conversation that a question belongs to, None where it stands alone."""
    with database.reading() as connection:
        name = connection.execute(
            select(t.turns.c.thread_id).where(t.turns.c.asking_id == asked.id)
        ).scalar()
    return None if name is None else thread(database, owners, str(name), now)


def before(held: Thread | None, asked: Asking) -> list[str]:
    """The whole questions of a conversation up to one of them, that one included."""
    if held is None:
        return [asked.question]
    found: list[str] = []
    for each in held.turns:
        found.append(each.asking.question)
        if each.asking.id == asked.id:
            break
    return found


def listed(database: Database, owners: Owners, now: datetime.datetime) -> list[Line]:
    """One's own conversations, newest first, `LISTED` at most."""
    first = t.turns.alias()
    query = (
        select(
            t.threads.c.id,
            t.askings.c.question,
            select(func.count())
            .select_from(first)
            .where(first.c.thread_id == t.threads.c.id)
            .scalar_subquery()
            .label("many"),
            t.threads.c.at,
            t.threads.c.expires_at,
        )
        .join(t.turns, t.turns.c.thread_id == t.threads.c.id)
        .join(t.askings, t.askings.c.id == t.turns.c.asking_id)
        .where(
            t.turns.c.number == 1,
            t.threads.c.owner.in_(owners.all),
            t.threads.c.expires_at >= text(now),
        )
        .order_by(t.threads.c.at.desc(), t.threads.c.id)
        .limit(LISTED)
    )
    with database.reading() as connection:
        rows = connection.execute(query).all()
    return [Line(row.id, row.question, row.many, row.at, row.expires_at) for row in rows]


def forget(database: Database, owners: Owners, name: str, now: datetime.datetime) -> None:
    """Delete a conversation with every question and answer in it; articles made of them stay.
    Raises `MissingError` for anybody else's.
    """
    thread(database, owners, name, now)
    with database.writing() as connection:
        asked = select(t.turns.c.asking_id).where(t.turns.c.thread_id == name)
        connection.execute(delete(t.askings).where(t.askings.c.id.in_(asked)))
        connection.execute(delete(t.threads).where(t.threads.c.id == name))


def offers(database: Database, asked: Asking, find: Callable[[], Sequence[str]]) -> tuple[str, ...]:
    """What may be asked after a question; found once, then kept with it."""
    with database.reading() as connection:
        kept = connection.execute(
            select(t.offers.c.questions).where(t.offers.c.asking_id == asked.id)
        ).scalar()
    if kept is not None:
        return tuple(msgspec.json.decode(kept, type=list[str]))
    found = tuple(find())
    with database.writing() as connection:
        connection.execute(delete(t.offers).where(t.offers.c.asking_id == asked.id))
        still = connection.execute(select(t.askings.c.id).where(t.askings.c.id == asked.id)).first()
        if still is not None:
            values = {"asking_id": asked.id, "questions": canonical(list(found))}
            connection.execute(insert(t.offers).values(values))
    return found


def _turns(connection: Connection, name: str) -> tuple[Turn, ...]:
    rows = connection.execute(
        select(t.turns.c.number, t.turns.c.said, t.turns.c.note, t.askings)
        .join(t.askings, t.askings.c.id == t.turns.c.asking_id)
        .where(t.turns.c.thread_id == name)
        .order_by(t.turns.c.number)
    ).all()
    return tuple(Turn(row.number, row.said, row.note, made_of(row)) for row in rows)


def _thread(
    connection: Connection, name: str, owner: str, now: datetime.datetime, days: int
) -> None:
    values = {"id": name, "owner": owner, "at": text(now), "expires_at": _until(now, days)}
    connection.execute(insert(t.threads).values(values))


def _turn(
    connection: Connection,
    name: str,
    owner: str,
    said: Said,
    reader: str | None,
    now: datetime.datetime,
    days: int,
) -> None:
    """Add a turn; all turns are then kept as long as the newest, and have the thread's owner."""
    mine = t.turns.c.thread_id == name
    most = connection.execute(select(func.max(t.turns.c.number)).where(mine)).scalar() or 0
    if most >= MOST_TURNS:
        raise FullError
    made, until = new_secret(), _until(now, days)
    asking = {"id": made, "visitor": owner, "question": said.question, "reader": reader}
    connection.execute(insert(t.askings).values(**asking, at=text(now), expires_at=until))
    turn = {"thread_id": name, "number": most + 1, "asking_id": made}
    connection.execute(insert(t.turns).values(**turn, said=said.said, note=said.note))
    asked = select(t.turns.c.asking_id).where(mine)
    kept = {"visitor": owner, "expires_at": until}
    connection.execute(update(t.askings).where(t.askings.c.id.in_(asked)).values(kept))
    connection.execute(update(t.threads).where(t.threads.c.id == name).values(expires_at=until))


def _until(now: datetime.datetime, days: int) -> str:
    """When what is kept for `days` goes: after an hour at least, to be answered in."""
    return text(now + max(datetime.timedelta(days=days), datetime.timedelta(hours=1)))


def _sweep(connection: Connection, now: datetime.datetime) -> None:
    """What has expired goes, answers with it."""
    for table in (t.askings, t.threads):
        connection.execute(delete(table).where(table.c.expires_at < text(now)))
