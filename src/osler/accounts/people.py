"""Accounts: who there is. Every change is told to the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from osler.accounts import sessions
from osler.accounts.actor import Actor
from osler.accounts.role import Right, Role, read_roles, roles_text
from osler.ledger import book
from osler.rendering.unseen import line
from osler.storage import tables as t
from osler.storage.identity import new_id

LONGEST = 200  # characters of a login, a name, credentials, a specialty


class AccountError(Exception):
    """An account that is not there, or a change that cannot be; the message says which and why."""


class ChangedError(AccountError):
    """The account was changed since it was read; read it again and decide anew."""


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


def by_login(connection: Connection, login: str) -> Person | None:
    """The account that signs in with this login, None where there is none."""
    wanted = login.strip().casefold()
    if len(wanted) > LONGEST or line(wanted) != wanted:
        return None
    row = connection.execute(select(t.users).where(t.users.c.login == wanted)).one_or_none()
    return _person(row) if row is not None else None


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
    *,
    issuer: str | None = None,
    subject: str | None = None,
) -> Person:
    """A new account; `password` is its argon2 hash; `issuer` and `subject` say who vouches for
    someone who signs in elsewhere. Raises `AccountError` for a login in use, `NotAllowedError`.
    """
    by.require(Right.PEOPLE)
    wanted = login.strip().casefold()
    if not wanted or len(wanted) > LONGEST or any(letter.isspace() for letter in wanted):
        raise AccountError("a login is an e-mail address or a name without spaces")
    if line(wanted) != wanted:
        raise AccountError("a login has no characters that cannot be seen")
    if connection.execute(select(t.users.c.id).where(t.users.c.login == wanted)).first():
        raise AccountError(f"{wanted!r} has an account already")
    made = new_id()
    values = {
        "id": made,
        "login": wanted,
        "name": words(name, "a name"),
        "roles": roles_text(roles or frozenset({Role.READER})),
        "password": password,
        "issuer": issuer,
        "subject": subject,
        "board": False,
        "created_at": at,
        "revision": 1,
    }
    connection.execute(insert(t.users).values(values))
    detail = {each: values[each] for each in ("login", "name", "roles", "issuer") if values[each]}
    book.append(connection, at, by.id, "user.add", f"user:{made}", detail)
    return person(connection, made)


def set_roles(
    connection: Connection,
    at: str,
    by: Actor,
    name: str,
    roles: frozenset[Role],
    revision: int | None = None,
) -> Person:
    """Give exactly these roles; ends the person's sessions. Raises `AccountError` where no admin
    would be left.
    """
    by.require(Right.PEOPLE)
    held = person(connection, name)
    wanted = roles or frozenset({Role.READER})
    if wanted == held.roles:
        return held
    if Role.ADMIN not in wanted:
        _spare_last_admin(connection, held)
    sessions.end_all(connection, held.id, at)
    detail = {"from": roles_text(held.roles), "to": roles_text(wanted)}
    return change(
        connection, at, by, held, "roles", {"roles": roles_text(wanted)}, detail, revision
    )


def set_board(
    connection: Connection,
    at: str,
    by: Actor,
    name: str,
    member: bool,
    revision: int | None = None,
) -> Person:
    """Whether the board page lists them."""
    by.require(Right.PEOPLE)
    held = person(connection, name)
    values = {"board": member}
    return change(connection, at, by, held, "board", values, {"member": member}, revision)


def disable(
    connection: Connection, at: str, by: Actor, name: str, revision: int | None = None
) -> Person:
    """Shut an account: nobody signs in with it, its sessions and keys end. Raises `AccountError`
    where no admin would be left.
    """
    by.require(Right.PEOPLE)
    held = person(connection, name)
    if held.disabled_at is not None:
        return held
    _spare_last_admin(connection, held)
    sessions.end_all(connection, held.id, at)
    connection.execute(
        update(t.api_keys)
        .where(t.api_keys.c.user_id == held.id, t.api_keys.c.ended_at.is_(None))
        .values(ended_at=at)
    )
    return change(connection, at, by, held, "disable", {"disabled_at": at}, {}, revision)


def enable(
    connection: Connection, at: str, by: Actor, name: str, revision: int | None = None
) -> Person:
    """Open a shut account again. Its sessions and keys stay ended."""
    by.require(Right.PEOPLE)
    held = person(connection, name)
    if held.disabled_at is None:
        return held
    return change(connection, at, by, held, "enable", {"disabled_at": None}, {}, revision)


def set_password(
    connection: Connection,
    at: str,
    by: Actor,
    name: str,
    hashed: str,
    keep: str | None = None,
) -> Person:
    """A new password, as its argon2 hash; ends the person's sessions but the one named `keep`."""
    held = person(connection, name)
    own(by, held)
    sessions.end_all(connection, held.id, at, keep)
    return change(connection, at, by, held, "password", {"password": hashed}, {})


def password(connection: Connection, person_id: str) -> str | None:
    """The argon2 hash of someone's password, None for who has none."""
    query = select(t.users.c.password).where(t.users.c.id == person_id)
    return connection.execute(query).scalar_one_or_none()


def change(
    connection: Connection,
    at: str,
    by: Actor,
    held: Person,
    act: str,
    values: Mapping[str, Any],
    detail: Mapping[str, Any],
    revision: int | None = None,
) -> Person:
    """Write columns of one account and tell the ledger `user.<act>`. `revision` is the one that
    `by` saw; raises `ChangedError` where the account has moved on.
    """
    if revision is not None and revision != held.revision:
        raise ChangedError(f"{held.login} was changed since you read it; read it again")
    written = connection.execute(
        update(t.users)
        .where(t.users.c.id == held.id, t.users.c.revision == held.revision)
        .values({**values, "revision": held.revision + 1})
    )
    if written.rowcount != 1:
        raise ChangedError(f"{held.login} was changed at the same time; do it again")
    said = {"login": held.login, **detail}
    book.append(connection, at, by.id, f"user.{act}", f"user:{held.id}", said)
    return person(connection, held.id)


def own(by: Actor, held: Person) -> None:
    """Raises `NotAllowedError` unless it is one's own account, or one manages people."""
    if by.id == held.id:
        by.require(Right.ACCOUNT)
    else:
        by.require(Right.PEOPLE)


def _spare_last_admin(connection: Connection, held: Person) -> None:
    """Raises `AccountError` where nobody else could manage people."""
    if Role.ADMIN not in held.roles or held.disabled_at is not None:
        return
    query = select(t.users.c.roles).where(t.users.c.disabled_at.is_(None), t.users.c.id != held.id)
    others = (read_roles(row.roles) for row in connection.execute(query))
    if not any(Role.ADMIN in roles for roles in others):
        raise AccountError(f"{held.login} is the last admin; make somebody else one first")


def words(text: str, what: str) -> str:
    """One line of words. Raises `AccountError` where there are none, or too many."""
    said = line(text)
    if not said or len(said) > LONGEST:
        raise AccountError(f"{what} has 1 to {LONGEST} characters")
    return said


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
