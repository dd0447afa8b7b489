"""Our own small tables: everyday names, classes and their members, abbreviations, stop words.

The tables in `tables/` are text, one concept a line, fields parted by `|`:

    preferred | other names; most useful first | ABBREVIATIONS | members

An abbreviation with `~` before it has other common meanings: it is recognised, but never
expanded for a reader. Members are the drugs of a class or the narrower forms of a condition. `#`
begins a comment. All entries are written for this project.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from osler.vocabulary.concept import ConceptKind
from osler.vocabulary.names import key

_FOLDER = Path(__file__).parent / "tables"
_TABLES = (
    ("drugs.txt", ConceptKind.DRUG),
    ("classes.txt", ConceptKind.DRUG_CLASS),
    ("conditions.txt", ConceptKind.CONDITION),
    ("other.txt", ConceptKind.OTHER),
)


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """One line of a table. `ambiguous` abbreviations are also in `abbreviations`."""

    id: str
    kind: ConceptKind
    preferred: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    members: tuple[str, ...]


@lru_cache(maxsize=1)
def edition() -> str:
    """What tells these tables from earlier ones: 12 hex digits over all of them."""
    digest = hashlib.sha256()
    for path in sorted(_FOLDER.glob("*.txt")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _split(field: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in field.split(";")) if part)


def _lines(name: str) -> list[str]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _entry(line: str, kind: ConceptKind) -> OwnEntry:
    fields = [field.strip() for field in line.split("|")] + ["", "", ""]
    short = _split(fields[2])
    return OwnEntry(
        id="osler:" + fields[0].replace(" ", "-"),
        kind=kind,
        preferred=fields[0],
        names=_split(fields[1]),
        abbreviations=tuple(name.lstrip("~") for name in short),
        ambiguous=tuple(name[1:] for name in short if name.startswith("~")),
        members=_split(fields[3]),
    )


@lru_cache(maxsize=1)
def entries() -> tuple[OwnEntry, ...]:
    """All entries, drugs first."""
    return tuple(_entry(line, kind) for table, kind in _TABLES for line in _lines(table))


@lru_cache(maxsize=1)
def stop_keys() -> frozenset[str]:
    """Keys of words that are never a concept, whatever source calls them a name."""
    return frozenset(key(word) for line in _lines("stop.txt") for word in line.split())


@lru_cache(maxsize=1)
def _members() -> dict[str, tuple[str, ...]]:
    return {entry.id: entry.members for entry in entries() if entry.members}


def members(concept_id: str) -> tuple[str, ...]:
    """The drugs of a class or the narrower forms of a condition of ours, commonest first."""
    return _members().get(concept_id, ())


@lru_cache(maxsize=1)
def _classes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for entry in entries():
        if entry.kind is ConceptKind.DRUG_CLASS:
            for drug in entry.members:
                found.setdefault(drug, []).extend((entry.preferred, *entry.names))
    return {drug: tuple(dict.fromkeys(names)) for drug, names in found.items()}


def classes(preferred: str) -> tuple[str, ...]:
    """Names of the classes a drug belongs to, by its professional name: what a label says of NSAIDs
    it says of ibuprofen; () where the table has none.
    """
    return _classes().get(preferred, ())


@lru_cache(maxsize=1)
def _siblings() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for entry in entries():
        if entry.kind is ConceptKind.DRUG_CLASS:
            for drug in entry.members:
                found.setdefault(drug, []).extend(entry.members)
    return {drug: tuple(dict.fromkeys(names)) for drug, names in found.items()}


def siblings(preferred: str) -> tuple[str, ...]:
    """The drugs of a drug's classes, itself among them; () where the table has none."""
    return _siblings().get(preferred, ())


@lru_cache(maxsize=1)
def _broader() -> dict[str, tuple[str, ...]]:
    pairs = (line.split("|", 1) for line in _lines("broader.txt"))
    return {name.strip(): _split(names) for name, names in pairs}


def broader(preferred: str, *, outcomes: bool = True) -> tuple[str, ...]:
    """Wider or neighbouring names under which evidence on a condition is written, by its
    professional name; () where the table has none. Those marked `!` count together with other
    conditions as an outcome: who treats the condition itself is not told by them.
    """
    names = _broader().get(preferred, ())
    return tuple(name.lstrip("!") for name in names if outcomes or not name.startswith("!"))


@lru_cache(maxsize=1)
def expansions() -> dict[str, str]:
    """Abbreviation → long form, only where the abbreviation has one usual medical meaning."""
    found: dict[str, str] = {}
    unsafe: set[str] = set()
    for entry in entries():
        unsafe.update(entry.ambiguous)
        for short in entry.abbreviations:
            if short in found and found[short] != entry.preferred:
                unsafe.add(short)
            found.setdefault(short, entry.preferred)
    return {short: long for short, long in found.items() if short not in unsafe}
