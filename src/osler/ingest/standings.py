"""What records say of one another, worked out in the catalog.

`wanted` holds every mark that ought to stand on a held record because of others; `marks` holds
those that were laid on it, or are about to be. The first is a function of the links and records
alone, so whatever the order in which records came and wherever a run was cut off, the same marks
stand in the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from osler.evidence.standing import NoticeKind
from osler.ingest.catalog import Catalog, Link
from osler.ingest.prepare import NAMED, OWN

KINDS = {
    "retracts": NoticeKind.RETRACTED,
    "partly retracts": NoticeKind.PARTLY_RETRACTED,
    "republishes": NoticeKind.REPUBLISHED,
    "corrects": NoticeKind.CORRECTED,
    "concerns": NoticeKind.CONCERN,
}
SUCCESSIONS = ("supersedes", "updates")
_EMPTY = (
    "CREATE TEMP TABLE IF NOT EXISTS wanted (key TEXT, kind TEXT, other TEXT, "
    "PRIMARY KEY (key, kind, other)) WITHOUT ROWID",
    "CREATE TEMP TABLE IF NOT EXISTS named (key TEXT, origin TEXT, kind TEXT, "
    "PRIMARY KEY (kind, key, origin)) WITHOUT ROWID",
    "DELETE FROM wanted",
    "DELETE FROM named",
)
# Every link with the held record it speaks of, by its key or by another of its names. A title
# names no edition newer than the one that says it supersedes it.
_RESOLVED = """
INSERT OR IGNORE INTO named
SELECT held.key, links.origin, links.kind FROM links JOIN records held ON held.key = links.target
WHERE links.kind = ?1 AND links.origin <> held.key
UNION SELECT held.key, links.origin, links.kind FROM links
JOIN aliases ON aliases.alias = links.target JOIN records held ON held.key = aliases.key
WHERE links.kind = ?1 AND links.origin <> held.key AND NOT (links.target LIKE 'named:%' AND EXISTS (
  SELECT 1 FROM records origin WHERE origin.key = links.origin
  AND origin.date < substr(held.date, 1, length(origin.date))))
"""
# A later list may say that a listed paper stands again; it cannot speak for a journal's notice.
_REINSTATED = """
DELETE FROM named WHERE kind = 'retracts' AND origin LIKE 'list:%' AND key IN (
  SELECT key FROM named WHERE kind = 'reinstates')
"""
# The same work in another form: a full text and its PubMed record share a name.
_RETRACTED = """
SELECT key FROM wanted WHERE kind = 'retracted'
UNION SELECT origin FROM links JOIN records ON key = origin WHERE kind = 'is retracted'
"""
_ALIKE = f"""
WITH gone AS ({_RETRACTED}), alike AS (
  SELECT gone.key AS one, aliases.key AS other FROM gone JOIN aliases ON alias = gone.key
  UNION SELECT gone.key, mine.alias FROM gone JOIN aliases mine ON mine.key = gone.key
  UNION SELECT gone.key, theirs.key FROM gone JOIN aliases mine ON mine.key = gone.key
    JOIN aliases theirs ON theirs.alias = mine.alias WHERE mine.alias NOT LIKE '{NAMED}%')
