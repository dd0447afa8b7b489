"""An article's way: saved, submitted, reviewed, approved, stale."""

from __future__ import annotations

from made_board import Publishers
from osler.accounts.actor import ANONYMOUS
from osler.articles.public import public
from osler.articles.workflow import State


def test_from_answer_to_approved(board: Publishers) -> None:
    article = board.save()
    assert article.state is State.DRAFT
    under = board.under_review()
    assert under.state is State.UNDER_REVIEW
    board.accept_all(under.slug, board.first)
    assert board.sign(under.slug, board.first).state is State.UNDER_REVIEW
    board.accept_all(under.slug, board.second)
    done = board.sign(under.slug, board.second)
    assert done.state is State.APPROVED
    assert done.published == 1
    seen = public(board.board, ANONYMOUS, under.slug)
    assert seen.state is State.APPROVED
    assert [each.name for each in seen.signatures] == ["Synthetic First", "Synthetic Second"]
