"""Keys for the API: made by a person, shown once, and able to do no more than that person."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from osler.accounts import people
from osler.accounts.actor import Actor
from osler.accounts.people import AccountError
from osler.accounts.role import Right, proven
from osler.ledger import book
from osler.rendering.unseen import line
from osler.storage import tables as t
from osler.storage.canonical import digest
from osler.storage.identity import new_id, new_secret
from osler.storage.moment import text

PREFIX = "osler_"  # so that scanners of leaked secrets know one
MOST = 20  # keys that one person may have at a time
DAYS = 366  # the longest that a key may last
NOTED = datetime.timedelta(minutes=5)  # uses closer to one another are not noted

# What a key can be for. Accounts and people are managed by people alone.
SCOPES = tuple(
    right for right in Right if right not in {Right.SIGN_IN, Right.ACCOUNT, Right.PEOPLE}
)


class KeyRefusedError(Exception):
    """A key that is unknown, ended, run out, or of an account that is shut."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it stands, without its secret."""

    id: str
    user_id: str
    name: str
    scopes: frozenset[Right]
    created_at: str
    expires_at: str | None
    used_at: str | None
    ended_at: str | None

    def lasts(self, now: datetime.datetime) -> bool:
        """Whether it may still be used."""
        return self.ended_at is None and (self.expires_at is None or text(now) < self.expires_at)


def make(
    connection: Connection,
    now: datetime.datetime,
    by: Actor,
    name: str,
    scopes: frozenset[Right],
    days: int | None,
) -> tuple[Key, str]:
    """A key for oneself and its secret, which is told this once. `days`: how long it lasts, None
    for the longest. Raises `AccountError` for a name, scopes or days that cannot be, and for more
    rights than one has.
    """
    by.require(Right.ACCOUNT)
    if by.scopes is not None:
        raise AccountError("a key makes no keys; sign in")
    said = line(name)
    if not 1 <= len(said) <= 80:
        raise AccountError("a key's name has 1 to 80 characters")
    if not scopes or not scopes <= set(SCOPES):
        raise AccountError("choose what the key is for")
    for right in sorted(scopes):
        by.require(right)
    lasting = DAYS if days is None else days
    if not 1 <= lasting <= DAYS:
        raise AccountError(f"a key lasts 1 to {DAYS} days")
    if sum(each.lasts(now) for each in keys(connection, by.id)) >= MOST:
        raise AccountError(f"{MOST} keys are the most; end one first")
    made, secret = new_id(), PREFIX + new_secret()
    values = {
        "id": made,
        "user_id": by.id,
        "name": said,
        "scopes": " ".join(sorted(scopes)),
        "created_at": text(now),
        "expires_at": text(now + datetime.timedelta(days=lasting)),
    }
    connection.execute(insert(t.api_keys).values({**values, "secret": digest(f"key:{secret}")}))
    detail = {each: values[each] for each in ("name", "scopes", "expires_at")}
    book.append(connection, text(now), by.id, "key.make", f"key:{made}", detail)
    row = connection.execute(select(t.api_keys).where(t.api_keys.c.id == made)).one()
    return _key(row), secret


def keys(connection: Connection, user_id: str) -> list[Key]:
    """A person's keys, newest first, ended ones too."""
    query = (
        select(t.api_keys)
        .where(t.api_keys.c.user_id == user_id)
        .order_by(t.api_keys.c.created_at.desc(), t.api_keys.c.id.desc())
    )
    return [_key(row) for row in connection.execute(query)]


def revoke(connection: Connection, at: str, by: Actor, key_id: str) -> None:
    """End a key: one's own, or anybody's by who manages people. Raises `AccountError` for one that
    is not there, or is somebody else's.
    """
    by.require(Right.ACCOUNT)
    query = select(t.api_keys).where(t.api_keys.c.id == key_id)
    row = connection.execute(query).one_or_none()
    if row is None or (row.user_id != by.id and not by.may(Right.PEOPLE)):
        raise AccountError("there is no such key")
    if row.ended_at is None:
        _end(connection, at, by, key_id, row.name)


def end_all(connection: Connection, at: str, by: Actor, user_id: str) -> int:
    """End every key of somebody's that is not ended yet: one's own, or anybody's by who manages
    people. Returns how many.
    """
    by.require(Right.ACCOUNT if by.id == user_id else Right.PEOPLE)
    lasting = [each for each in keys(connection, user_id) if each.ended_at is None]
    for each in lasting:
        _end(connection, at, by, each.id, each.name)
    return len(lasting)


def _end(connection: Connection, at: str, by: Actor, key_id: str, name: str) -> None:
    connection.execute(update(t.api_keys).where(t.api_keys.c.id == key_id).values(ended_at=at))
    book.append(connection, at, by.id, "key.end", f"key:{key_id}", {"name": name})


def key_actor(connection: Connection, secret: str, now: datetime.datetime) -> Actor:
    """Who acts with a key: its owner as they stand now, within the key's scopes. Roles that take a
    second factor count only while the owner has one. Raises `KeyRefusedError`.
    """
    held = _by_secret(connection, secret)
    if held is None or not held.lasts(now):
        raise KeyRefusedError("this key is unknown, or was ended, or has run out")
    owner = people.person(connection, held.user_id)
    if owner.disabled_at is not None:
        raise KeyRefusedError("this key is unknown, or was ended, or has run out")
    roles = proven(owner.roles, second_factor=owner.second_factor or owner.elsewhere)
    return Actor(owner.id, owner.name, roles, held.scopes)


def used(connection: Connection, secret: str, now: datetime.datetime) -> None:
    """Note a use; inside `Database.writing`. See `stale_use`, which says whether that is due."""
    connection.execute(
        update(t.api_keys)
        .where(t.api_keys.c.secret == digest(f"key:{secret}"))
        .values(used_at=text(now))
    )


def stale_use(connection: Connection, secret: str, now: datetime.datetime) -> bool:
    """Whether the last use noted is old enough (`NOTED`), so that another is worth a write."""
    held = _by_secret(connection, secret)
    return held is not None and (held.used_at is None or held.used_at < text(now - NOTED))


def _by_secret(connection: Connection, secret: str) -> Key | None:
    if not secret.startswith(PREFIX) or len(secret) > 100:
        return None
    query = select(t.api_keys).where(t.api_keys.c.secret == digest(f"key:{secret}"))
    row = connection.execute(query).one_or_none()
    return _key(row) if row is not None else None


def _key(row: Row[Any]) -> Key:
    return Key(
        id=row.id,
        user_id=row.user_id,
        name=row.name,
        scopes=frozenset(Right(name) for name in row.scopes.split()),
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        ended_at=row.ended_at,
    )
