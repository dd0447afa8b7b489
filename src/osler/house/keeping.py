"""Backup and restore of articles and people. Neither stops those who are served meanwhile."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table
from sqlalchemy.exc import SQLAlchemyError

from osler.accounts import second_factor
from osler.accounts.actor import SYSTEM
from osler.accounts.sealing import Seal, secret_key
from osler.articles.actions import Board
from osler.articles.audit import audit
from osler.articles.watch import watch
from osler.house.publishing import policy, publishes, publishing
from osler.index.embedded import open_index
from osler.ledger import anchor, book
from osler.settings import Settings
from osler.storage import archive, copying
from osler.storage.archive import FORMAT, BackupError, Manifest
from osler.storage.database import Database
from osler.storage.moment import text, utc_now
from osler.storage.revision import NEWEST, RESTORED, SINCE

Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `rows`: read, all of which were restored; `before`: the backup made of
    what was there, None where there was nothing; `aside`: where old anchors are; `reopened`:
    articles that the evidence held now made stale; None where no evidence is held here. `codeless`:
    members whose one-time codes another `secret.key` sealed.
    """

    manifest: Manifest
    rows: int
    before: Path | None
    aside: Path | None
    reopened: int | None
    codeless: int


def backup(
    settings: Settings, file: Path, tick: Tick = lambda _rows: None, *, over: bool = False
) -> Manifest:
    """Write all articles, people and the ledger, as they stand at one moment, to a new file.

    `over`: there may be such a file. Raises `BackupError`, `DatabaseError`.
    """
    if not publishes(settings):
        raise BackupError(
            f"{settings.articles}: nothing was ever published here; no backup was made"
        )
    with publishing(settings) as board, board.database.reading() as connection:
        return _write(connection, file, tick, over=over)


def _write(connection: Connection, file: Path, tick: Tick, *, over: bool = False) -> Manifest:
    head = book.head(connection)
    manifest = Manifest(
        FORMAT,
        NEWEST,
        text(utc_now()),
        head.event.sequence if head else 0,
        head.hash if head else None,
        {},
    )
    tables = (
        (str(each.name), copying.names(each), _ticked(copying.out(connection, each), tick))
        for each in copying.kept()
    )
    return archive.write(file, tables, manifest, over=over)


def _ticked(rows: Iterator[archive.Row], tick: Tick) -> Iterator[archive.Row]:
    for row in rows:
        tick(1)
        yield row


def restore(
    settings: Settings, file: Path, *, over: bool = False, tick: Tick = lambda _bytes: None
) -> Restored:
    """Put a backup in the place of what is there, in one transaction.

    It is checked whole, laid out beside, and held against the evidence held now before anyone is
    served from it; what was there is backed up first. `over`: there may be something there.
    Raises `BackupError` (nothing was touched), `DatabaseError`.
    """
    manifest = archive.check(file, _columns, tick)
    settings.home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="restore-", dir=settings.home) as folder:
        beside = Database(f"sqlite:///{Path(folder) / 'restored.sqlite'}")
        try:
            rows = _lay_out(settings, beside, file, manifest)
            reopened = _reconsider(settings, beside, file, manifest)
            codeless = _codeless(settings, beside)
            before = _swap(settings, beside, over=over)
        finally:
            beside.close()
    return Restored(manifest, rows, before, _anchor_anew(settings), reopened, codeless)


def _columns(revision: str) -> dict[str, tuple[str, ...]]:
    if revision not in RESTORED:
        raise BackupError(
            f"the backup has tables of revision {revision}, this Osler has {NEWEST}: "
            "restore it with the Osler that made it, or upgrade"
        )
    return {str(each.name): copying.names(each) for each in _held(revision)}


def _held(revision: str) -> list[Table]:
    """The tables that a backup of this revision has."""
    return [each for each in copying.kept() if revision >= SINCE.get(str(each.name), revision)]


def _lay_out(settings: Settings, beside: Database, file: Path, manifest: Manifest) -> int:
    """Fill a new database from a backup; returns how many rows it has."""
    beside.prepare()
    number = 0
    try:
        with beside.writing() as connection:
            for table in _held(manifest.revision):
                number += copying.into(connection, table, archive.rows(file, manifest, table.name))
            wrong = _wrong(connection, settings, manifest)
    except SQLAlchemyError as error:
        raise BackupError(f"{file}: its rows do not fit together") from error
    if wrong is not None:
        raise BackupError(f"{file}: tampered with: {wrong}")
    return number


def _wrong(connection: Connection, settings: Settings, manifest: Manifest) -> str | None:
    """The ledger must be whole, end at the head that the manifest names, be the one that was
    anchored, as far as it goes, and tell what the articles are.
    """
    head = book.head(connection)
    ends = (head.event.sequence, head.hash) if head is not None else (0, None)
    if ends != (manifest.sequence, manifest.head):
        return "its ledger does not end where its manifest says"
    anchors = anchor.held(settings.anchor)
    if anchors is not None:
        anchors = [each for each in anchors if each.sequence <= manifest.sequence]
    return audit(connection, anchors).fault


def _reconsider(settings: Settings, beside: Database, file: Path, manifest: Manifest) -> int | None:
    """Hold the restored articles against the evidence held now, before anyone sees them."""
    board = Board(beside, policy(settings))
    with beside.writing() as connection:
        detail = {"made_at": manifest.made_at, "sequence": manifest.sequence, "file": file.name}
        at = book.moment(connection, board.clock)
        book.append(connection, at, SYSTEM.id, "database.restore", "database", detail)
    if not settings.index.exists():
        return None
    index = open_index(settings.index)
    try:
        return len(watch(board, index))
    finally:
        index.close()


def _codeless(settings: Settings, beside: Database) -> int:
    seal = Seal(secret_key(settings.secret)) if settings.secret.exists() else None
    with beside.reading() as connection:
        return second_factor.unreadable(connection, seal)


def _swap(settings: Settings, beside: Database, *, over: bool) -> Path | None:
    """Everything out and everything in, in one transaction; returns the backup of what was out."""
    now = datetime.datetime.now(datetime.UTC)
    before: Path | None = settings.home / f"before-restore-{now:%Y%m%dT%H%M%S%fZ}.zip"
    with publishing(settings) as board, board.database.writing() as connection:
        held = copying.count(connection)
        if held and not over:
            raise BackupError(
                f"{board.database.where} holds articles or accounts already; with --replace they "
                "are backed up and replaced"
            )
        if held and before is not None:
            _write(connection, before, lambda _rows: None)
        else:
            before = None
        copying.clear(connection)
        with beside.reading() as source:
            for table in copying.kept():
                copying.into(connection, table, copying.out(source, table))
    return before


def _anchor_anew(settings: Settings) -> Path | None:
    """Anchors of rows that are no more are put aside, and the restored head is anchored."""
    if settings.anchor is None:
        return None
    aside: Path | None = None
    if settings.anchor.exists():
        now = datetime.datetime.now(datetime.UTC)
        aside = settings.anchor.with_name(f"{settings.anchor.name}.aside-{now:%Y%m%dT%H%M%S%fZ}")
        settings.anchor.rename(aside)
    with publishing(settings) as board, board.database.reading() as connection:
        anchor.drop(settings.anchor, book.head(connection))
    return aside
