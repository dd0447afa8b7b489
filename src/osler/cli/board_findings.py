"""What `osler doctor` finds of articles and people: loaded only where there is a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from sqlalchemy import Connection

from osler.accounts import second_factor
from osler.accounts.sealing import Seal, secret_key
from osler.articles.audit import audit
from osler.cli.finding import Finding
from osler.house.publishing import address
from osler.ledger import anchor
from osler.ledger.anchor import AnchorError
from osler.settings import Settings
from osler.storage import revision
from osler.storage.database import Database, DatabaseError


def findings(settings: Settings) -> Iterator[Finding]:
    """The database and its revision, the key, the ledger and the anchor. Changes nothing."""
    try:
        with closing(Database(address(settings))) as database, database.reading() as connection:
            here = revision.held(connection)
            yield _revision(database.where, here)
            if here == revision.NEWEST:
                yield _codes(connection, settings)
                yield _ledger(connection, settings)
    except DatabaseError as error:
        yield Finding(False, "database", str(error), "see that it can be reached and read")
    yield _anchor(settings)


def _revision(where: str, here: str | None) -> Finding:
    if here == revision.NEWEST:
        return Finding(True, "database", f"{where}, revision {here}")
    if here is None:
        return Finding(True, "database", f"{where}: no tables yet", "`osler serve` makes them")
    advice = "`osler serve` brings an older one up to date; a newer one takes a newer Osler"
    found = f"{where}: revision {here}, and this Osler has {revision.NEWEST}"
    return Finding(False, "database", found, advice)


def _codes(connection: Connection, settings: Settings) -> Finding:
    seal = Seal(secret_key(settings.secret)) if settings.secret.exists() else None
    closed = second_factor.unreadable(connection, seal)
    found = f"{closed:,} members' codes cannot be read" if closed else "all can be read"
    advice = f"put the {settings.secret.name} they were set up with into {settings.home}"
    return Finding(not closed, "one-time codes", found, advice if closed else "")


def _ledger(connection: Connection, settings: Settings) -> Finding:
    """The whole check, which `osler audit verify` does too: about a second for 100,000 rows."""
    try:
        found = audit(connection, anchor.held(settings.anchor))
    except AnchorError as error:
        return Finding(False, "ledger", str(error), "put the anchors of a copy in its place")
    if found.fault is not None:
        return Finding(False, "ledger", found.fault, "`osler restore` a backup made before that")
    borne = f", {found.anchors:,} anchors bear it out" if found.anchors else ""
    return Finding(True, "ledger", f"{found.rows:,} rows, whole{borne}")


def _anchor(settings: Settings) -> Finding:
    if settings.anchor is None:
        advice = "optional: set anchor to a file on another disk, so that nothing is cut off unseen"
        return Finding(True, "anchor", "none", advice)
    try:
        anchor.ready(settings.anchor)
    except AnchorError as error:
        return Finding(False, "anchor", str(error))
    return Finding(True, "anchor", str(settings.anchor))
