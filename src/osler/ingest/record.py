"""The story of an ingest: files in, evidence laid into the index, every record accounted for."""

from __future__ import annotations

import gc
import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from osler.index.index import EvidenceIndex
from osler.ingest import history, notices
from osler.ingest.catalog import Catalog
from osler.ingest.files import (
    BROKEN,
    EvidenceFile,
    Member,
    UnreadableError,
    issued,
    members,
    shown,
    why,
)
from osler.ingest.history import Reading
from osler.ingest.parsers import AHEAD, Handed, Parsers, parsing
from osler.ingest.prepare import Outcome, outcomes, recognise
from osler.ingest.sync import changes, keys
from osler.ingest.tally import Tally
from osler.sources.source import Deleted, Quarantined, Skipped, Source, TruncatedError

COMMIT = 40_000  # records between commits: what an interruption at most has to read again
GATHER = 500  # records laid in at a time
POOL_FROM = 4 << 20  # bytes of files from which two parsing processes pay for their start
NOT_EVIDENCE = "not a format Osler reads"

Advance = Callable[[int, Tally], None]  # bytes read so far over all files, and the counts


class IngestError(Exception):
    """The run had to stop; what was committed stays. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or member that could not be read whole."""

    where: str
    reason: str


@dataclass(slots=True)
class Run:
    """One ingest and all it needs. Not reusable."""

    files: Sequence[EvidenceFile]
    index: EvidenceIndex
    catalog: Catalog
    sources: Sequence[Source]
    quarantine: Path
    advance: Advance
    tally: Tally
    problems: list[Problem]
    pending: list[Outcome]
    since_commit: int = 0
    reading: Reading = field(default_factory=lambda: Reading("", ""))
    digests: dict[Path, str] = field(default_factory=dict)
    successors: set[str] = field(default_factory=set)  # documents that say what they supersede


def record(
    files: Sequence[EvidenceFile],
    index: EvidenceIndex,
    catalog: Catalog,
    sources: Sequence[Source],
    quarantine: Path,
    advance: Advance = lambda _bytes, _tally: None,
) -> tuple[Tally, list[Problem]]:
    """Read `files` in order and lay what they hold into `index`.

    Files whose bytes were read to their end before are not read again, unless what was read since
    could make them change anything: their records count as unchanged. Quarantined records are
    appended to `quarantine` (JSON lines), which is written only if there are any. Commits every
    `COMMIT` records and at each file's end, index before catalog, so that an interruption at any
    moment loses no more than work that the next run does again.
    Raises `IngestError` when the disk or the index fails.
    """
    run = Run(files, index, catalog, sources, quarantine, advance, Tally(), [], [])
    total = sum(file.size for file in files)
    done = 0
    try:
        catalog.begin()
        with _rarely_collected(), parsing() if total >= POOL_FROM else nullcontext() as pool:
            for file in files:
                _file(run, file, pool, done)
                done += file.size
                advance(done, run.tally)
        _settle(run)
    except BrokenProcessPool as error:
        raise IngestError(
            "stopped: a parsing process died, perhaps for want of memory; "
            "what was committed stays, run again"
        ) from error
    except OSError as error:
        raise IngestError(
            f"stopped: {why(error)}; what was committed is safe, run again"
        ) from error
    return run.tally, run.problems


def _settle(run: Run) -> None:
    """Let all that is held have its standing, once everything is read."""
    _commit(run)  # notices read back what was laid in
    say = run.tally.said.append
    run.tally.marked = len(notices.apply(run.index, run.catalog, run.successors, say))
    run.tally.said += history.gaps(run.catalog, (issued(file.path) for file in run.files))
    run.catalog.end()
    _commit(run)


