"""The tracker and the banners: each state by itself, never more than is so."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from made_board import Publishers, publishers
from osler.articles import actions
from osler.articles.public import Public, public
from osler.articles.round import Round
from osler.articles.workflow import State
from osler.storage.database import Database
from osler.web.status import status


@pytest.fixture
def board(tmp_path: Path) -> Publishers:
    """People and an empty board."""
    database = Database(f"sqlite:///{tmp_path / 'osler.sqlite'}")
    database.prepare()
    return publishers(database)


def _seen(board: Publishers, slug: str) -> Public:
    return public(board.board, board.admin, slug)


def _places(seen: Public) -> list[tuple[str, str]]:
    return [(each.title, each.place) for each in status(seen, Round()).steps]


def test_each_state_has_one_present_step(board: Publishers) -> None:
    draft = board.save()
    assert _places(_seen(board, draft.slug)) == [
        ("Draft", "now"),
        ("Submitted", "todo"),
        ("Under review", "todo"),
        ("Approved", "todo"),
    ]
    under = board.under_review()
    assert _places(_seen(board, under.slug)) == [
        ("Submitted", "done"),
        ("Under review", "now"),
        ("Approved", "todo"),
    ]
    actions.request_changes(board.board, board.first, under.slug, "Synthetic wish.")
    assert _places(_seen(board, under.slug)) == [
        ("Submitted", "done"),
        ("Changes requested", "now"),
        ("Approved", "todo"),
    ]
    done = board.approved()
    assert _places(_seen(board, done.slug))[-1] == ("Approved", "now")


def test_a_review_that_is_due_is_said_as_that(board: Publishers) -> None:
    done = board.approved()
    board.clock.now += datetime.timedelta(days=400)
    actions.age(board.board)
    seen = _seen(board, done.slug)
    assert seen.state is State.STALE
    found = status(seen, Round())
    assert [each.title for each in found.cautions] == ["Its review is due again."]
    assert "the next review was due on" in found.cautions[0].lines[0]
    assert _places(seen)[-2:] == [("Approved", "done"), ("Stale", "now")]
    assert found.reviewed is not None


def test_a_retired_draft_was_never_approved(board: Publishers) -> None:
    draft = board.save()
    actions.retire(board.board, board.editor, draft.slug, "Synthetic reason.")
    found = status(_seen(board, draft.slug), Round())
    assert [each.title for each in found.steps] == ["Retired"]
    assert found.reviewed is None
    assert found.cautions[0].lines == ("Synthetic reason.",)


def test_one_signature_is_no_review_yet(board: Publishers) -> None:
    under = board.under_review()
    board.accept_all(under.slug, board.first)
    board.sign(under.slug, board.first)
    seen = _seen(board, under.slug)
    found = status(seen, Round())
    assert found.reviewed is None
    assert found.cautions[0].title == "Not yet reviewed: use with caution."
    assert ("Approved", "todo") in _places(seen)


def test_stale_without_open_causes_is_still_stale(board: Publishers) -> None:
    done = board.approved()
    board.clock.now += datetime.timedelta(days=400)
    actions.age(board.board)
    seen = _seen(board, done.slug)

    class Unsettled(Public):
        """Something was found since the approval and closed, and no board has signed since."""

        state = State.STALE

    values = {name: getattr(seen, name) for name in Public.__dataclass_fields__}
    bare = Unsettled(**{**values, "causes": ()})
    found = status(bare, Round())
    assert found.steps[-1].title == "Stale"
    assert found.cautions[0].title.startswith("The evidence changed")
    assert replace(found.cautions[0], title="").lines == ()
