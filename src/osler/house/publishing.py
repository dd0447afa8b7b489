"""Builds what publishes: the database of articles and people, with the policy from settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from osler.articles.actions import Board
from osler.articles.policy import Policy
from osler.articles.records import Noticed
from osler.articles.watch import watch
from osler.index.embedded import open_index
from osler.settings import Settings
from osler.storage.database import Database


def policy(settings: Settings) -> Policy:
    """The editorial policy as set."""
    return Policy(
        reviewers=settings.reviewers,
        review_months=settings.review_months,
        review_months_drugs=settings.review_months_drugs,
        show=settings.show,
    )


def publishes(settings: Settings) -> bool:
    """Whether there is a database of articles yet."""
    return settings.database is not None or settings.articles.exists()


def address(settings: Settings) -> str:
    """URL of the database, which need not be there."""
    return settings.database or f"sqlite:///{settings.articles}"


def open_board(settings: Settings) -> Board:
    """The database, brought up to date. Raises `DatabaseError`."""
    if settings.database is None:
        settings.home.mkdir(parents=True, exist_ok=True)
    database = Database(address(settings))
    database.prepare()
    return Board(database, policy(settings), anchor=settings.anchor)


@contextmanager
def publishing(settings: Settings) -> Iterator[Board]:
    """The database, closed afterwards."""
    board = open_board(settings)
    try:
        yield board
    finally:
        board.database.close()


def reconsider(settings: Settings) -> list[Noticed]:
    """After the evidence changed: hold every article against it. Nothing where nothing was ever
    published here.
    """
    if not publishes(settings):
        return []
    with publishing(settings) as board:
        index = open_index(settings.index)
        try:
            return watch(board, index)
        finally:
            index.close()
