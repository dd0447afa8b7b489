"""Standing that one record gives another: retractions, corrections, newer versions and editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from osler.evidence.document import Document
from osler.evidence.standing import Notice, NoticeKind
from osler.index.index import EvidenceIndex
from osler.ingest.catalog import Catalog, Link, Row
from osler.ingest.prepare import ready

BATCH = 500
_KINDS = {
    "retracts": NoticeKind.RETRACTED,
    "partly retracts": NoticeKind.PARTLY_RETRACTED,
    "republishes": NoticeKind.REPUBLISHED,
    "corrects": NoticeKind.CORRECTED,
    "concerns": NoticeKind.CONCERN,
    "updates": NoticeKind.SUPERSEDED,
    "supersedes": NoticeKind.SUPERSEDED,
}


def apply(index: EvidenceIndex, catalog: Catalog) -> list[str]:
    """Bring every held document's standing up to date with the catalog's links and lineages.

    Returns the keys of documents whose standing changed, in order. Changes are left for the caller
    to commit. Running it again changes nothing.
    """
    due = catalog.due()
    notices: dict[str, list[Notice]] = {}
    for link in due:
        notices.setdefault(link.target, []).append(Notice(_KINDS[link.kind], link.origin))
    for link, key in catalog.due_by_name():
        notices.setdefault(key, []).append(Notice(_KINDS[link.kind], link.origin))
    for origin, key in catalog.retracted_elsewhere():
        notices.setdefault(key, []).append(Notice(NoticeKind.RETRACTED, origin))
    newest = dict(_newer(catalog.lineages()))
    changed: list[str] = []
    wanted = sorted(notices.keys() | newest.keys())
    for start in range(0, len(wanted), BATCH):
        keys = wanted[start : start + BATCH]
        held = index.fetch(keys)
        rows = catalog.rows(keys)
        for key in keys:
            document = held.get(key)
            if document is None or key not in rows:
                continue
            marked = _mark(document, notices.get(key, ()), newest.get(key))
            if marked != document:
                _lay(index, catalog, marked, rows[key])
                changed.append(key)
    catalog.applied(due)
    return changed


def _lay(index: EvidenceIndex, catalog: Catalog, document: Document, old: Row) -> None:
    prepared = ready(document, old.version, old.rank)
    index.upsert([prepared.entry])
    # The hash stays that of the record as its source gave it, so that reading it again is no news.
    catalog.put([replace(prepared.row, hash=old.hash)])


def _newer(lineages: Iterable[list[Row]]) -> Iterable[tuple[str, str]]:
    """(key, key of the newest version of its lineage), for every lineage that must be looked at."""
    for rows in lineages:
        best = max(rows, key=_age)
        if _age(best) == _age(min(rows, key=_age)):
            continue  # nothing says which is newer
        for row in rows:
            superseded = "superseded" in row.standing
            if superseded != (row.key != best.key):
                yield row.key, best.key


def _age(row: Row) -> tuple[int, str]:
    """Order of versions in a lineage: by number, else by date; unknown comes first."""
    return (row.ordinal if row.ordinal is not None else -1, row.date or "")


def _mark(document: Document, notices: Iterable[Notice], newest: str | None) -> Document:
    """`newest` is the key that stands in this lineage, None where the lineage says nothing new."""
    standing = document.header.standing
    if newest is not None:
        others = tuple(each for each in standing.notices if not _by_lineage(each, document))
        standing = replace(standing, notices=others)
        if newest != document.key:
            standing = standing.noting(Notice(NoticeKind.SUPERSEDED, newest))
    for notice in notices:
        if notice.kind is NoticeKind.SUPERSEDED and standing.superseded:
            continue  # one successor is enough: a work of many pages has as many
        standing = standing.noting(notice)
    return replace(document, header=replace(document.header, standing=standing))


def _by_lineage(notice: Notice, document: Document) -> bool:
    own = document.header.lineage
    other = notice.other or ""
    return notice.kind is NoticeKind.SUPERSEDED and other.startswith((own + ":", own + "@"))


def declare(catalog: Catalog, old: str, new: str) -> Link:
    """Record the operator's word that `new` supersedes `old` (keys)."""
    link = Link("supersedes", new, old)
    catalog.link([link])
    return link
