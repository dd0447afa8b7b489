"""What someone changes of their own account, where it gives their session a new token."""

from __future__ import annotations

import datetime

from osler.accounts import keys, passwords, pending, people, second_factor, sessions
from osler.accounts.actor import NotAllowedError
from osler.accounts.people import AccountError, Person
from osler.accounts.sessions import Session
from osler.articles.actions.change import anchored
from osler.gate.confirming import confirm
from osler.gate.passing import Visit
from osler.storage.moment import text

FRESH = datetime.timedelta(minutes=15)  # a first second factor is set up this soon after signing in
SETTING_UP = "second-factor"


def set_password(
    visit: Visit, password: str, code: str, new: str, *, end_keys: bool = False
) -> str:
    """Another password; all other sessions end, and with `end_keys` all API keys. Returns this
    session's new token. Raises `PasswordError` for one that may not be
    chosen, `NotAllowedError`, `AccountError`.
    """
    person, held = _signed_in(visit)
    board = visit.service.board
    with board.database.reading() as connection:
        if people.password(connection, person.id) is None:
            raise AccountError("your password is kept where you sign in; change it there")
    passwords.allow(new, person.login, person.name)
    confirm(visit, password, code)
    hashed = visit.service.passwords.hashed(new)
    now = board.clock()
    with board.database.writing() as connection:
        people.set_password(connection, text(now), visit.actor, person.id, hashed, held.key)
        if end_keys:
            keys.end_all(connection, text(now), visit.actor, person.id)
        token = sessions.renew(connection, held, now, second_factor=held.second_factor)
    anchored(board)
    return token


def may_begin(visit: Visit) -> bool:
    """Whether someone may set up a first second factor without proving again who they are."""
    person, held = _signed_in(visit)
    now = visit.service.board.clock()
    return not person.second_factor and held.confirmed_at + FRESH >= now


def begin_second_factor(visit: Visit, password: str, code: str) -> None:
    """A new secret, which counts once a code from it is given. Raises `NotAllowedError`."""
    person, held = _signed_in(visit)
    if not may_begin(visit):
        confirm(visit, password, code)
    board = visit.service.board
    now = board.clock()
    with board.database.writing() as connection:
        pending.drop(connection, SETTING_UP, held.key)
        pending.keep(connection, SETTING_UP, visit.visitor, {}, now, held.key)
        second_factor.begin(connection, visit.service.codes, text(now), visit.actor, person)
    anchored(board)


def second_factor_begun(visit: Visit) -> str | None:
    """The secret that waits for its first code: for minutes, and in the session that proved itself
    to begin it, so that no other session reads it or makes it count. None where none waits.
    """
    person, held = _signed_in(visit)
    board = visit.service.board
    with board.database.reading() as connection:
        codes = visit.service.codes
        begun = pending.look(connection, SETTING_UP, visit.visitor, held.key, board.clock())
        return second_factor.pending(connection, codes, person.id) if begun is not None else None


def settle_second_factor(visit: Visit, code: str) -> str:
    """The first code from a new secret; all other sessions end. Returns this session's new token.
    Raises `AccountError` for a wrong code, and where this session did not begin it.
    """
    person, held = _signed_in(visit)
    board = visit.service.board
    now = board.clock()
    with board.database.writing() as connection:
        if pending.look(connection, SETTING_UP, visit.visitor, held.key, now) is None:
            raise AccountError("that took too long, or was begun elsewhere; begin again")
        codes = visit.service.codes
        second_factor.settle(connection, codes, now, visit.actor, person, code, held.key)
        pending.drop(connection, SETTING_UP, held.key)
        token = sessions.renew(connection, held, now, second_factor=True)
    anchored(board)
    return token


def _signed_in(visit: Visit) -> tuple[Person, Session]:
    if visit.person is None or visit.held is None:
        raise NotAllowedError("sign in first")
    return visit.person, visit.held
