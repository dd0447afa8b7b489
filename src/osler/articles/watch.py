"""Watching the evidence: after each ingest, every published article against what is held now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from osler.articles import actions, store
from osler.articles.actions import Board
from osler.articles.actions.change import lineage_of
from osler.articles.content import Content, ContentError, decode
from osler.articles.records import Article, Cause
from osler.articles.staleness import changes
from osler.articles.workflow import State
from osler.evidence.document import Document, Family
from osler.index.index import EvidenceIndex

BATCH = 200  # articles looked at together
_WATCHED = tuple(state for state in State if state not in {State.RETIRED, State.WITHDRAWN})


def watch(board: Board, index: EvidenceIndex) -> list[tuple[Article, list[Cause]]]:
    """Hold every article that readers or reviewers see against the evidence and the calendar;
    returns the articles for which something new was found, with what was found.
    """
    found: list[tuple[Article, list[Cause]]] = []
    for batch in _batches(board):
        found += _batch(board, index, batch)
    return found + actions.age(board)


def _batches(board: Board) -> Iterable[list[Article]]:
    after: tuple[str, str] | None = None
    while True:
        with board.database.reading() as connection:
            batch = store.articles(connection, _WATCHED, after=after, limit=BATCH)
        if not batch:
            return
        after = (batch[-1].updated_at, batch[-1].id)
        yield batch


def _batch(
    board: Board, index: EvidenceIndex, batch: Sequence[Article]
) -> list[tuple[Article, list[Cause]]]:
    with board.database.reading() as connection:
        contents: list[tuple[Article, Content]] = []
        for article in batch:
            for number in sorted({article.head, article.published or article.head}):
                held = store.version(connection, article.id, number)
                try:
                    contents.append((article, decode(held.content)))
                except ContentError:
                    continue  # told by `osler audit verify`, and shown as a draft
    keys = {each.document for _, content in contents for each in content.answer.references}
    documents = index.fetch(sorted(keys))
    newer = _newer(index, contents)
    made: dict[str, tuple[Article, list[Cause]]] = {}
    for article, content in contents:
        causes = actions.notice(board, article.id, changes(content, documents, newer))
        if causes:
            made.setdefault(article.id, (article, []))[1].extend(causes)
    return list(made.values())


def _newer(
    index: EvidenceIndex, contents: Iterable[tuple[Article, Content]]
) -> dict[str, Document]:
    """The newest version of each cited label, where it is not the one cited, by the cited key."""
    cited = {
        each.document
        for _, content in contents
        for each in content.answer.references
        if each.family is Family.LABELS
    }
    newest: dict[str, str] = {}
    for key in sorted(cited):
        versions = index.lineage(lineage_of(key))
        if versions and versions[0].key != key:
            newest[key] = versions[0].key
    documents = index.fetch(sorted(set(newest.values())))
    return {key: documents[new] for key, new in newest.items() if new in documents}
