"""The desk: what waits, in which order and why, and what each role is shown."""

from __future__ import annotations

import datetime

import pytest

from made_desk import Room
from osler.accounts.actor import ANONYMOUS, Actor
from osler.accounts.role import Role
from osler.articles import actions
from osler.articles.staleness import CauseKind, Change

HOSTILE = "<img src=x onerror=alert(1)>"


def test_every_list_says_what_to_do_when_it_is_empty(room: Room) -> None:
    room.actor = room.board.first
    page = room.see("/desk")
    for said in (
        "Nothing under review waits for you",
        "You have signed nothing yet",
        "The queue is empty",
        "Nothing is stale",
        "No open reports",
        "nothing approved yet",
    ):
        assert said in page
    room.actor = room.board.editor
    assert "No drafts." in room.see("/desk")


def test_the_queue_says_its_order_and_its_reasons(room: Room) -> None:
    board = room.board
    older = board.save()
    actions.submit(board.board, board.editor, older.slug)
    board.clock.now += datetime.timedelta(days=3)
    newer = board.under_review("Give 5 mg to pregnant women and to children.")
    room.actor = board.first
    page = room.see("/desk")
    queue = page[page.index('id="queue"') :]
    assert "Riskiest first" in queue
    assert "cites 1 drug label" in queue
    assert "3 statements speak of pregnancy or breast-feeding" in queue
    assert "3 statements speak of a dose or an amount" in queue
    assert queue.index(f"/desk/{newer.slug}") < queue.index(f'/desk/{older.slug}"')
    assert "waiting 3 days" in queue
    page = room.see("/desk?by=age")
    queue = page[page.index('id="queue"') :]
    assert "Longest waiting first" in queue
    assert queue.index(f'/desk/{older.slug}"') < queue.index(f"/desk/{newer.slug}")


def test_my_reviews_are_what_waits_for_me_and_what_i_signed(room: Room) -> None:
    board = room.board
    under = board.under_review()
    room.actor = board.first
    total = len(board.held(under.slug)[1].ids)
    assert f"{total} of {total} statements left to decide" in room.see("/desk")
    board.accept_all(under.slug, board.first)
    board.sign(under.slug, board.first)
    page = room.see("/desk")
    assert "Nothing under review waits for you" in page
    assert "signed by you" in page
    room.actor = board.editor
    assert "Reviews are done by members" in room.see("/desk")


def test_stale_articles_are_listed_with_what_changed_side_by_side(room: Room) -> None:
    board = room.board
    slug = board.approved().slug
    old, new = "Take one a day.", "Take two a day."
    found = Change(
        CauseKind.SECTION, "l:1", "l:1:8", "Warnings", f"It changed. {HOSTILE}", old, new, "f" * 64
    )
    actions.notice(board.board, board.held(slug)[0].id, [found])
    room.actor = board.first
    page = room.see("/desk")
    assert "<b>Label section changed</b>" in page
    assert HOSTILE not in page
    page = room.see(f"/desk/{slug}")
    assert "<del>one</del>" in page
    assert "<ins>two</ins>" in page
    cause = page[page.index(f"/desk/{slug}/causes/") :].split('"')[0].rpartition("/")[2]
    assert room.send(f"/desk/{slug}/causes/{cause}", reason=" ").status_code == 422
    page = room.act(slug, f"causes/{cause}", reason="The dose is not in this article.")
    assert "What changed in the evidence" not in page
    again = room.send(f"/desk/{slug}/causes/{cause}", reason="twice")
    assert again.status_code == 409
    page = room.act(slug, "reaffirm", reason="It stands.")
    assert "statements left for you" in page


def test_readers_reports_are_shown_and_closed(room: Room) -> None:
    board = room.board
    slug = board.approved().slug
    number = board.held(slug)[0].head
    actions.report(board.board, ANONYMOUS, slug, number, f"Wrong. {HOSTILE}", "s1")
    room.actor = board.first
    page = room.see("/desk")
    assert "Wrong." in page
    assert HOSTILE not in page
    page = room.see(f"/desk/{slug}")
    report = page[page.index(f"/desk/{slug}/reports/") :].split('"')[0].rpartition("/")[2]
    page = room.act(slug, f"reports/{report}", reason="Looked at; it is right.")
    assert "Wrong." not in page
    assert "No open reports" in room.see("/desk")


def test_numbers_are_counted_from_what_was_done(room: Room) -> None:
    board = room.board
    slug = board.under_review().slug
    actions.strike(board.board, board.first, slug, "s1", "not to the point")
    board.clock.now += datetime.timedelta(days=4)
    board.approve(slug)
    room.actor = board.second
    page = room.see("/desk")
    assert "4.0 days at the median" in page
    assert "5: 4 accepted, 0 edited (0 %), 1 struck (20 %)" in page
    assert "Synthetic First 1 · Synthetic Second 1" in page


@pytest.mark.parametrize("roles", [None, frozenset({Role.READER})])
def test_readers_do_not_see_the_desk(room: Room, roles: frozenset[Role] | None) -> None:
    room.actor = Actor("someone", "A reader", roles)
    assert room.client.get("/desk").status_code == (401 if roles is None else 403)
