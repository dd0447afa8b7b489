"""Changes to accounts: who may make them, what they end, and that somebody can always manage."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from osler.accounts import keys, people, profile, second_factor, sessions
from osler.accounts.actor import SYSTEM, Actor, NotAllowedError
from osler.accounts.keys import KeyRefusedError
from osler.accounts.people import AccountError, ChangedError, Person
from osler.accounts.role import Right, Role
from osler.ledger import book
from osler.storage.database import Database
from osler.storage.moment import text

AT = "2026-03-02T09:00:00.000000Z"
Change = Callable[[Connection, Actor, str], object]


def add(database: Database, login: str, *roles: Role) -> Person:
    """An account."""
    with database.writing() as connection:
        return people.add(connection, AT, SYSTEM, login, "Synthetic", frozenset(roles))


@pytest.fixture
def admin(database: Database) -> Person:
    """The only admin."""
    return add(database, "admin@example.org", Role.ADMIN)


@pytest.fixture
def reader(database: Database) -> Person:
    """A reader."""
    return add(database, "reader@example.org", Role.READER)


MANAGED: dict[str, Change] = {
    "roles": lambda c, by, who: people.set_roles(c, AT, by, who, frozenset({Role.EDITOR})),
    "board": lambda c, by, who: people.set_board(c, AT, by, who, True),
    "disable": lambda c, by, who: people.disable(c, AT, by, who),
    "enable": lambda c, by, who: people.enable(c, AT, by, who),
    "reset": lambda c, by, who: second_factor.reset(c, AT, by, who),
    "add": lambda c, by, who: people.add(c, AT, by, "new", "New", frozenset()),
}
OWN: dict[str, Change] = {
    "profile": lambda c, by, who: profile.describe(c, AT, by, who, "Other"),
    "interests": lambda c, by, who: profile.declare(c, AT, by, who, "None."),
    "password": lambda c, by, who: people.set_password(c, AT, by, who, "hash"),
}


@pytest.mark.parametrize("act", MANAGED)
def test_only_who_manages_people_does_this(
    database: Database, admin: Person, reader: Person, act: str
) -> None:
    for role in (Role.READER, Role.EDITOR, Role.REVIEWER):
        by = Actor(reader.id, "Somebody", frozenset({role}))
        with database.writing() as connection, pytest.raises(NotAllowedError):
            MANAGED[act](connection, by, reader.id)
    with database.writing() as connection:
        MANAGED[act](connection, admin.actor(), reader.id)


@pytest.mark.parametrize("act", OWN)
def test_this_is_done_of_one_s_own_account_or_by_who_manages_people(
    database: Database, admin: Person, reader: Person, act: str
) -> None:
    stranger = add(database, "editor@example.org", Role.EDITOR)
    with database.writing() as connection:
        with pytest.raises(NotAllowedError):
            OWN[act](connection, stranger.actor(), reader.id)
        OWN[act](connection, reader.actor(), reader.id)
        OWN[act](connection, admin.actor(), reader.id)
        narrowed = Actor(reader.id, "Key", reader.roles, frozenset({Right.READ}))
        with pytest.raises(NotAllowedError):
            OWN[act](connection, narrowed, reader.id)


@pytest.mark.parametrize("act", ["roles", "disable"])
def test_the_last_admin_stays(database: Database, admin: Person, act: str) -> None:
    with database.writing() as connection, pytest.raises(AccountError, match="last admin"):
        MANAGED[act](connection, admin.actor(), admin.id)
    second = add(database, "second@example.org", Role.ADMIN, Role.EDITOR)
    with database.writing() as connection:
        people.disable(connection, AT, SYSTEM, second.id)
    with database.writing() as connection, pytest.raises(AccountError, match="last admin"):
        MANAGED[act](connection, SYSTEM, admin.id)
    with database.writing() as connection:
        people.enable(connection, AT, SYSTEM, second.id)
        MANAGED[act](connection, SYSTEM, admin.id)


@pytest.mark.parametrize("act", ["roles", "disable", "reset", "password"])
def test_sessions_end(
    database: Database, now: datetime.datetime, admin: Person, reader: Person, act: str
) -> None:
    with database.writing() as connection:
        token = sessions.begin(connection, now, reader.id, 12)
        other = sessions.begin(connection, now, admin.id, 12)
        {**MANAGED, **OWN}[act](connection, SYSTEM, reader.id)
        assert sessions.session(connection, token, now) is None
        assert sessions.session(connection, other, now) is not None


def test_every_change_is_told_to_the_ledger_without_secrets(
    database: Database, admin: Person, reader: Person
) -> None:
    with database.writing() as connection:
        for act in ("profile", "interests", "password"):
            OWN[act](connection, admin.actor(), reader.id)
        for act in ("roles", "board", "reset", "disable", "enable"):
            MANAGED[act](connection, admin.actor(), reader.id)
        entries = list(book.entries(connection, f"user:{reader.id}"))
    acts = [each.event.act.removeprefix("user.") for each in entries]
    assert acts == [
        *("add", "profile", "interests", "password"),
        *("roles", "board", "second-factor.reset", "disable", "enable"),
    ]
    assert all(each.event.actor == admin.id for each in entries[1:])
    assert not any("hash" in each.event.detail for each in entries)
    roles = json.loads(entries[4].event.detail)
    assert (roles["from"], roles["to"]) == ("reader", "editor")


def test_what_changes_nothing_is_not_told(
    database: Database, admin: Person, reader: Person
) -> None:
    with database.writing() as connection:
        before = book.count(connection)
        people.set_roles(connection, AT, SYSTEM, reader.id, frozenset({Role.READER}))
        people.enable(connection, AT, SYSTEM, reader.id)
        assert book.count(connection) == before


def test_no_change_is_lost(database: Database, admin: Person, reader: Person) -> None:
    with database.writing() as connection:
        people.set_board(connection, AT, SYSTEM, reader.id, True, reader.revision)
    with database.writing() as connection, pytest.raises(ChangedError):
        people.set_board(connection, AT, SYSTEM, reader.id, False, reader.revision)
    with database.writing() as connection, pytest.raises(ChangedError):
        profile.describe(connection, AT, SYSTEM, reader.id, "Late", revision=reader.revision)
    with database.reading() as connection:
        assert people.person(connection, reader.id).board


@pytest.mark.parametrize(
    "login", ["", " ", "a b", "a\x00b", "a\u202eb", "x" * 201, "ADMIN@example.org"]
)
def test_logins_that_cannot_be(database: Database, admin: Person, login: str) -> None:
    with database.writing() as connection, pytest.raises(AccountError):
        people.add(connection, AT, SYSTEM, login, "Name", frozenset())


@pytest.mark.parametrize("login", ["nobody", "", "\x00", "x" * 300, "\ud800"])
def test_no_account_by_a_login_that_cannot_be(database: Database, login: str) -> None:
    with database.reading() as connection:
        assert people.by_login(connection, login) is None


def test_nobody_signs_in_by_id(database: Database, reader: Person) -> None:
    with database.reading() as connection:
        assert people.by_login(connection, reader.id) is None
        assert people.by_login(connection, " READER@example.org ") == reader


def test_no_roles_are_a_reader_s(database: Database, admin: Person) -> None:
    made = add(database, "bare@example.org")
    assert made.roles == {Role.READER}
    editor = add(database, "editor@example.org", Role.EDITOR)
    with database.writing() as connection:
        bare = people.set_roles(connection, AT, SYSTEM, editor.id, frozenset())
    assert bare.roles == {Role.READER}


def make(
    database: Database, now: datetime.datetime, who: Person, *scopes: Right, days: int = 30
) -> str:
    """A key's secret."""
    with database.writing() as connection:
        return keys.make(connection, now, who.actor(), "Key", frozenset(scopes), days)[1]


