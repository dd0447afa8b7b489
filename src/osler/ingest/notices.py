"""Standing that one record gives another: retractions, corrections, newer versions and editions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from osler.evidence.document import Document
from osler.evidence.standing import Notice, NoticeKind
from osler.index.index import EvidenceIndex
from osler.ingest import standings
from osler.ingest.catalog import Catalog, Row
from osler.ingest.prepare import Ready, ready

BATCH = 500


def apply(
    index: EvidenceIndex,
    catalog: Catalog,
    spoke: Iterable[str] = (),
    say: Callable[[str], None] = lambda _line: None,
) -> list[str]:
    """Bring every held document's standing up to date with the catalog's links and lineages.

    Returns the keys of documents whose standing changed, in order. What both held before must be
    committed; the changes are left for the caller to commit, index first. Cut off anywhere, it ends
    the same when it runs again; then running it once more changes nothing. `say` hears of what the
    documents in `spoke` say they supersede, and do not.
    """
    said = set(spoke)
    for link in standings.work_out(catalog):
        if link.origin in said:
            say(
                f"{_name(catalog, link.origin)}: refused: it and {_name(catalog, link.target)} "
                "would supersede each other; take one `supersedes:` out"
            )
    for key, target in standings.unmet(catalog, said):
        say(f"{_name(catalog, key)}: supersedes {target!r}, and nothing older held is named so")
    catalog.commit()  # what is about to be laid on documents is known before the index holds it
    changed: list[str] = []
    wanted = standings.unsettled(catalog)
    for start in range(0, len(wanted), BATCH):
        keys = wanted[start : start + BATCH]
        held = index.fetch(keys)
        for key, row in sorted(catalog.rows(keys).items()):
            if key in held and _restand(index, catalog, held[key], row):
                changed.append(key)
    standings.settle(catalog)
    return changed


def _name(catalog: Catalog, key: str) -> str:
    row = catalog.rows([key]).get(key)
    return f"{row.title!r} ({row.date or 'date unknown'})" if row else key


def _restand(index: EvidenceIndex, catalog: Catalog, document: Document, old: Row) -> bool:
    """Give a document its standing. The row is written even where the document has it already: a
    run may have been cut off between the two.
    """
    marked = _mark(document, standings.marks_of(catalog, document.key))
    prepared = ready(marked, old.version, old.rank)
    if marked != document:
        index.upsert([prepared.entry])
    row = _row(prepared, old)
    if row != old:
        catalog.restand([row])
    return marked != document or row != old


def _row(prepared: Ready, old: Row) -> Row:
    """The hash stays that of the record as its source gave it: reading it again is no news."""
    return replace(prepared.row, hash=old.hash, issued=old.issued)


def _mark(document: Document, marks: Iterable[tuple[NoticeKind, str, bool]]) -> Document:
    standing = document.header.standing
    for kind, other, stands in marks:
        named = [each for each in standing.notices if (each.kind, each.other) == (kind, other)]
        if stands and not named:
            standing = standing.noting(Notice(kind, other))
        elif not stands and Notice(kind, other) in named:
            kept = tuple(each for each in standing.notices if each != Notice(kind, other))
            standing = replace(standing, notices=kept)
    return replace(document, header=replace(document.header, standing=standing))