@contextmanager
def _rarely_collected() -> Iterator[None]:
    """Records come and go without reference cycles: looking for some at every few hundred is a
    tenth of the writer's work. What piles up is still collected.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _file(run: Run, file: EvidenceFile, pool: Parsers | None, done: int) -> None:
    run.tally.files += 1
    try:
        digest = "" if file.fault else _digest(run, file)
    except OSError as error:
        file = replace(file, fault=error.strerror or why(error))
    if file.fault:
        run.tally.files_broken += 1
        run.problems.append(Problem(shown(file.path), file.fault))
        return
    before = history.records_of(run.catalog, digest)
    if before is not None and not _worth_reading(run, file, digest):
        run.tally.files_unchanged += 1
        run.tally.read += before
        run.tally.unchanged += before
        return
    read, problems = run.tally.read, len(run.problems)
    run.reading = Reading(digest, str(file.path), issued(file.path))
    with file.path.open("rb") as raw:
        for outcome in _outcomes(run, file, raw, pool, done):
            run.pending.append(outcome)
            if len(run.pending) >= GATHER:
                _lay(run)
    _lay(run)
    if len(run.problems) == problems:
        history.remember(run.catalog, run.reading, run.tally.read - read)
    else:
        run.tally.files_broken += 1
    if run.since_commit >= COMMIT // 4:
        _commit(run)


def _digest(run: Run, file: EvidenceFile) -> str:
    if file.path not in run.digests:
        run.digests[file.path] = file.sha256()
    return run.digests[file.path]


def _worth_reading(run: Run, file: EvidenceFile, digest: str) -> bool:
    """Whether a file read before could change anything: what it held was deleted since, say, by a
    file that does not come again after it in this run.
    """
    since = history.changed_since(run.catalog, digest)
    if not since:
        return False
    later = run.files[run.files.index(file) + 1 :]
    return not since <= {_digest(run, each) for each in later if not each.fault}


def _outcomes(
    run: Run, file: EvidenceFile, raw: BinaryIO, pool: Parsers | None, done: int
) -> Iterator[Outcome]:
    """Every outcome of a file in record order, parsed ahead where there is a pool."""
    waiting: deque[Handed] = deque()
    for chunk in _chunks(run, file, raw):
        run.advance(done + min(_tell(raw), file.size), run.tally)
        if isinstance(chunk, Skipped | Quarantined):
            yield from _drain(pool, waiting, 0)
            yield chunk
        elif pool is None:
            yield from outcomes(*chunk)
        else:
            waiting.append(pool.hand(*chunk))
            yield from _drain(pool, waiting, AHEAD)
    yield from _drain(pool, waiting, 0)


def _drain(pool: Parsers | None, waiting: deque[Handed], leave: int) -> Iterator[Outcome]:
    while pool is not None and len(waiting) > leave:
        yield from pool.take(waiting.popleft())


def _chunks(
    run: Run, file: EvidenceFile, raw: BinaryIO
) -> Iterator[tuple[Source, bytes, str] | Skipped | Quarantined]:
    for member in members(file, raw):
        if isinstance(member, UnreadableError):
            run.problems.append(Problem(str(file.path), str(member)))
            yield Quarantined(file.path.name, str(member))
            continue
        source = recognise(run.sources, member.head)
        if source is None:
            run.tally.files_skipped += 1
            yield Skipped(member.where, NOT_EVIDENCE)
            continue
        yield from _read(run, file, source, member)


def _read(
    run: Run, file: EvidenceFile, source: Source, member: Member
) -> Iterator[tuple[Source, bytes, str] | Quarantined]:
    try:
        for chunk in source.chunks(member.stream):
            yield source, chunk, member.origin
    except (TruncatedError, *BROKEN) as error:
        reason = f"cut short or damaged: {why(error)}"
        run.problems.append(Problem(str(file.path), f"{member.where}: {reason}"))
        yield Quarantined(member.where, reason)


def _tell(raw: BinaryIO) -> int:
    try:
        return raw.tell()
    except ValueError:  # a zip member's reader has closed or moved the handle
        return 0


def _lay(run: Run) -> None:
    batch, run.pending = run.pending, []
    spoken = keys(batch)
    number = run.reading.issued
    gone = history.withdrawn(run.catalog, spoken) if number else {}
    decided = changes(batch, run.catalog.rows(spoken), run.tally, number, gone)
    run.reading.saw(spoken, [each.key for each in batch if isinstance(each, Deleted)])
    run.index.delete(sorted(decided.deletes))
    run.index.upsert(decided.upserts.values())
    run.catalog.remove(sorted(decided.deletes))
    run.catalog.silence(sorted(decided.replaced))
    run.catalog.put(decided.rows.values())
    history.number(run.catalog, decided.gone, decided.reissued)
    run.catalog.link(decided.links)
    run.successors.update(link.origin for link in decided.links if link.kind == "supersedes")
    run.catalog.alias(decided.aliases)
    _set_aside(run.quarantine, decided.quarantined)
    run.since_commit += len(batch)
    if run.since_commit >= COMMIT:
        _commit(run)


def _commit(run: Run) -> None:
    run.index.commit()
    run.catalog.commit()
    run.since_commit = 0


def _set_aside(path: Path, items: Sequence[Quarantined]) -> None:
    if not items:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        for item in items:
            line = {"record": item.record, "reason": item.reason}
            out.write(json.dumps(line, ensure_ascii=True) + "\n")
