"""Watching the evidence: after each ingest, every published article against what is held now."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from osler.articles import actions, store
from osler.articles.actions import Board
from osler.articles.actions.change import lineage_of
from osler.articles.content import Content, ContentError, decode
from osler.articles.records import Noticed
from osler.articles.staleness import changes
from osler.articles.store import MissingError
from osler.articles.workflow import State
from osler.evidence.document import Document, Family
from osler.index.index import EvidenceIndex
from osler.storage import tables as t

BATCH = 200  # versions looked at together
Found = dict[str, Noticed]  # by article


def watch(board: Board, index: EvidenceIndex) -> list[Noticed]:
    """Hold every article that is not withdrawn against the evidence and the calendar; returns the
    articles for which something new was found, with what was found.

    What is published or written while this runs is looked at too.
    """
    found: Found = {}
    seen: set[tuple[str, int]] = set()
    while True:
        with board.database.reading() as connection:
            fresh = [each for each in _numbers(connection) if each not in seen]
        if not fresh:
            break
        for start in range(0, len(fresh), BATCH):
            _batch(board, index, fresh[start : start + BATCH], found)
        seen.update(fresh)
    for each in actions.age(board):
        _add(found, each)
    return list(found.values())


def _add(found: Found, noticed: Noticed) -> None:
    before = found.get(noticed.article.id)
    found[noticed.article.id] = before.and_then(noticed) if before is not None else noticed


def _numbers(connection: Connection) -> list[tuple[str, int]]:
    """Article and number of each version that is published or newest, in order."""
    columns = (t.articles.c.id, t.articles.c.published, t.articles.c.head)
    query = select(*columns).where(t.articles.c.state != State.WITHDRAWN.value)
    return [
        (row.id, number)
        for row in connection.execute(query.order_by(t.articles.c.id))
        for number in sorted({row.head, row.published or row.head})
    ]


def _batch(
    board: Board, index: EvidenceIndex, batch: Sequence[tuple[str, int]], found: Found
) -> None:
    contents: list[tuple[str, int, Content]] = []
    with board.database.reading() as connection:
        for name, number in batch:
            try:
                held = store.version(connection, name, number)
                contents.append((name, number, decode(held.content)))
            except (ContentError, MissingError):
                continue  # told by `osler audit verify`, and shown as a draft
    held_now = [content for _, _, content in contents]
    keys = {each.document for content in held_now for each in content.answer.references}
    documents = index.fetch(sorted(keys))
    newer = _newer(index, held_now)
    for name, number, content in contents:
        noticed = actions.notice(board, name, changes(content, documents, newer), number)
        if noticed is not None:
            _add(found, noticed)


def _newer(index: EvidenceIndex, contents: Sequence[Content]) -> dict[str, Document]:
    """The newest version of each cited label, where it is not the one cited, by the cited key."""
    cited = {
        each.document
        for content in contents
        for each in content.answer.references
        if each.family is Family.LABELS
    }
    lineages = {each.document: each.lineage for content in contents for each in content.sections}
    newest: dict[str, str] = {}
    for key in sorted(cited):
        versions = index.lineage(lineages.get(key) or lineage_of(key))
        if versions and versions[0].key != key:
            newest[key] = versions[0].key
    documents = index.fetch(sorted(set(newest.values())))
    return {key: documents[new] for key, new in newest.items() if new in documents}
