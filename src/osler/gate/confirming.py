"""Proving again who one is, before what binds: signing, roles, keys."""

from __future__ import annotations

import datetime

from osler.accounts import people, second_factor, throttle
from osler.accounts.actor import Actor, NotAllowedError
from osler.accounts.people import Person
from osler.accounts.throttle import ThrottledError
from osler.articles.actions.change import anchored
from osler.gate.passing import Visit
from osler.gate.service import Service
from osler.storage.moment import text

RECENT = datetime.timedelta(minutes=5)


class ElsewhereError(NotAllowedError):
    """Who signs in with a provider proves it there; the door leads them to it."""


def confirm(visit: Visit, password: str, code: str) -> None:
    """Raises `NotAllowedError` unless the one signed in proves it again: password and one-time
    code, or, for who signs in elsewhere, a sign-in there within the last five minutes
    (`ElsewhereError` asks for one).
    """
    if visit.person is None or visit.held is None:
        raise NotAllowedError("sign in first")
    board = visit.service.board
    with board.database.reading() as connection:
        stored = people.password(connection, visit.person.id)
    if stored is None:
        if visit.held.confirmed_at + RECENT < board.clock():
            raise ElsewhereError("sign in again where you have your account; this takes it")
        return
    if not password or (visit.person.second_factor and not code):
        raise NotAllowedError(
            "give your password and a one-time code"
            if visit.person.second_factor
            else "give your password"
        )
    try:
        _password(visit.service, visit.address, visit.person, stored, password)
        if visit.person.second_factor:
            _code(visit.service, visit.person, code)
    except ThrottledError as error:
        raise NotAllowedError(str(error)) from error


def asks(visit: Visit) -> tuple[bool, bool]:
    """Which fields a form needs so that `confirm` can be content: password, one-time code."""
    if visit.person is None:
        return False, False
    with visit.service.board.database.reading() as connection:
        stored = people.password(connection, visit.person.id)
    return stored is not None, stored is not None and visit.person.second_factor


def _password(service: Service, address: str, person: Person, stored: str, password: str) -> None:
    board = service.board
    now = board.clock()
    with board.database.writing() as connection:
        attempt = throttle.admit(connection, person.login, address, now)
    good = service.passwords.fits(stored, password)
    with board.database.writing() as connection:
        if good:
            throttle.succeeded(connection, attempt)
        else:
            throttle.failed(connection, attempt, person.id, "password", text(now))
    if not good:
        anchored(board)
        raise NotAllowedError("that password and one-time code are not right")


def _code(service: Service, person: Person, code: str) -> None:
    board = service.board
    now = board.clock()
    with board.database.writing() as connection:
        attempt = throttle.admit_code(connection, person.id, now)
        good = second_factor.spend(connection, service.codes, person.id, code, now)
        if good:
            throttle.succeeded(connection, attempt)
        else:
            throttle.failed(connection, attempt, person.id, "code", text(now))
    if not good:
        anchored(board)
        raise NotAllowedError("that password and one-time code are not right")


def confirm_caller(service: Service, actor: Actor, address: str, password: str, code: str) -> None:
    """The same for who calls by key, which alone never binds: password and one-time code, always
    both. Raises `NotAllowedError`, also for who signs in elsewhere and has neither.
    """
    with service.board.database.reading() as connection:
        person = people.person(connection, actor.id)
        stored = people.password(connection, actor.id)
    if stored is None or not person.second_factor:
        raise NotAllowedError("a key alone never signs: sign on the page, where you sign in")
    try:
        _password(service, address, person, stored, password)
        _code(service, person, code)
    except ThrottledError as error:
        raise NotAllowedError(str(error)) from error
