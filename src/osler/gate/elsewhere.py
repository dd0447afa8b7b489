"""Signing in with an identity provider: sent there, and back with its word for who somebody is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from osler.accounts import pending, people
from osler.accounts.actor import SYSTEM
from osler.accounts.openid import Identity, OpenIdError, Provider
from osler.accounts.people import AccountError, Person
from osler.accounts.role import Role
from osler.articles.actions.change import anchored
from osler.gate.passing import Visit
from osler.gate.sign_in import Entered, OverError, enter, onward
from osler.storage import tables as t
from osler.storage.canonical import digest
from osler.storage.moment import text

_LONG_AGO = datetime.timedelta(days=1)
_PURPOSE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Returned:
    """Someone who came back: how far they came, and the page they were on the way to."""

    entered: Entered
    to: str


def depart(visit: Visit, to: str, *, anew: bool) -> str:
    """The provider's address to send the browser to. `anew`: to prove again who one is. Raises
    `OpenIdError`.
    """
    errand = _provider(visit).start(anew=anew)
    kept = {
        "nonce": errand.nonce,
        "verifier": errand.verifier,
        "to": to,
        "anew": "1" if anew else "",
        "user": visit.person.id if anew and visit.person else "",
    }
    board = visit.service.board
    with board.database.writing() as connection:
        pending.keep(connection, _PURPOSE, visit.visitor, kept, board.clock(), errand.state)
    return errand.url


def back(visit: Visit, answer: Mapping[str, str], agent: str | None) -> Returned:
    """Someone came back from the provider. Raises `OverError` for a state that is not theirs or was
    used, `OpenIdError`, `AccountError`.
    """
    provider, board = _provider(visit), visit.service.board
    state = answer.get("state", "")
    with board.database.writing() as connection:
        kept = pending.take(connection, _PURPOSE, visit.visitor, state, board.clock())
    if kept is None:
        raise OverError("this sign-in was used, took too long, or began elsewhere; begin again")
    now = board.clock()
    anew = bool(kept["anew"])
    identity = provider.finish(answer, kept["nonce"], kept["verifier"], now.timestamp(), anew=anew)
    with board.database.writing() as connection:
        person = _person(connection, identity, now)
        if kept["user"] and person.id != kept["user"]:
            raise AccountError("that is another account than the one signed in here")
        entered = _entered(connection, visit, person, identity, now, agent)
    anchored(board)
    return Returned(entered, kept["to"])


def _entered(
    connection: Connection,
    visit: Visit,
    person: Person,
    identity: Identity,
    now: datetime.datetime,
    agent: str | None,
) -> Entered:
    """A session, or, where the account takes one and the provider asked for none, a code first."""
    same = visit.held is not None and visit.held.user_id == person.id
    given = same and visit.held is not None and visit.held.second_factor
    proven = (
        datetime.datetime.fromtimestamp(identity.proven_at, datetime.UTC)
        if identity.proven_at is not None
        else now - _LONG_AGO  # the provider may have remembered them for as long as it likes
    )
    if person.second_factor and not identity.several and not given:
        return onward(connection, visit, person, now, proven)
    second = identity.several or given
    return enter(
        connection, visit, person, now, agent, how="provider", second=second, proven=proven
    )


def _person(connection: Connection, identity: Identity, now: datetime.datetime) -> Person:
    """The account of an identity: the one it was tied to; else one made for its verified e-mail
    address that has no password and no identity yet; else a new one that may only read.
    """
    at = text(now)
    known = connection.execute(
        select(t.users.c.id).where(
            t.users.c.issuer == identity.issuer, t.users.c.subject == identity.subject
        )
    ).scalar_one_or_none()
    if known is not None:
        return _open(people.person(connection, known))
    waiting = people.by_login(connection, identity.email) if identity.email else None
    tie = {"issuer": identity.issuer, "subject": identity.subject}
    if waiting is not None and _unclaimed(connection, waiting):
        _open(waiting)
        return people.change(connection, at, SYSTEM, waiting, "tie", tie, tie)
    mark = digest(f"{identity.issuer}\x00{identity.subject}")[:16]
    login = identity.email if identity.email and waiting is None else f"openid-{mark}"
    name = (identity.name or identity.email or login)[: people.LONGEST]
    return people.add(connection, at, SYSTEM, login, name, frozenset({Role.READER}), **tie)


def _unclaimed(connection: Connection, person: Person) -> bool:
    return not person.elsewhere and people.password(connection, person.id) is None


def _open(person: Person) -> Person:
    if person.disabled_at is not None:
        raise AccountError("this account is shut; ask whoever runs this service")
    return person


def _provider(visit: Visit) -> Provider:
    if visit.service.provider is None:
        raise OpenIdError("there is no identity provider here")
    return visit.service.provider
