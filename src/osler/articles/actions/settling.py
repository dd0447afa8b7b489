"""What ends or reopens an article: retire, withdraw, send to the board again, void."""

from __future__ import annotations

from osler.accounts.actor import SYSTEM, Actor
from osler.articles import signoff, store
from osler.articles.actions.change import Board, Change, changing
from osler.articles.content import ContentError
from osler.articles.records import Article
from osler.articles.workflow import Act, State


def retire(
    board: Board, actor: Actor, name: str, reason: str, revision: int | None = None
) -> Article:
    """No longer kept up; what was published stays readable, and says so."""
    with changing(board, actor, name, "retire", revision) as change:
        change.follow(Act.RETIRE)
        _because(change, reason)
    return change.article


def withdraw(
    board: Board, actor: Actor, name: str, reason: str, revision: int | None = None
) -> Article:
    """Should not have been published: its page says so and why; versions stay for the record."""
    with changing(board, actor, name, "withdraw", revision) as change:
        change.follow(Act.WITHDRAW)
        _because(change, reason)
    return change.article


def reaffirm(
    board: Board, actor: Actor, name: str, reason: str, revision: int | None = None
) -> Article:
    """A stale article goes to the board again as it is; a new round of review begins."""
    with changing(board, actor, name, "reaffirm", revision) as change:
        change.follow(Act.REAFFIRM)
        if change.article.state is State.UNDER_REVIEW:
            found = store.declaration(change.connection, change.article.id, actor.id)
            signoff.eligible(change.article, change.content, actor.id, found)
            change.set(review_began_at=change.at)
        change.set(round=change.article.round + 1, submitted_at=change.at)
        change.detail["round"] = change.article.round
        _because(change, reason)
    return change.article


def void(board: Board, name: str, reason: str) -> Article:
    """What is stored is not what was signed: the article goes back to draft, by the service."""
    with changing(board, SYSTEM, name, "void") as change:
        if change.article.published is None:  # another reader was faster
            change.idle = True
            return change.article
        change.follow(Act.VOID)
        change.set(published=None, approved_at=None, due_at=None)
        _because(change, reason)
    return change.article


def _because(change: Change, reason: str) -> None:
    said = reason.strip()
    if not said:
        raise ContentError("say why")
    if len(said) > 2000:
        raise ContentError("at most 2000 characters")
    change.set(reason=said)
    change.detail["reason"] = said
