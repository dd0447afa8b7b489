"""The one check of all that was written: the ledger's chain, its anchors, and that articles,
versions and signatures are what the ledger tells. Finds changed rows, and a ledger that was cut
short before what the articles know, without any anchor.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from osler.articles import store
from osler.articles.content import ContentError, decode
from osler.articles.records import Article
from osler.articles.signoff import intact
from osler.articles.store import MissingError
from osler.articles.workflow import State
from osler.ledger import anchor, book, chain
from osler.ledger.anchor import Anchor
from osler.ledger.chain import Entry, Event
from osler.storage import tables as t


@dataclass(frozen=True, slots=True)
class Audit:
    """`rows` of the ledger looked at, `anchors` held against them (None where none are dropped),
    and the first thing that is wrong in one line, None where all is well.
    """

    rows: int
    anchors: int | None
    fault: str | None


@dataclass(slots=True)
class Told:
    """What the ledger says of one article. Each is with the row that says so."""

    row: int = 0
    state: str | None = None
    published: int | None = None
    versions: dict[int, tuple[str, int]] = field(default_factory=dict)  # hash
    signed: dict[tuple[int, str, str], int] = field(default_factory=dict)  # version, who, hash


def audit(connection: Connection, anchors: Sequence[Anchor] | None) -> Audit:
    """Check everything; takes about a second for each 100,000 rows and each 2,000 versions.
    `anchors`: what was dropped outside the database, None where nothing is.
    """
    told: dict[str, Told] = {}
    rows = book.count(connection)
    held = len(anchors) if anchors is not None else None
    fault = chain.first_fault(_listening(book.entries(connection), told))
    if fault is None and anchors:
        fault = anchor.first_fault(connection, anchors)
    if fault is not None:
        return Audit(rows, held, f"ledger row {fault.sequence} {fault.reason}")
    return Audit(rows, held, next(_disagreements(connection, told), None))


def _listening(entries: Iterator[Entry], told: dict[str, Told]) -> Iterator[Entry]:
    for entry in entries:
        what, _, name = entry.event.subject.partition(":")
        if what == "article":
            _hear(told.setdefault(name, Told()), entry.event)
        yield entry


def _hear(told: Told, event: Event) -> None:
    detail = _detail(event.detail)
    told.row = event.sequence
    told.state = detail.get("to", told.state)
    version = detail.get("version")
    if event.act == "article.sign":
        told.signed[version or 0, event.actor, detail.get("signed", "")] = event.sequence
        if detail.get("approved"):
            told.published, told.state = version, State.APPROVED.value
    elif isinstance(version, int) and "sha256" in detail:
        told.versions[version] = (detail["sha256"], event.sequence)
    if event.act == "article.void":
        told.published = None


def _detail(stored: str) -> dict[str, Any]:
    try:
        found = json.loads(stored)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _disagreements(connection: Connection, told: dict[str, Told]) -> Iterator[str]:
    """One line for each thing that is not as it was told, by the ledger's order; then what the
    ledger does not know at all.
    """
    held = set(connection.execute(select(t.articles.c.id)).scalars())
    for name, each in told.items():
        try:
            article = store.article(connection, name)
        except MissingError:
            yield f"article {name} is gone: ledger row {each.row} tells of it"
            continue
        for row, said in _article(connection, article, each):
            yield f"article {article.slug}: {said}" + (f" (ledger row {row})" if row else "")
    for name in sorted(held - told.keys()):
        yield f"article {name} is not in the ledger"


def _article(connection: Connection, article: Article, told: Told) -> Iterator[tuple[int, str]]:
    """Each disagreement with the row that tells otherwise, 0 where none does."""
    held: set[int] = set()
    query = select(t.versions).where(t.versions.c.article_id == article.id)
    for version in connection.execute(query.order_by(t.versions.c.number)):
        held.add(version.number)
        sha256, row = told.versions.get(version.number, (None, 0))
        wrong = _version(version.content, version.sha256, sha256)
        if wrong is not None:
            yield row, f"version {version.number} {wrong}"
    for number in sorted(told.versions.keys() - held):
        yield told.versions[number][1], f"version {number} is gone"
    if article.head != max(held, default=0):
        yield told.row, f"its newest version is {max(held, default=0)}, not {article.head}"
    if article.state.value != told.state:
        yield told.row, f"is {article.state.value}, and the ledger says {told.state}"
    if article.published != told.published:
        said = f"version {article.published} is published, and the ledger says {told.published}"
        yield told.row, said
    signed = {
        (each.number, each.reviewer_id, each.signed)
        for each in store.signatures(connection, article.id)
    }
    for place in sorted(signed ^ told.signed.keys()):
        said = f"the signature of {place[1]} under version {place[0]} is not what the ledger says"
        yield told.signed.get(place, 0), said


def _version(stored: str, sha256: str, told: str | None) -> str | None:
    """How a version is not what was written, None where it is."""
    if told is None:
        return "is not in the ledger"
    if sha256 != told:
        return "has another hash than the ledger tells"
    try:
        sound = intact(decode(stored), sha256, stored)
    except ContentError as error:
        return f"cannot be read: {error}"
    return None if sound else "was changed: its content does not have its hash"
