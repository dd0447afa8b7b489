"""Whether what is stored is what the ledger says was stored: versions against their events."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from osler.articles.content import ContentError, decode
from osler.articles.signoff import intact
from osler.ledger import book
from osler.storage import tables as t


def faults(connection: Connection) -> Iterator[str]:
    """One line for each version that is not what was stored, or that one side does not know; by
    the ledger's order first. To be asked after the chain itself was found whole.
    """
    told = {
        (entry.event.subject.removeprefix("article:"), detail["version"]): detail["sha256"]
        for entry in book.entries(connection)
        if entry.event.subject.startswith("article:")
        for detail in [json.loads(entry.event.detail)]
        if "sha256" in detail and "version" in detail
    }
    columns = (t.versions.c.article_id, t.versions.c.number, t.versions.c.sha256)
    held = {(row[0], row[1]): row[2] for row in connection.execute(select(*columns))}
    for place, sha256 in told.items():
        if held.get(place) != sha256:
            said = "is gone" if place not in held else "has another hash than the ledger tells"
            yield f"version {place[1]} of article {place[0]} {said}"
    for place in held:
        if place not in told:
            yield f"version {place[1]} of article {place[0]} is not in the ledger"
        elif (how := _changed(connection, place)) is not None:
            yield f"version {place[1]} of article {place[0]} {how}"


def _changed(connection: Connection, place: tuple[str, int]) -> str | None:
    query = select(t.versions.c.content, t.versions.c.sha256).where(
        t.versions.c.article_id == place[0], t.versions.c.number == place[1]
    )
    stored, sha256 = connection.execute(query).one()
    try:
        sound = intact(decode(stored), sha256, stored)
    except ContentError as error:
        return f"cannot be read: {error}"
    return None if sound else "was changed: its content does not have its hash"
