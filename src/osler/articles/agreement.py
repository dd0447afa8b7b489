"""Whether articles and ledger tell the same: what rows say against what was told when they were
written. Finds changed rows, and a ledger that was cut short, without any anchor.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from osler.articles import store
from osler.articles.records import Article
from osler.articles.workflow import State
from osler.ledger import book
from osler.storage import tables as t
from osler.storage.canonical import digest


@dataclass(slots=True)
class Told:
    """What the ledger says of one article."""

    state: str | None = None
    published: int | None = None
    versions: dict[int, str] = field(default_factory=dict)
    signed: set[tuple[int, str, str]] = field(default_factory=set)  # version, who, hash


def disagreements(connection: Connection) -> Iterator[str]:
    """One line for each thing that is not as it was told, by article; nothing where all is well."""
    names = connection.execute(select(t.articles.c.id).order_by(t.articles.c.id)).scalars().all()
    for name in names:
        article = store.article(connection, name)
        for said in _article(connection, article, _told(connection, name)):
            yield f"{article.slug}: {said}"


def _told(connection: Connection, name: str) -> Told:
    told = Told()
    for entry in book.entries(connection, f"article:{name}"):
        event = entry.event
        detail = _detail(event.detail)
        told.state = detail.get("to", told.state)
        if event.act == "article.sign":
            told.signed.add((detail.get("version", 0), event.actor, detail.get("signed", "")))
            if detail.get("approved"):
                told.published, told.state = detail.get("version"), State.APPROVED.value
        elif isinstance(detail.get("version"), int):
            told.versions[detail["version"]] = detail.get("sha256", "")
        if event.act == "article.void":
            told.published = None
    return told


def _detail(stored: str) -> dict[str, Any]:
    try:
        found = json.loads(stored)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _article(connection: Connection, article: Article, told: Told) -> Iterator[str]:
    if article.state.value != told.state:
        yield f"is {article.state.value}, and the ledger says {told.state}"
    if article.published != told.published:
        yield f"version {article.published} is published, and the ledger says {told.published}"
    query = select(t.versions.c.number, t.versions.c.sha256, t.versions.c.content)
    held: set[int] = set()
    for row in connection.execute(query.where(t.versions.c.article_id == article.id)):
        held.add(row.number)
        if not row.sha256 == digest(row.content) == told.versions.get(row.number):
            yield f"version {row.number} is not what was written"
    for number in sorted(told.versions.keys() - held):
        yield f"version {number} is gone"
    if article.head != max(held, default=0):
        yield f"its newest version is {max(held, default=0)}, not {article.head}"
    signed = {
        (each.number, each.reviewer_id, each.signed)
        for each in store.signatures(connection, article.id)
    }
    for number, who, _ in sorted(signed ^ told.signed):
        yield f"the signature of {who} under version {number} is not what the ledger says"
