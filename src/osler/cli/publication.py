"""What the commands for articles share: the database, where there is one, and who acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from osler.accounts.actor import Actor, NotAllowedError
from osler.accounts.people import person
from osler.articles.actions import Board
from osler.house.publishing import publishes, publishing
from osler.settings import read_settings


class NothingError(Exception):
    """No article was ever saved here; the message says how one is."""


@contextmanager
def published() -> Iterator[Board]:
    """The database of articles. Raises `NothingError` where there is none: reading makes none."""
    settings = read_settings()
    if not publishes(settings):
        raise NothingError(
            f'no article was saved here yet ({settings.home}); `osler article save "QUESTION"`'
        )
    with publishing(settings) as board:
        yield board


def acting(board: Board, login: str) -> Actor:
    """The person named, acting. Raises `AccountError`, and `NotAllowedError` for an account that
    was closed.
    """
    with board.database.reading() as connection:
        found = person(connection, login)
    if found.disabled_at is not None:
        raise NotAllowedError(f"the account of {found.name} was closed")
    return found.actor()


AS = click.option("--as", "login", required=True, metavar="LOGIN", help="Whose act this is.")
