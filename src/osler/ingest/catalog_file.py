"""The catalog's file: its tables, and opening it whoever made it, even where none may write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = 1
# `applied` is 2 where the operator declared the link. `marks`: see `standings.py`; `gone`: the
# numbered file that deleted a record; `files.at`: the order in which files were read to their end.
_TABLES = """
CREATE TABLE IF NOT EXISTS files (
  sha256 TEXT PRIMARY KEY, path TEXT NOT NULL, records INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (
  key TEXT PRIMARY KEY, lineage TEXT NOT NULL, hash BLOB NOT NULL, version INTEGER NOT NULL,
  rank INTEGER NOT NULL, family TEXT NOT NULL, source TEXT NOT NULL, year INTEGER, date TEXT,
  ordinal INTEGER, title TEXT, url TEXT, publisher TEXT, topic TEXT, standing TEXT NOT NULL,
  design TEXT NOT NULL, read TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_lineage ON records(lineage) WHERE lineage <> key;
CREATE INDEX IF NOT EXISTS by_topic ON records(topic, publisher) WHERE topic IS NOT NULL;
CREATE TABLE IF NOT EXISTS links (
  kind TEXT NOT NULL, origin TEXT NOT NULL, target TEXT NOT NULL, applied INTEGER NOT NULL,
  PRIMARY KEY (kind, origin, target)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_target ON links(target);
CREATE INDEX IF NOT EXISTS by_origin ON links(origin);
CREATE TABLE IF NOT EXISTS aliases (
  alias TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (alias, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS names_of ON aliases(key);
CREATE TABLE IF NOT EXISTS marks (
  key TEXT NOT NULL, kind TEXT NOT NULL, other TEXT NOT NULL, settled INTEGER NOT NULL,
  PRIMARY KEY (key, kind, other)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS unsettled ON marks(key) WHERE settled = 0;
CREATE TABLE IF NOT EXISTS gone (
  key TEXT PRIMARY KEY, issued INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_ADDED = (  # columns that catalogs made by an earlier Osler lack
    ("records", "issued", "INTEGER NOT NULL DEFAULT 0"),
    ("files", "at", "INTEGER NOT NULL DEFAULT 0"),
    ("files", "issued", "INTEGER NOT NULL DEFAULT 0"),
    ("files", "schemes", "TEXT NOT NULL DEFAULT ''"),
    ("files", "deleted", "TEXT NOT NULL DEFAULT ''"),
)


class CatalogError(Exception):
    """The catalog cannot be used; the message says why and what to do."""


def connect(path: Path | None, *, read_only: bool) -> sqlite3.Connection:
    """Open it, or one in memory (`path=None`). Raises `CatalogError`."""
    if path is not None and read_only and not path.exists():
        raise CatalogError(f"{path}: no evidence has been ingested; run `osler setup`")
    try:
        db = _read_only(path) if path is not None and read_only else _writable(path)
        found = db.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    except sqlite3.Error as error:
        raise CatalogError(f"{path}: {error}; {_advice(error)}") from error
    if found is not None and int(found[0]) != SCHEMA:
        raise CatalogError(f"{path}: made by another version of Osler; move it and ingest again")
    if found is None and not read_only:
        db.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA),))
        db.commit()
    return db


def _writable(path: Path | None) -> sqlite3.Connection:
    target = ":memory:" if path is None else path.resolve().as_uri()
    db = sqlite3.connect(target, uri=True, timeout=10)
    with _once(db):
        db.executescript(_TABLES)
        for table, column, kind in _ADDED:
            if not has(db, table, column):
                db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    return db


def _read_only(path: Path) -> sqlite3.Connection:
    """Where its folder may not be written and no writer has left a log, as a file that stays."""
    target = f"{path.resolve().as_uri()}?mode=ro"
    db = sqlite3.connect(target, uri=True, timeout=10)
    try:
        db.execute("SELECT 1 FROM meta").fetchone()
    except sqlite3.OperationalError as error:
        log = path.with_name(f"{path.name}-wal")
        if _code(error) not in _NO_LOG or (log.exists() and log.stat().st_size):
            raise
        db.close()
        db = sqlite3.connect(f"{target}&immutable=1", uri=True)
    return db


_NO_LOG = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _advice(error: sqlite3.Error) -> str:
    if _code(error) in _DAMAGE:
        return (
            "it is damaged: move it away and ingest again; what you declared with `osler evidence` "
            "is in declarations.jsonl beside it and applies again"
        )
    return "see that its folder and disk can be used, and run again"


def has(db: sqlite3.Connection, table: str, column: str) -> bool:
    """Whether a table has a column: an earlier Osler's may not."""
    return any(row[1] == column for row in db.execute(f"PRAGMA table_info({table})"))


@contextmanager
def _once(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    yield
    db.commit()
