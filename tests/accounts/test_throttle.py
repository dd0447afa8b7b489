"""Waits after failures: guessing slows down, and nobody is locked out by somebody else."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from osler.accounts import throttle
from osler.accounts.throttle import ThrottledError
from osler.storage import tables as t
from osler.storage.database import Database

HERE, THERE = "192.0.2.1", "198.51.100.7"
LOGIN = "reader@example.org"


def attempt(
    database: Database, now: datetime.datetime, address: str = HERE, login: str = LOGIN
) -> int | None:
    """One failed attempt; the seconds to wait where it is not let through."""
    try:
        with database.writing() as connection:
            throttle.admit(connection, login, address, now)
    except ThrottledError as refused:
        return refused.wait
    return None


def test_a_pair_waits_longer_each_time(database: Database, now: datetime.datetime) -> None:
    for _ in range(throttle.FREE):
        assert attempt(database, now) is None
    waits = []
    for _ in range(9):
        wait = attempt(database, now)
        assert wait is not None
        waits.append(wait)
        assert attempt(database, now + datetime.timedelta(seconds=wait - 1)) is not None
        now += datetime.timedelta(seconds=wait)
        assert attempt(database, now) is None
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512]
    assert attempt(database, now) == throttle.LONGEST


def test_another_address_and_another_login_do_not_wait(
    database: Database, now: datetime.datetime
) -> None:
    for _ in range(throttle.FREE):
        attempt(database, now)
    assert attempt(database, now) is not None
    assert attempt(database, now, address=THERE) is None
    assert attempt(database, now, login="other@example.org") is None
    assert attempt(database, now, login=" READER@example.org ") is not None


def test_a_login_under_siege_locks_out_nobody_who_has_not_failed(
    database: Database, now: datetime.datetime
) -> None:
    for number in range(throttle.SIEGE):
        attempt(database, now, address=f"2001:db8:{number:x}::/64")
    assert attempt(database, now, address=THERE) is None
    assert attempt(database, now, address=THERE) is not None  # one free try, not five
    assert attempt(database, now, address=THERE, login="other@example.org") is None


def test_an_address_that_many_share_waits_a_minute_at_most(
    database: Database, now: datetime.datetime
) -> None:
    for number in range(throttle.FREE_ADDRESS + 12):
        wait = attempt(database, now, login=f"p{number}@example.org")
        if wait is not None:
            now += datetime.timedelta(seconds=wait)
            attempt(database, now, login=f"p{number}@example.org")
    assert attempt(database, now, login="other@example.org") == throttle.LONGEST_ADDRESS
    assert attempt(database, now, address=THERE) is None


def test_failures_are_forgotten_after_an_hour(database: Database, now: datetime.datetime) -> None:
    for _ in range(throttle.FREE):
        attempt(database, now)
    later = now + throttle.WINDOW + datetime.timedelta(seconds=1)
    assert attempt(database, later) is None
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(t.attempts)).scalar_one() == 3


def test_success_forgives_the_pair_and_not_the_address(
    database: Database, now: datetime.datetime
) -> None:
    for _ in range(throttle.FREE - 1):
        attempt(database, now)
    for number in range(throttle.FREE_ADDRESS - throttle.FREE):
        attempt(database, now, login=f"p{number}@example.org")
    with database.writing() as connection:
        let = throttle.admit(connection, LOGIN, HERE, now)
        throttle.succeeded(connection, let)
    assert attempt(database, now) is None
    assert attempt(database, now, login="one-more@example.org") is not None


def test_codes_wait_for_the_account_as_a_whole(database: Database, now: datetime.datetime) -> None:
    with database.writing() as connection:
        for _ in range(throttle.FREE_CODE):
            throttle.admit_code(connection, "user", now)
        with pytest.raises(ThrottledError, match="wait 2 seconds"):
            throttle.admit_code(connection, "user", now)
        let = throttle.admit_code(connection, "user", now + datetime.timedelta(seconds=2))
        throttle.succeeded(connection, let)
        for _ in range(throttle.FREE_CODE):
            throttle.admit_code(connection, "user", now)


def test_many_at_the_same_time_gain_nothing(tmp_path: Path, now: datetime.datetime) -> None:
    url = f"sqlite:///{tmp_path / 'many.sqlite'}"
    first = Database(url)
    first.prepare()
    databases = [first, Database(url)]  # two processes would open it twice
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda n: attempt(databases[n % 2], now), range(24)))
    for each in databases:
        each.close()
    assert waits.count(None) == throttle.FREE


def test_no_login_is_written_down(database: Database, now: datetime.datetime) -> None:
    attempt(database, now, login="maybe-a-password")
    with database.reading() as connection:
        rows = [str(row) for row in connection.execute(select(t.attempts))]
    assert rows
    assert not any("maybe-a-password" in row for row in rows)
