"""What a batch of outcomes changes, given what is held. Pure but for reading the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from osler.index.index import Entry
from osler.ingest.catalog import Link, Row
from osler.ingest.prepare import Outcome, Ready
from osler.ingest.tally import Tally
from osler.sources.source import Deleted, Noted, Quarantined, Skipped

OLDER = "older than the version held"
EARLIER = "from an earlier PubMed file than what is held"
WITHDRAWN = "deleted by a later PubMed file"
POORER = "held in a fuller form"
LISTED = "no evidence but a notice, applied to what is held"
NOT_HELD = "deletion of a record not held"


@dataclass(slots=True)
class Changes:
    """What to do to index and catalog for one batch: the last word on each key counts."""

    issued: int = 0
    upserts: dict[str, Entry] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    deletes: set[str] = field(default_factory=set)
    quarantined: list[Quarantined] = field(default_factory=list)
    reissued: dict[str, int] = field(default_factory=dict)  # seen unchanged in a later file
    gone: dict[str, int] = field(default_factory=dict)  # deletions that earlier files cannot undo
    replaced: set[str] = field(default_factory=set)  # keys held before, or laid twice in the batch


def changes(
    batch: Iterable[Outcome],
    held: Mapping[str, Row],
    tally: Tally,
    issued: int = 0,
    gone: Mapping[str, int] = MappingProxyType({}),
) -> Changes:
    """Decide each outcome in order, as if they came one by one, and count it in `tally`.

    `held` has the catalog's row of every key in the batch that is held. PubMed semantics: a higher
    version wins, an equal one is a full replacement, deletion then re-adding is legal. A poorer
    form (title and abstract only) never replaces a fuller one of the same version. `issued`: the
    number of the PubMed file read, if it has one: it changes nothing that a later one said, whether
    that is held or deleted (`gone`: by which file).
    """
    state: dict[str, Row | None] = dict(held)
    result = Changes(issued)
    for outcome in batch:
        tally.read += 1
        if isinstance(outcome, Ready):
            if issued and gone.get(outcome.row.key, 0) > issued:
                tally.skipped[WITHDRAWN] += 1
            else:
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
        if old.issued > result.issued > 0:
            tally.skipped[EARLIER] += 1
            return
        if new.row.version < old.version:
            tally.skipped[OLDER] += 1
            return
        if new.row.version == old.version and new.row.rank < old.rank:
            tally.skipped[POORER] += 1
            return
        if new.row.hash == old.hash:
            tally.unchanged += 1
            if result.issued > old.issued:
                state[key] = old.seen_in(result.issued)
                result.reissued[key] = result.issued
            return
        tally.replaced += 1
        result.replaced.add(key)
    else:
        tally.added += 1
        if key in result.deletes:
            result.replaced.add(key)  # deleted and added again at once
    row = new.row.seen_in(result.issued) if result.issued else new.row
    state[key] = row
    result.deletes.discard(key)
    result.upserts[key] = new.entry
    result.rows[key] = row
    result.links.extend(new.links)
    result.aliases.extend((alias, key) for alias in new.aliases)


def _delete(gone: Deleted, state: dict[str, Row | None], result: Changes, tally: Tally) -> None:
    old = state.get(gone.key)
    if old is not None and old.issued > result.issued > 0:
        tally.skipped[EARLIER] += 1
        return
    if result.issued:
        result.gone[gone.key] = result.issued
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
