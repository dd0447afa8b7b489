"""What a batch of outcomes changes, given what is held. Pure but for reading the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from osler.index.index import Entry
from osler.ingest.catalog import Link, Row
from osler.ingest.prepare import Outcome, Ready
from osler.ingest.tally import Tally
from osler.sources.source import Deleted, Noted, Quarantined, Skipped

OLDER = "older than the version held"
POORER = "held in a fuller form"
LISTED = "no evidence but a notice, applied to what is held"
NOT_HELD = "deletion of a record not held"


@dataclass(slots=True)
class Changes:
    """What to do to index and catalog for one batch: the last word on each key counts."""

    upserts: dict[str, Entry] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    deletes: set[str] = field(default_factory=set)
    quarantined: list[Quarantined] = field(default_factory=list)
    replaced: set[str] = field(default_factory=set)  # keys held before, or laid twice in the batch


def changes(batch: Iterable[Outcome], held: Mapping[str, Row], tally: Tally) -> Changes:
    """Decide each outcome in order, as if they came one by one, and count it in `tally`.

    `held` has the catalog's row of every key in the batch that is held. PubMed semantics: a higher
    version wins, an equal one is a full replacement, deletion then re-adding is legal. A poorer
    form (title and abstract only) never replaces a fuller one of the same version.
    """
    state: dict[str, Row | None] = dict(held)
    result = Changes()
    for outcome in batch:
        tally.read += 1
        if isinstance(outcome, Ready):
            _lay(outcome, state, result, tally)
        elif isinstance(outcome, Deleted):
            _delete(outcome, state, result, tally)
        elif isinstance(outcome, Noted):
            tally.skipped[LISTED] += 1
            result.links += links_of(outcome)
        elif isinstance(outcome, Skipped):
            tally.skipped[outcome.reason] += 1
        else:
            tally.quarantined += 1
            result.quarantined.append(outcome)
    return result


def _lay(new: Ready, state: dict[str, Row | None], result: Changes, tally: Tally) -> None:
    key = new.row.key
    old = state.get(key)
    if old is not None:
        if new.row.version < old.version:
            tally.skipped[OLDER] += 1
            return
        if new.row.version == old.version and new.row.rank < old.rank:
            tally.skipped[POORER] += 1
            return
        if new.row.hash == old.hash:
            tally.unchanged += 1
            return
        tally.replaced += 1
        result.replaced.add(key)
    else:
        tally.added += 1
        if key in result.deletes:
            result.replaced.add(key)  # deleted and added again at once
    state[key] = new.row
    result.deletes.discard(key)
    result.upserts[key] = new.entry
    result.rows[key] = new.row
    result.links.extend(new.links)
    result.aliases.extend((alias, key) for alias in new.aliases)


def _delete(gone: Deleted, state: dict[str, Row | None], result: Changes, tally: Tally) -> None:
    old = state.get(gone.key)
    if old is None or (gone.version is not None and gone.version < old.version):
        tally.skipped[NOT_HELD] += 1
        return
    tally.deleted += 1
    state[gone.key] = None
    result.upserts.pop(gone.key, None)
    result.rows.pop(gone.key, None)
    result.links = [link for link in result.links if link.origin != gone.key]
    result.deletes.add(gone.key)


def links_of(noted: Noted) -> list[Link]:
    """What a notice says, under every name that it gives of what it speaks of."""
    return [Link(noted.kind, noted.record, name) for name in (noted.target, *noted.also)]


def keys(batch: Iterable[Outcome]) -> list[str]:
    """Every key a batch speaks of."""
    return [
        outcome.row.key if isinstance(outcome, Ready) else outcome.key
        for outcome in batch
        if isinstance(outcome, Ready | Deleted)
    ]
