"""Failed proofs of who one is, counted so that guessing slows down and nobody is locked out.

What is counted is a pair of login and address, an address, and a login. The pair and the address
wait: each further failure doubles the wait, up to a quarter of an hour for the pair and a minute
for the address, which others may share. A login guessed at from
many addresses makes none of them wait that has not failed itself; it only leaves them fewer free
tries, so that no stranger can keep a person out. The counts are in the database: all processes
share them. An attempt is counted before it is looked at and taken back when it succeeds, so that
many at the same time gain nothing.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from osler.ledger import book
from osler.storage import tables as t
from osler.storage.canonical import digest
from osler.storage.identity import new_id
from osler.storage.moment import parse, text

WINDOW = datetime.timedelta(hours=1)  # failures older than this are forgotten
LONGEST = 900.0  # seconds that a pair, or codes of an account, wait at most
LONGEST_ADDRESS = 60.0
BASE = 2.0  # seconds after the first failure that is not free
FREE = 5  # failures of a pair without a wait
FREE_ADDRESS = 40  # many people may share an address
FREE_CODE = 5
SIEGE = 100  # failures at a login from anywhere, after which a pair has one free try


class ThrottledError(Exception):
    """Too many failures; `wait` is how many whole seconds to wait."""

    def __init__(self, wait: int) -> None:
        many = f"{wait} seconds" if wait < 120 else f"{math.ceil(wait / 60)} minutes"
        super().__init__(f"too many failed attempts; wait {many} and try again")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt let through: counted as failed until it is taken back."""

    login: str
    address: str
    rows: tuple[str, ...]


def admit(connection: Connection, login: str, address: str, now: datetime.datetime) -> Attempt:
    """Let one attempt at a password through. To be committed before the password is looked at.

    Raises `ThrottledError` while a wait lasts; such an attempt counts for nothing.
    """
    name = digest(f"login:{login.strip().casefold()}")
    pair, where, who = f"pair:{name}:{address}", f"address:{address}", f"login:{name}"
    _sweep(connection, now)
    free = 1 if _count(connection, who) >= SIEGE else FREE
    _wait(connection, pair, free, now)
    _wait(connection, where, FREE_ADDRESS, now, LONGEST_ADDRESS)
    return Attempt(login, address, _note(connection, (pair, where, who), now))


def admit_code(connection: Connection, user_id: str, now: datetime.datetime) -> Attempt:
    """Let one attempt at a one-time code through. Counted for the account as a whole: only who
    knows its password comes this far. Raises `ThrottledError`.
    """
    subject = f"code:{user_id}"
    _sweep(connection, now)
    _wait(connection, subject, FREE_CODE, now)
    return Attempt(user_id, "", _note(connection, (subject,), now))


def succeeded(connection: Connection, attempt: Attempt) -> None:
    """Take an attempt back; what failed before at this pair, or this account's codes, is forgiven.
    What failed at the address and the login is not: one's own account pays for no other.
    """
    connection.execute(delete(t.attempts).where(t.attempts.c.id.in_(attempt.rows[1:])))
    own = select(t.attempts.c.subject).where(t.attempts.c.id == attempt.rows[0])
    subject = connection.execute(own).scalar_one_or_none()
    connection.execute(delete(t.attempts).where(t.attempts.c.subject == subject))


def failed(
    connection: Connection, attempt: Attempt, user_id: str | None, what: str, at: str
) -> None:
    """Tell the ledger of a failure. Of an unknown login only that it was unknown: people type
    passwords there.
    """
    subject = f"user:{user_id}" if user_id else "user:unknown"
    detail = {"address": attempt.address, "what": what}
    book.append(connection, at, "anonymous", "sign-in.failed", subject, detail)


def _wait(
    connection: Connection,
    subject: str,
    free: int,
    now: datetime.datetime,
    longest: float = LONGEST,
) -> None:
    query = select(func.count(), func.max(t.attempts.c.at)).where(t.attempts.c.subject == subject)
    count, last = connection.execute(query).one()
    if count < free:
        return
    seconds = min(longest, BASE * 2.0 ** min(count - free, 20))
    left = (parse(last) - now).total_seconds() + seconds
    if left > 0:
        raise ThrottledError(math.ceil(left))


def _count(connection: Connection, subject: str) -> int:
    query = select(func.count()).where(t.attempts.c.subject == subject)
    return connection.execute(query).scalar_one()


def _note(
    connection: Connection, subjects: Sequence[str], now: datetime.datetime
) -> tuple[str, ...]:
    rows = [{"id": new_id(), "subject": each, "at": text(now)} for each in subjects]
    connection.execute(insert(t.attempts), rows)
    return tuple(row["id"] for row in rows)


def _sweep(connection: Connection, now: datetime.datetime) -> None:
    connection.execute(delete(t.attempts).where(t.attempts.c.at < text(now - WINDOW)))
