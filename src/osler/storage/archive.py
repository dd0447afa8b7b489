"""The backup file: a zip of JSON lines, one part a table, with a manifest that seals them.

Nothing is ever unpacked: parts are read by the names that the manifest gives, and a file with any
other part is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

FORMAT = "osler-backup/1"
MANIFEST = "manifest.json"
_LARGEST = 1 << 20  # bytes of a manifest
_LONGEST = 1 << 28  # bytes of one row
_MOST = 1 << 31  # what a column of whole numbers holds
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)

Row = Sequence[Any]


class BackupError(Exception):
    """A backup that cannot be written, read or trusted; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table: its columns in the order of each row's values, and what seals it."""

    columns: tuple[str, ...]
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `revision` is that of the tables; `sequence` and `head` are where the
    ledger stood, 0 and None for an empty one. `tables` are in an order in which they can be filled.
    """

    format: str
    revision: str
    made_at: str
    sequence: int
    head: str | None
    tables: dict[str, Part]


def write(
    file: Path,
    tables: Iterable[tuple[str, tuple[str, ...], Iterable[Row]]],
    manifest: Manifest,
    *,
    over: bool = False,
) -> Manifest:
    """Write a backup beside its place and move it there whole; `manifest` lacks its tables yet.
    `over`: there may be such a file, which stays until the new one is whole.

    Readable by its owner only. Raises `BackupError` where there is such a file, or it cannot be
    written.
    """
    if file.exists() and not over:
        raise BackupError(f"{file}: there is such a file already; --replace puts another there")
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as out:
                with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
                    parts = {name: _part(packed, name, cols, rows) for name, cols, rows in tables}
                    sealed = replace(manifest, tables=parts)
                    packed.writestr(MANIFEST, msgspec.json.encode(sealed))
                out.flush()
                os.fsync(out.fileno())
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise BackupError(f"{file}: {error.strerror or error}; no backup was made") from error
    return sealed


def _part(
    packed: zipfile.ZipFile, name: str, columns: tuple[str, ...], rows: Iterable[Row]
) -> Part:
    seal, count, size = hashlib.sha256(), 0, 0
    with packed.open(_named(name), "w", force_zip64=True) as out:
        for row in rows:
            line = json.dumps(list(row), ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
            seal.update(line)
            out.write(line)
            count, size = count + 1, size + len(line)
    return Part(columns, count, size, seal.hexdigest())


def _named(table: str) -> str:
    return f"tables/{table}.jsonl"


def check(
    file: Path, columns: Callable[[str], dict[str, tuple[str, ...]]], tick: Callable[[int], None]
) -> Manifest:
    """Read a whole backup and hold it against its manifest. `columns` gives, for a revision, the
    tables and columns there must be; `tick` is told of bytes read. Raises `BackupError`.
    """
    with _opened(file) as packed:
        manifest = _manifest(file, packed)
        if manifest.format != FORMAT:
            raise BackupError(
                f"{file}: made as {manifest.format!r}; this Osler reads {FORMAT!r}: upgrade it"
            )
        wanted = columns(manifest.revision)
        if {name: part.columns for name, part in manifest.tables.items()} != wanted:
            raise BackupError(f"{file}: does not hold the tables that its revision has")
        parts = sorted(each.filename for each in packed.infolist())
        if parts != sorted([MANIFEST, *map(_named, manifest.tables)]):
            raise BackupError(f"{file}: holds parts that no backup has")
        for name in manifest.tables:
            for _ in _rows(file, packed, manifest, name, tick):
                pass
    return manifest


def rows(file: Path, manifest: Manifest, table: str) -> Iterator[list[Any]]:
    """The rows of one table. Raises `BackupError` at the end where they are not what was sealed."""
    with _opened(file) as packed:
        yield from _rows(file, packed, manifest, table, lambda _bytes: None)


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except _BROKEN as error:
        raise BackupError(f"{file}: not a backup, or not whole: {error}") from error
    except OSError as error:
        raise BackupError(f"{file}: {error.strerror or error}") from error


def _manifest(file: Path, packed: zipfile.ZipFile) -> Manifest:
    try:
        with packed.open(MANIFEST) as held:
            return msgspec.json.decode(held.read(_LARGEST), type=Manifest)
    except (KeyError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BackupError(f"{file}: not a backup of Osler: it has no manifest") from error
    except _BROKEN as error:
        raise BackupError(f"{file}: damaged: {error}") from error


def _rows(
    file: Path,
    packed: zipfile.ZipFile,
    manifest: Manifest,
    name: str,
    tick: Callable[[int], None],
) -> Iterator[list[Any]]:
    part = manifest.tables[name]
    seal, count, size = hashlib.sha256(), 0, 0
    try:
        with packed.open(_named(name)) as held:
            while line := held.readline(_LONGEST):
                seal.update(line)
                count, size = count + 1, size + len(line)
                if size > part.bytes:
                    break
                tick(len(line))
                yield _row(file, name, count, line, part)
    except (KeyError, *_BROKEN) as error:
        raise BackupError(f"{file}: damaged in {name}: {error}") from error
    if (count, size, seal.hexdigest()) != (part.rows, part.bytes, part.sha256):
        raise BackupError(f"{file}: {name} is not what the manifest says; was it changed?")


def _row(file: Path, name: str, number: int, line: bytes, part: Part) -> list[Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BackupError(f"{file}: damaged in {name}, row {number}") from error
    plain = isinstance(row, list) and all(
        each is None or isinstance(each, str) or (isinstance(each, int) and abs(each) < _MOST)
        for each in row
    )
    if not plain or len(row) != len(part.columns):
        raise BackupError(f"{file}: damaged in {name}, row {number}")
    return list(row)
