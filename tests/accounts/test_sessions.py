"""Sessions: how long they last, and what ends them."""

from __future__ import annotations

import datetime

import pytest
from sqlalchemy import select

from osler.accounts import people, sessions
from osler.accounts.actor import SYSTEM
from osler.accounts.role import Role
from osler.storage import tables as t
from osler.storage.database import Database
from osler.storage.moment import text

HOURS = 12


@pytest.fixture
def user(database: Database, now: datetime.datetime) -> str:
    """The id of a synthetic reader."""
    with database.writing() as connection:
        made = people.add(
            connection, text(now), SYSTEM, "reader@example.org", "Reader", frozenset({Role.READER})
        )
    return made.id


def test_only_the_hash_of_a_token_is_stored(
    database: Database, now: datetime.datetime, user: str
) -> None:
    with database.writing() as connection:
        token = sessions.begin(connection, now, user, HOURS, agent="x" * 900)
        row = connection.execute(select(t.sessions)).one()
        assert token not in {str(value) for value in row}
        assert len(row.agent) == sessions.AGENT
        found = sessions.session(connection, token, now)
    assert found is not None
    assert found.user_id == user
    assert not found.second_factor


@pytest.mark.parametrize("token", ["", "nothing", "\ud800", "x" * 10_000])
def test_no_session_by_another_token(
    database: Database, now: datetime.datetime, user: str, token: str
) -> None:
    with database.writing() as connection:
        sessions.begin(connection, now, user, HOURS)
        assert sessions.session(connection, token, now) is None


def test_idle_time_ends_a_session_and_a_visit_starts_it_anew(
    database: Database, now: datetime.datetime, user: str
) -> None:
    later = now + sessions.IDLE - datetime.timedelta(seconds=1)
    with database.writing() as connection:
        token = sessions.begin(connection, now, user, HOURS)
        held = sessions.session(connection, token, later)
        assert held is not None
        assert sessions.session(connection, token, now + sessions.IDLE) is None
        sessions.seen(connection, held, later)
        assert sessions.session(connection, token, now + sessions.IDLE) is not None


def test_the_whole_time_ends_a_session_that_is_visited_all_along(
    database: Database, now: datetime.datetime, user: str
) -> None:
    with database.writing() as connection:
        token = sessions.begin(connection, now, user, 1)
        held = sessions.session(connection, token, now)
        assert held is not None
        last = now + datetime.timedelta(minutes=59)
        sessions.seen(connection, held, last)
        assert sessions.session(connection, token, last) is not None
        assert sessions.session(connection, token, now + datetime.timedelta(hours=1)) is None


def test_renewing_gives_a_new_token_and_no_more_time(
    database: Database, now: datetime.datetime, user: str
) -> None:
    later = now + datetime.timedelta(minutes=20)
    with database.writing() as connection:
        old = sessions.begin(connection, now, user, HOURS, agent="Browser")
        held = sessions.session(connection, old, now)
        assert held is not None
        new = sessions.renew(connection, held, later, second_factor=True)
        assert new != old
        assert sessions.session(connection, old, later) is None
        renewed = sessions.session(connection, new, later)
    assert renewed is not None
    assert renewed.second_factor
    assert renewed.expires_at == held.expires_at
    assert renewed.confirmed_at == later
    assert renewed.agent == "Browser"


def test_ending_one_and_ending_all_but_one(
    database: Database, now: datetime.datetime, user: str
) -> None:
    with database.writing() as connection:
        tokens = [sessions.begin(connection, now, user, HOURS) for _ in range(3)]
        sessions.end(connection, sessions.key_of(tokens[0]), now)
        assert sessions.session(connection, tokens[0], now) is None
        assert len(sessions.sessions(connection, user, now)) == 2
        kept = sessions.key_of(tokens[1])
        assert sessions.end_all(connection, user, text(now), but=kept) == 1
        assert [each.key for each in sessions.sessions(connection, user, now)] == [kept]
        assert sessions.end_all(connection, user, text(now)) == 1
        assert sessions.sessions(connection, user, now) == []
