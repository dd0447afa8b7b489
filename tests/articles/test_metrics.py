"""The board's numbers, and the order of its queue."""

from __future__ import annotations

import datetime

import pytest
from sqlalchemy import update

from made_board import Publishers
from osler.articles import actions
from osler.articles.agenda import agenda
from osler.articles.metrics import Metrics, metrics
from osler.articles.risk import risk
from osler.storage.copying import unlock
from osler.storage.tables import versions


def counted(board: Publishers) -> Metrics:
    with board.board.database.reading() as connection:
        return metrics(connection, board.clock())


def test_an_empty_board_has_no_numbers(board: Publishers) -> None:
    found = counted(board)
    assert (found.median, found.p90, found.share("strike")) == (None, None, None)
    assert not any(found.open.values())


def test_times_to_review(board: Publishers) -> None:
    for days in (1, 2, 10):
        slug = board.under_review().slug
        board.clock.now += datetime.timedelta(days=days)
        board.approve(slug)
    found = counted(board)
    assert [round(each) for each in found.days] == [1, 2, 10]
    assert found.median == pytest.approx(2, abs=0.01)
    assert found.p90 == pytest.approx(8.4, abs=0.01)
    assert found.signatures == (("Synthetic First", 3), ("Synthetic Second", 3))
    board.clock.now += datetime.timedelta(days=400)
    assert counted(board).days == ()


def test_a_decision_taken_back_counts_no_more(board: Publishers) -> None:
    slug = board.under_review().slug
    actions.decide(board.board, board.first, slug, "s1", "accept")
    assert counted(board).verdicts == {"accept": 1, "edit": 0, "strike": 0}
    actions.decide(board.board, board.first, slug, "s1", "withdraw")
    assert counted(board).decided == 0
    assert counted(board).open["under review"] == 1


def test_time_counts_from_the_last_handing_in(board: Publishers) -> None:
    slug = board.save().slug
    actions.submit(board.board, board.editor, slug)
    board.clock.now += datetime.timedelta(days=9)
    actions.recall(board.board, board.editor, slug, "one more thing")
    actions.submit(board.board, board.editor, slug)
    for who in (board.first, board.second):
        actions.declare(board.board, who, slug, False, "None to declare.")
    actions.begin(board.board, board.first, slug)
    board.approve(slug)
    assert counted(board).median == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Take 2.5 mg daily.", "a dose or an amount"),
        ("In pregnancy it is unknown.", "pregnancy or breast-feeding"),
        ("In infants it is unknown.", "children"),
    ],
)
def test_risk_says_why(board: Publishers, words: str, said: str) -> None:
    plain = risk(board.held(board.save().slug)[1])
    found = risk(board.held(board.save(words).slug)[1])
    assert found.points > plain.points
    assert any(reason.endswith(said) for reason in found.reasons)
    assert not any(reason.endswith(said) for reason in plain.reasons)


def test_an_article_that_cannot_be_read_comes_first(board: Publishers) -> None:
    first = board.under_review("In infants 2 mg.")
    slug = board.under_review().slug
    with board.board.database.writing() as connection:
        unlock(connection)
        wanted = versions.c.article_id == board.held(slug)[0].id
        connection.execute(update(versions).where(wanted).values(content="{"))
    with board.board.database.reading() as connection:
        queue = agenda(connection, board.first, board.clock()).queue
    assert [each.article.slug for each in queue] == [slug, first.slug]
    assert queue[0].barred == "not sound"
