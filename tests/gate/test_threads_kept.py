"""Conversations in either database: kept in order, for their owner, until they go as one."""

from __future__ import annotations

import datetime

import pytest
from sqlalchemy import func, select

from osler.articles.store import MissingError
from osler.gate import askings, threads
from osler.gate.threads import Owners, Said
from osler.storage import tables as t
from osler.storage.database import Database
from osler.storage.moment import utc_now

MINE, YOURS = Owners("a" * 64), Owners("b" * 64)
DAY = datetime.timedelta(days=1)


def _count(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (t.askings, t.threads, t.turns, t.offers)
        }


def test_turns_are_kept_in_order_and_go_as_one(database: Database) -> None:
    now = utc_now()
    name = askings.keep(database, MINE.mine, "Synthetic first?", None, now, 1)
    first = askings.asking(database, MINE.mine, name, now)
    assert threads.of(database, MINE, first, now) is None
    held = threads.follow(database, MINE, first, Said("and?", "Synthetic second?", "so"), now, 3)
    newest = held.turns[-1].asking
    held = threads.follow(database, MINE, newest, Said("why?", "Synthetic third?"), now, 3)
    assert [(each.number, each.said, each.note) for each in held.turns] == [
        (1, "Synthetic first?", None),
        (2, "and?", "so"),
        (3, "why?", None),
    ]
    assert threads.of(database, MINE, first, now) == held
    assert threads.before(held, newest) == ["Synthetic first?", "Synthetic second?"]
    (line,) = threads.listed(database, MINE, now)
    assert (line.id, line.question, line.turns) == (held.id, "Synthetic first?", 3)
    assert threads.offers(database, newest, lambda: ["Synthetic?"]) == ("Synthetic?",)
    assert threads.offers(database, newest, list) == ("Synthetic?",), "found once"
    threads.thread(database, MINE, held.id, now + 2 * DAY)  # all turns are kept as the newest is
    threads.begin(database, YOURS.mine, Said("x?", "Synthetic?"), None, now + 4 * DAY, 1)
    assert _count(database) == {"askings": 1, "threads": 1, "turns": 1, "offers": 0}


def test_nobody_elses_is_seen_or_deleted(database: Database) -> None:
    now = utc_now()
    held = threads.begin(database, MINE.mine, Said("x?", "Synthetic?"), None, now, 1)
    assert threads.listed(database, YOURS, now) == []
    for act in (threads.thread, threads.forget):
        with pytest.raises(MissingError):
            act(database, YOURS, held.id, now)
    both = Owners(YOURS.mine, (MINE.mine,))
    assert threads.thread(database, both, held.id, now) == held
    threads.forget(database, both, held.id, now)
    assert set(_count(database).values()) == {0}


def test_days_of_none_leave_an_hour_to_be_answered_in(database: Database) -> None:
    now = utc_now()
    held = threads.begin(database, MINE.mine, Said("x?", "Synthetic?"), None, now, 0)
    threads.thread(database, MINE, held.id, now + DAY / 25)
    with pytest.raises(MissingError):
        threads.thread(database, MINE, held.id, now + DAY / 23)