def test_a_key_has_no_more_than_its_owner_has_now(
    database: Database, now: datetime.datetime, admin: Person
) -> None:
    editor = add(database, "editor@example.org", Role.EDITOR)
    secret = make(database, now, editor, Right.READ, Right.WRITE)
    with database.writing() as connection:
        assert keys.key_actor(connection, secret, now).rights == {Right.READ, Right.WRITE}
        people.set_roles(connection, AT, SYSTEM, editor.id, frozenset({Role.READER}))
        assert keys.key_actor(connection, secret, now).rights == {Right.READ}


def test_strict_roles_count_for_a_key_only_with_a_second_factor(
    database: Database, now: datetime.datetime
) -> None:
    reviewer = add(database, "reviewer@example.org", Role.REVIEWER)
    secret = make(database, now, reviewer, Right.READ, Right.DRAFTS)
    with database.reading() as connection:
        assert keys.key_actor(connection, secret, now).rights == {Right.READ}


def test_keys_end(
    database: Database, now: datetime.datetime, admin: Person, reader: Person
) -> None:
    secret = make(database, now, reader, Right.READ, days=1)
    with database.reading() as connection:
        keys.key_actor(connection, secret, now + datetime.timedelta(hours=23))
        with pytest.raises(KeyRefusedError):
            keys.key_actor(connection, secret, now + datetime.timedelta(days=1))
        for wrong in ("", "osler_", secret[:-1], secret + "x", "x" * 9999, "osler_\x00\ud800"):
            with pytest.raises(KeyRefusedError):
                keys.key_actor(connection, wrong, now)
    with database.writing() as connection:
        people.disable(connection, AT, admin.actor(), reader.id)
        people.enable(connection, AT, admin.actor(), reader.id)
    with database.reading() as connection, pytest.raises(KeyRefusedError):
        keys.key_actor(connection, secret, now)


def test_a_key_makes_no_keys(database: Database, now: datetime.datetime, reader: Person) -> None:
    narrowed = Actor(reader.id, "Key", reader.roles, frozenset(Right))
    with database.writing() as connection, pytest.raises(AccountError):
        keys.make(connection, now, narrowed, "Key", frozenset({Right.READ}), 1)


def test_uses_are_noted_once_a_minute(
    database: Database, now: datetime.datetime, reader: Person
) -> None:
    secret = make(database, now, reader, Right.READ)
    with database.writing() as connection:
        assert keys.stale_use(connection, secret, now)
        keys.used(connection, secret, now)
        assert not keys.stale_use(connection, secret, now + keys.NOTED)
        assert keys.stale_use(connection, secret, now + keys.NOTED + datetime.timedelta(seconds=1))
        assert keys.keys(connection, reader.id)[0].used_at == text(now)


def test_so_many_keys_and_no_more(
    database: Database, now: datetime.datetime, reader: Person
) -> None:
    for _ in range(keys.MOST):
        make(database, now, reader, Right.READ)
    with pytest.raises(AccountError, match="end one first"):
        make(database, now, reader, Right.READ)
