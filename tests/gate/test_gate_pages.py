"""Pages kept for readers: never older than the ledger, never another visitor's."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from made_house import House
from osler.accounts.actor import ANONYMOUS, Actor
from osler.accounts.role import Role
from osler.articles import actions
from osler.gate import pages
from osler.gate.pages import Pages
from osler.gate.passing import Visit


def _visit(house: House, csrf: str = "a" * 64, actor: Actor = ANONYMOUS) -> Visit:
    return Visit(house.service, actor, "visitor", csrf)


def _counted() -> tuple[list[Visit], Callable[[Visit], str]]:
    made: list[Visit] = []

    def make(visit: Visit) -> str:
        made.append(visit)
        return f"<p>page {len(made)}</p><input value='{visit.csrf}'>"

    return made, make


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> list[datetime.datetime]:
    """A clock that stands until it is set."""
    now = [datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)]
    monkeypatch.setattr(pages, "utc_now", lambda: now[0])
    return now


@pytest.mark.usefixtures("still")
def test_a_page_is_made_once_and_carries_each_visitors_token(house: House) -> None:
    made, make = _counted()
    kept = Pages()
    one = kept.page(_visit(house), "/a/made", make)
    two = kept.page(_visit(house, "b" * 64), "/a/made", make)
    assert len(made) == 1
    assert b"a" * 64 in one.body
    assert b"b" * 64 in two.body
    assert b"a" * 64 not in two.body
    assert one.tag != two.tag
    assert kept.page(_visit(house), "/a/made", make) == one
    assert kept.page(_visit(house), "/a/made?as=nurse", make).body != one.body


@pytest.mark.usefixtures("still")
def test_any_change_shows_at_once(house: House) -> None:
    made, make = _counted()
    kept = Pages()
    article = house.board.approved()
    kept.page(_visit(house), "/a/made", make)
    actions.withdraw(house.board.board, house.board.admin, article.slug, "A synthetic reason.")
    assert b"page 2" in kept.page(_visit(house), "/a/made", make).body
    assert len(made) == 2


def test_a_minute_later_it_is_made_again(house: House, still: list[datetime.datetime]) -> None:
    made, make = _counted()
    kept = Pages()
    kept.page(_visit(house), "/a/made", make)
    still[0] += datetime.timedelta(seconds=59)
    kept.page(_visit(house), "/a/made", make)
    assert len(made) == 1
    still[0] += datetime.timedelta(seconds=2)
    kept.page(_visit(house), "/a/made", make)
    assert len(made) == 2


@pytest.mark.usefixtures("still")
def test_who_is_signed_in_gets_their_own(house: House) -> None:
    made, make = _counted()
    kept = Pages()
    signed_in = _visit(house, actor=replace(ANONYMOUS, id="made", roles=frozenset({Role.READER})))
    for _ in range(2):
        assert kept.page(signed_in, "/a/made", make).tag is None
    assert [each.csrf for each in made] == ["a" * 64] * 2


@pytest.mark.usefixtures("still")
def test_an_error_is_not_kept(house: House) -> None:
    def broken(_visit: Visit) -> str:
        raise LookupError("made")

    kept = Pages()
    with pytest.raises(LookupError):
        kept.page(_visit(house), "/a/made", broken)
    _, make = _counted()
    assert b"page 1" in kept.page(_visit(house), "/a/made", make).body


@pytest.mark.usefixtures("still")
def test_room_is_bounded(house: House) -> None:
    made, make = _counted()
    kept = Pages(room=400)
    for number in range(20):
        kept.page(_visit(house), f"/a/{number}", make)
    assert kept.used <= 400
    kept.page(_visit(house), "/a/19", make)
    assert len(made) == 20
    kept.page(_visit(house), "/a/0", make)
    assert len(made) == 21
