"""What has been ingested: files, records and the links between them, in one SQLite file.

The index holds the evidence; the catalog holds what is needed to tell added from unchanged and to
derive standing. It is committed after the index, so that after a crash it may be behind and never
ahead: a record it does not know is laid in once more, to the same end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from osler.ingest.catalog_file import connect, has


@dataclass(frozen=True, slots=True)
class Row:
    """One held record. `hash` is over the document as parsed, before notices from elsewhere.

    `ordinal` orders versions of a lineage numerically where the source numbers them; `date` is ISO
    with the source's precision. `standing` is the badges, comma-separated. `issued` is the number
    of the PubMed file it was last seen in (`files.issued`), 0 for any other file.
    """

    key: str
    lineage: str
    hash: bytes
    version: int
    rank: int
    family: str
    source: str
    year: int | None
    date: str | None
    ordinal: int | None
    title: str
    url: str | None
    publisher: str | None
    topic: str | None
    standing: str
    design: str
    read: str | None
    issued: int = 0

    def __reduce__(self) -> tuple[type[Row], tuple[object, ...]]:
        """Pickled by its values; see `Entry`."""
        return Row, _values(self)

    def seen_in(self, issued: int) -> Row:
        """The same, seen in another file; `dataclasses.replace` would take several times longer."""
        return Row(*(*_values(self)[:-1], issued))


@dataclass(frozen=True, slots=True)
class Link:
    """`origin` says something of `target`: `kind` is one of `prepare.LINKS`, or what a record says
    of its own standing (`prepare.OWN`); then `target` is who told it.
    """

    kind: str
    origin: str
    target: str


_values = attrgetter(*Row.__dataclass_fields__)
_COLUMNS = ", ".join(Row.__dataclass_fields__)
_MARKS = ", ".join("?" for _ in Row.__dataclass_fields__)


class Catalog:
    """The catalog in a file, or in memory for tests (`path=None`). One writer at a time."""

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        self._db = connect(path, read_only=read_only)
        self._columns = _COLUMNS
        if not has(self._db, "records", "issued"):  # an earlier Osler's, open for reading
            self._columns = _COLUMNS.replace("issued", "0")

    def rows(self, keys: Iterable[str]) -> dict[str, Row]:
        """Held records among `keys`."""
        wanted = list(keys)
        found: dict[str, Row] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" for _ in part)
            query = f"SELECT {self._columns} FROM records WHERE key IN ({marks})"  # noqa: S608
            found.update({row[0]: Row(*row) for row in self._db.execute(query, part)})
        return found

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, for what `standings.py` and `history.py` work out in it."""
        return self._db

    def put(self, rows: Iterable[Row]) -> None:
        """Hold these records as their source gave them, replacing by key. What others say of them
        must be applied again.
        """
        held = list(rows)
        self.restand(held)
        self._unsettle(row.key for row in held)

    def restand(self, rows: Iterable[Row]) -> None:
        """Hold these rows, to which what others say of them has been applied."""
        self._db.executemany(
            f"INSERT OR REPLACE INTO records ({_COLUMNS}) VALUES ({_MARKS})",  # noqa: S608
            [_values(row) for row in rows],
        )

    def remove(self, keys: Iterable[str]) -> None:
        """Forget records, and what they said of others."""
        gone = list(keys)
        self._db.executemany("DELETE FROM records WHERE key = ?", [(key,) for key in gone])
        self._unsettle(gone)
        self.silence(gone)

    def silence(self, keys: Iterable[str]) -> None:
        """Forget what records said of themselves and of others, and their other names."""
        gone = [(key,) for key in keys]
        self._db.executemany("DELETE FROM links WHERE origin = ? AND applied <> 2", gone)
        self._db.executemany("DELETE FROM aliases WHERE key = ?", gone)

    def _unsettle(self, keys: Iterable[str]) -> None:
        if self._db.execute("SELECT 1 FROM marks LIMIT 1").fetchone():
            self._db.executemany(
                "UPDATE marks SET settled = 0 WHERE key = ?", [(key,) for key in keys]
            )

    def link(self, links: Iterable[Link], *, declared: bool = False) -> None:
        """Remember links. What the operator `declared` outlasts the record it speaks for."""
        self._db.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET applied = max(applied, excluded.applied)",
            [(each.kind, each.origin, each.target, 2 if declared else 0) for each in links],
        )

    def alias(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Remember other names of documents: (name, key)."""
        self._db.executemany("INSERT OR IGNORE INTO aliases VALUES (?, ?)", pairs)

    def find(self, name: str) -> list[Row]:
        """Records whose key, bare identifier, lineage, exact title or url is `name`."""
        query = (
            f"SELECT {self._columns} FROM records WHERE key = ?1 OR lineage = ?1 "  # noqa: S608
            "OR key IN ('pubmed:' || ?1, 'pmc:' || ?1, 'digest:' || ?1, 'local:' || ?1) "
            "OR lineage = 'label:' || ?1 OR title = ?1 OR url = ?1 ORDER BY ordinal DESC, key"
        )
        return [Row(*row) for row in self._db.execute(query, (name,))]

    def reset(self) -> None:
        """Forget files and records, so that all is read again. What lists and the operator say is
        kept and applies to the records when they come back.
        """
        self._db.execute("DELETE FROM files")
        self._db.execute("DELETE FROM records")
        self._db.execute("DELETE FROM aliases")
        self._db.execute("DELETE FROM marks")
        self._db.execute("DELETE FROM gone")
        self._db.execute(
            "DELETE FROM links WHERE applied <> 2 AND kind <> 'supersedes' "
            "AND origin NOT LIKE 'list:%'"
        )
        self._db.execute("DELETE FROM meta WHERE name <> 'schema'")

    def counts(self, *columns: str) -> list[tuple[str | int | None, ...]]:
        """Number of records by columns of `Row`, each line (values…, count), in column order."""
        if not set(columns) <= set(Row.__dataclass_fields__):
            raise ValueError(f"no such columns: {columns}")
        names = ", ".join(columns)
        query = f"SELECT {names}, COUNT(*) FROM records GROUP BY {names} ORDER BY {names}"  # noqa: S608
        return [tuple(row) for row in self._db.execute(query)]

    def latest(self, until: str) -> str | None:
        """The newest publication date held, not after `until` (ISO): evidence current to."""
        query = (
            "SELECT MAX(date) FROM records WHERE date <= ? AND length(date) >= 7 "
            "AND standing NOT LIKE '%starter%'"
        )
        row = self._db.execute(query, (until,)).fetchone()
        return row[0] if row else None

    def meta(self, name: str, value: str | None = None) -> str | None:
        """A named note, set first when `value` is given."""
        if value is not None:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
            return value
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def begin(self) -> None:
        """A run begins. If the one before was cut off, the index may hold documents anew as their
        source gave them: what others say of any document is applied again.
        """
        if self.meta("run") == "begun":
            self._db.execute("UPDATE marks SET settled = 0")
        self.meta("run", "begun")
        self.commit()

    def end(self) -> None:
        """The run came to its end; to be committed with what it did last."""
        self.meta("run", "ended")

    def commit(self) -> None:
        """Make everything since the last commit durable."""
        self._db.commit()

    def close(self) -> None:
        """Close the file; what is not committed is lost."""
        self._db.close()
