"""What was read before, and in which order: whether reading a file again could change anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from osler.ingest.catalog import Catalog

_READ = """
INSERT INTO files (sha256, path, records, issued, schemes, deleted, at)
VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(at), 0) + 1 FROM files))
ON CONFLICT (sha256) DO UPDATE SET path = excluded.path, records = excluded.records,
  issued = excluded.issued, schemes = excluded.schemes, at = excluded.at,
  deleted = trim(deleted || ' ' || excluded.deleted)
"""
# A numbered PubMed file undoes nothing that a later one said. Any other file may add what was
# deleted since, and one that deletes may delete what was added since.
_SINCE = """
SELECT other.sha256, other.deleted, this.schemes, this.deleted FROM files this JOIN files other
WHERE this.sha256 = ? AND other.at > this.at AND (
  other.deleted <> '' AND NOT (this.issued > 0 AND other.issued > this.issued)
  OR this.deleted <> '' AND this.issued = 0)
"""


@dataclass(slots=True)
class Reading:
    """One file while it is read. `schemes`: of the keys it speaks of, as `pubmed`; `deleted`: of
    those it withdraws, held or not.
    """

    digest: str
    path: str
    issued: int = 0
    schemes: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)

    def saw(self, keys: Iterable[str], deleted: Iterable[str]) -> None:
        """What a batch spoke of and withdrew."""
        self.schemes.update(_scheme(key) for key in keys)
        self.deleted.update(_scheme(key) for key in deleted)


def _scheme(key: str) -> str:
    return key[: key.find(":")]


def records_of(catalog: Catalog, digest: str) -> int | None:
    """How many records a file read before held; None for a file not read to its end."""
    query = "SELECT records FROM files WHERE sha256 = ?"
    row = catalog.connection.execute(query, (digest,)).fetchone()
    return None if row is None else int(row[0])


def remember(catalog: Catalog, reading: Reading, records: int) -> None:
    """Remember a file read to its end."""
    schemes, deleted = (" ".join(sorted(each)) for each in (reading.schemes, reading.deleted))
    values = (reading.digest, reading.path, records, reading.issued, schemes, deleted)
    catalog.connection.execute(_READ, values)


def changed_since(catalog: Catalog, digest: str) -> set[str]:
    """Digests of the files read since this one that make reading it again worth while: they
    deleted what it may hold, or may have added what it deletes.
    """
    found = set()
    for other, deleted, schemes, own in catalog.connection.execute(_SINCE, (digest,)):
        touched = set(deleted.split()) & set(schemes.split()) or not schemes
        if own or touched:
            found.add(str(other))
    return found


def withdrawn(catalog: Catalog, keys: Iterable[str]) -> dict[str, int]:
    """The numbered files that deleted records among `keys`."""
    found = {}
    for key in keys:
        row = catalog.connection.execute("SELECT issued FROM gone WHERE key = ?", (key,)).fetchone()
        if row is not None:
            found[key] = int(row[0])
    return found


def number(catalog: Catalog, gone: Mapping[str, int], reissued: Mapping[str, int]) -> None:
    """Remember which numbered files deleted records, and in which later ones others were seen."""
    catalog.connection.executemany(
        "INSERT INTO gone VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET issued = max(issued, excluded.issued)",
        gone.items(),
    )
    catalog.connection.executemany(
        "UPDATE records SET issued = ? WHERE key = ?",
        [(number, key) for key, number in reissued.items()],
    )


def gaps(catalog: Catalog, numbers: Iterable[int]) -> list[str]:
    """A line for each year among `numbers` of which numbered PubMed files were left out."""
    lines = []
    for year in sorted({number // 10_000 for number in numbers if number}):
        query = "SELECT issued % 10000 FROM files WHERE issued / 10000 = ?"
        read = {int(row[0]) for row in catalog.connection.execute(query, (year,))}
        missing = sorted(set(range(min(read, default=0), max(read, default=0))) - read)
        if missing:
            shown = ", ".join(f"n{each:04d}" for each in missing[:5])
            more = f" and {len(missing) - 5:,} more" if len(missing) > 5 else ""
            lines.append(
                f"PubMed {year:02d}: not read, though later files were: {shown}{more}; "
                "ingest them when you have them, what later files say stands"
            )
    return lines