SELECT DISTINCT two.key, 'retracted', one.key FROM alike
JOIN records one ON one.key = alike.one JOIN records two ON two.key = alike.other
WHERE one.source <> two.source AND two.key NOT IN (SELECT key FROM gone)
"""  # noqa: S608
_STANDS = """EXISTS (SELECT 1 FROM wanted
WHERE wanted.key = marks.key AND wanted.kind = marks.kind AND wanted.other = marks.other)"""
_OWN = """EXISTS (SELECT 1 FROM links
WHERE links.kind = 'is ' || marks.kind AND origin = marks.key AND target = marks.other)"""
_LAPSED = f"UPDATE marks SET settled = 0 WHERE settled = 1 AND NOT {_STANDS}"  # noqa: S608
_TAKEN_OFF = f"DELETE FROM marks WHERE settled = 0 AND NOT {_STANDS}"  # noqa: S608
_MARKS = f"SELECT kind, other, {_STANDS} OR {_OWN} FROM marks WHERE key = ? ORDER BY 1, 2"  # noqa: S608


def work_out(catalog: Catalog) -> list[Link]:
    """Fill `wanted`, and note in `marks` every difference as unsettled. Returns the links refused
    because what they say goes round in a circle.
    """
    db = catalog.connection
    for statement in _EMPTY:
        db.execute(statement)
    for kind in (*KINDS, *SUCCESSIONS, "reinstates"):
        db.execute(_RESOLVED, (kind,))
    db.execute(_REINSTATED)
    for kind, notice in KINDS.items():
        db.execute(
            "INSERT OR IGNORE INTO wanted SELECT key, ?, origin FROM named WHERE kind = ?",
            (notice.value, kind),
        )
    refused = _succeed(catalog)
    while db.execute(f"INSERT OR IGNORE INTO wanted {_ALIKE}").rowcount > 0:
        pass
    db.execute("INSERT OR IGNORE INTO marks SELECT key, kind, other, 0 FROM wanted")
    db.execute(_LAPSED)
    return refused


def unsettled(catalog: Catalog) -> list[str]:
    """Keys of records whose marks are to be laid on them or taken off, in order."""
    query = "SELECT DISTINCT key FROM marks WHERE settled = 0 ORDER BY key"
    return [str(row[0]) for row in catalog.connection.execute(query)]


def marks_of(catalog: Catalog, key: str) -> Iterator[tuple[NoticeKind, str, bool]]:
    """(kind, other, whether it is to stand) of every mark that a record has or should have. What
    the record says of itself in the same words is its own and stays.
    """
    for kind, other, stands in catalog.connection.execute(_MARKS, (key,)):
        yield NoticeKind(kind), str(other), bool(stands)


def settle(catalog: Catalog) -> None:
    """Note that every mark has been laid on its record or taken off."""
    db = catalog.connection
    db.execute(_TAKEN_OFF)
    db.execute("UPDATE marks SET settled = 1 WHERE settled = 0")


def unmet(catalog: Catalog, origins: Iterable[str]) -> list[tuple[str, str]]:
    """(key, what it says it supersedes), for those among `origins` that say so of nothing held."""
    query = (
        "SELECT origin, target FROM links WHERE kind = 'supersedes' AND origin = ?1 "
        "AND target NOT LIKE 'named:%' AND NOT EXISTS ("
        "SELECT 1 FROM named WHERE kind = 'supersedes' AND named.origin = ?1)"
    )
    found = [row for key in sorted(origins) for row in catalog.connection.execute(query, (key,))]
    return [(str(origin), str(target)) for origin, target in found]


def _succeed(catalog: Catalog) -> list[Link]:
    """What stands in a record's place: one successor each, the newest of its lineage or topic
    before what is said of it.
    """
    newest = {old: new for lineage in _lineages(catalog) for old, new in _newer(lineage)}
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    query = "SELECT key, origin, kind FROM named WHERE kind IN (?, ?) ORDER BY 1, 2"
    for key, origin, kind in catalog.connection.execute(query, SUCCESSIONS):
        said[key].append((origin, kind))
    after = {key: [origin for origin, _ in pairs] for key, pairs in said.items()}
    for old, new in newest.items():
        after.setdefault(old, []).append(new)
    refused = []
    for key, pairs in said.items():
        sound = [pair for pair in pairs if not _reaches(after, pair[0], key)]
        refused += [Link(kind, origin, key) for origin, kind in set(pairs) - set(sound)]
        if sound:
            newest.setdefault(key, sound[0][0])
    own = f"{OWN}{NoticeKind.SUPERSEDED.value}"
    catalog.connection.executemany(
        "INSERT INTO wanted SELECT ?1, 'superseded', ?2 WHERE NOT EXISTS ("
        "SELECT 1 FROM links WHERE kind = ?3 AND origin = ?1)",
        [(old, new, own) for old, new in newest.items()],
    )
    return sorted(refused, key=lambda each: (each.origin, each.target))


def _reaches(after: Mapping[str, Iterable[str]], start: str, goal: str) -> bool:
    """Whether what stands in place of `start`, in the end, is `goal`."""
    seen, waiting = {start}, [start]
    while waiting:
        for each in after.get(waiting.pop(), ()):
            if each == goal:
                return True
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return False


_Version = tuple[str, int | None, str | None]  # key, ordinal, date


def _lineages(catalog: Catalog) -> Iterator[list[_Version]]:
    """Versions of one work, where several are held: by lineage, and a hospital's own documents by
    the topic they say they are about.
    """
    for column, where in (
        ("lineage", "lineage <> key"),
        ("publisher || char(10) || topic", "topic IS NOT NULL AND source = 'local'"),
    ):
        query = (
            f"SELECT {column}, key, ordinal, date FROM records WHERE {where} "  # noqa: S608
            "ORDER BY 1, 2"
        )
        held: list[_Version] = []
        work = None
        for name, *version in catalog.connection.execute(query):
            if name != work:
                if len(held) > 1:
                    yield held
                held, work = [], name
            held.append((version[0], version[1], version[2]))
        if len(held) > 1:
            yield held


def _newer(versions: list[_Version]) -> Iterator[tuple[str, str]]:
    """(key, key of the newest version), for every version that is older than that."""
    best = max(versions, key=_age)
    number, date = _age(best)
    for version in versions:
        other, earlier = _age(version)
        vague = other == number and earlier and date.startswith(earlier)  # 2026 and 2026-03
        if (other, earlier) < (number, date) and not vague:
            yield version[0], best[0]


def _age(version: _Version) -> tuple[int, str]:
    """Order of versions in a lineage: by number, else by date; unknown comes first."""
    return (version[1] if version[1] is not None else -1, version[2] or "")
