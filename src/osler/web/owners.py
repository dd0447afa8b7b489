"""Whose a visitor's conversations are: their account's where they are signed in, else their own."""

from __future__ import annotations

from osler.gate.passing import Visit
from osler.gate.threads import Owners, of_account


def account_of(visit: Visit) -> str | None:
    """The owner that the visitor's account is, None where nobody is signed in."""
    return None if visit.actor.roles is None else of_account(visit.actor.id)


def owners_of(visit: Visit) -> Owners:
    """Every owner that the visitor is. What was asked before signing in stays theirs."""
    account = account_of(visit)
    return Owners(visit.visitor) if account is None else Owners(account, (visit.visitor,))
