"""What people say of themselves: shown on the board page and beside what they sign."""

from __future__ import annotations

from sqlalchemy import Connection

from osler.accounts import people
from osler.accounts.actor import Actor
from osler.accounts.people import AccountError, Person
from osler.rendering.unseen import seen

INTERESTS = 4000  # characters of declared interests


def describe(
    connection: Connection,
    at: str,
    by: Actor,
    name: str,
    shown: str,
    credentials: str | None = None,
    specialty: str | None = None,
    revision: int | None = None,
) -> Person:
    """Name, credentials and specialty as shown; one's own, or by who manages people."""
    held = people.person(connection, name)
    people.own(by, held)
    values = {
        "name": people.words(shown, "a name"),
        "credentials": people.words(credentials, "credentials") if credentials else None,
        "specialty": people.words(specialty, "a specialty") if specialty else None,
    }
    return people.change(connection, at, by, held, "profile", values, values, revision)


def declare(
    connection: Connection,
    at: str,
    by: Actor,
    name: str,
    interests: str,
    revision: int | None = None,
) -> Person:
    """Declare interests, in one's own words, as of now. The ledger keeps what was said before."""
    held = people.person(connection, name)
    people.own(by, held)
    said = seen(interests).strip()
    if not 1 <= len(said) <= INTERESTS:
        raise AccountError(
            f"declared interests have 1 to {INTERESTS} characters; say so if there are none"
        )
    values = {"interests": said, "interests_at": at}
    return people.change(
        connection, at, by, held, "interests", values, {"interests": said}, revision
    )
