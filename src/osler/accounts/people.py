"""Accounts: who there is. Every change is told to the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from osler.accounts.actor import Actor
from osler.accounts.role import Role, read_roles, roles_text
from osler.ledger import book
from osler.storage import tables as t
from osler.storage.identity import new_id


class AccountError(Exception):
    """An account that is not there, or a change that cannot be; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account as it stands, without its secrets. `login` is an e-mail address or a name, in
    lower case. `board`: whether the board page lists them.
    """

    id: str
    login: str
    name: str
    roles: frozenset[Role]
    credentials: str | None = None
    specialty: str | None = None
    interests: str | None = None
    interests_at: str | None = None
    board: bool = False
    created_at: str = ""
    disabled_at: str | None = None
    second_factor: bool = False  # whether one is set up
    elsewhere: bool = False  # signs in with an identity provider
    revision: int = 1

    def actor(self, *, public: bool = True) -> Actor:
        """This person, acting."""
        return Actor(self.id, self.name, self.roles, public=public)


def person(connection: Connection, name: str) -> Person:
    """An account by id or login. Raises `AccountError`."""
    query = select(t.users).where((t.users.c.id == name) | (t.users.c.login == name.casefold()))
    rows = connection.execute(query).all()
    if not rows:
        raise AccountError(f"no account is named {name!r}")
    return _person(next((row for row in rows if row.id == name), rows[0]))


def people(connection: Connection, *, board: bool = False) -> list[Person]:
    """All accounts by name, or only the board's members."""
    query = select(t.users).order_by(t.users.c.name, t.users.c.login)
    if board:
        query = query.where(t.users.c.board.is_(True), t.users.c.disabled_at.is_(None))
    return [_person(row) for row in connection.execute(query)]


def add(
    connection: Connection,
    at: str,
    by: Actor,
    login: str,
    name: str,
    roles: frozenset[Role],
    password: str | None = None,
) -> Person:
    """A new account; `password` is its argon2 hash. Raises `AccountError` for a login in use."""
    wanted = login.strip().casefold()
    if not wanted or len(wanted) > 200 or any(letter.isspace() for letter in wanted):
        raise AccountError("a login is an e-mail address or a name without spaces")
    if not name.strip() or len(name) > 200:
        raise AccountError("a name has 1 to 200 characters")
    if connection.execute(select(t.users.c.id).where(t.users.c.login == wanted)).first():
        raise AccountError(f"{wanted!r} has an account already")
    made = new_id()
    connection.execute(
        insert(t.users).values(
            id=made,
            login=wanted,
            name=" ".join(name.split()),
            roles=roles_text(roles),
            password=password,
            board=False,
            created_at=at,
            revision=1,
        )
    )
    detail = {"login": wanted, "roles": roles_text(roles)}
    book.append(connection, at, by.id, "user.add", f"user:{made}", detail)
    return person(connection, made)


def _person(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        login=row.login,
        name=row.name,
        roles=read_roles(row.roles),
        credentials=row.credentials,
        specialty=row.specialty,
        interests=row.interests,
        interests_at=row.interests_at,
        board=row.board,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        second_factor=row.totp is not None,
        elsewhere=row.issuer is not None,
        revision=row.revision,
    )
