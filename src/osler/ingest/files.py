"""Finding evidence files, and opening what is packed inside them without unpacking to disk."""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from isal import igzip

from osler.ingest.packed import BROKEN as BROKEN
from osler.ingest.packed import (
    Budget,
    bomb,
    broken_gzip,
    check_gzip,
    entries_of,
    spooled,
)
from osler.ingest.packed import why as why

HEAD = 65_536  # bytes shown to a source so that it can recognise its format
NESTED = 3  # zip in zip in zip: DailyMed needs two
MEMBER = 4 << 30  # the largest member opened, in bytes once unpacked
_NLM = re.compile(r"(?:pubmed|medline)(?:sample)?(\d\d)n(\d{4})")


class UnreadableError(Exception):
    """A file or archive member that cannot be opened or read to its end; the message says why."""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file to read. `size` in bytes as stored. `fault`: why it cannot be read, if it cannot."""

    path: Path
    size: int
    fault: str | None = None

    def sha256(self) -> str:
        """Digest of the stored bytes, in hex: how a file already read is known again."""
        digest = hashlib.sha256()
        with self.path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()


def gather(paths: Iterable[Path]) -> list[EvidenceFile]:
    """All regular files at and under `paths`, each once, in the order they must be read.

    NLM's numbered files come in year and number order (a baseline before its updates), before
    everything else; other files go by path. Hidden files are left out; links out of a folder that
    is walked are not followed. What may not be looked into is among them, with its fault. Raises
    `FileNotFoundError` for a path that does not exist and `UnreadableError` for what is neither a
    file nor a folder.
    """
    found: dict[Path, EvidenceFile] = {}
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(path)
        if not path.is_file() and not path.is_dir():
            raise UnreadableError(f"{path}: a pipe or a device; save what it gives as a file")
        for each in [_file(path)] if path.is_file() else _walk(path):
            found.setdefault(each.path.resolve(), each)
    return sorted(found.values(), key=lambda file: _order(file.path))


def _walk(folder: Path) -> Iterator[EvidenceFile]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield EvidenceFile(folder, 0, error.strerror or why(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            if entry.is_symlink():
                continue
            if entry.is_dir():
                yield from _walk(entry)
            elif entry.is_file():
                yield _file(entry)
        except OSError as error:
            yield EvidenceFile(entry, 0, error.strerror or why(error))


def _file(path: Path) -> EvidenceFile:
    fault = None if shown(path) == str(path) else "its name is not UTF-8: rename it"
    return EvidenceFile(path, path.stat().st_size, fault)


def shown(path: Path) -> str:
    """A path that can be printed and stored, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _order(path: Path) -> tuple[bool, int, str]:
    number = issued(path)
    return number == 0, number, str(path)


def issued(path: Path) -> int:
    """Year and number of a numbered PubMed file as one number that orders them (`pubmed25n1275` →
    251275): what a later one says stands. 0 for any other file.
    """
    numbered = _NLM.match(path.name)
    return int(numbered[1]) * 10_000 + int(numbered[2]) if numbered else 0


@dataclass(frozen=True, slots=True)
class Member:
    """One stream of records: a plain file, an unpacked one, or a member of an archive.

    `origin` is the name for messages and for records that carry no id: the innermost file name.
    `where` is the full place, `a.zip/b.zip/c.xml`.
    """

    origin: str
    where: str
    head: bytes
    stream: BinaryIO


def members(file: EvidenceFile, raw: BinaryIO) -> Iterator[Member | UnreadableError]:
    """Open everything in a file, depth first. What cannot be opened is yielded as an error, and
    the rest goes on; a gzip stream is opened only if all of it unpacks to what its checksums say.
    `raw` must be seekable; it is read as the members are.
    """
    yield from _open(raw, file.path.name, file.path.name, 0, Budget(file.size))


def _open(
    raw: BinaryIO, name: str, where: str, depth: int, budget: Budget
) -> Iterator[Member | UnreadableError]:
    try:
        packed = _peek(raw, 2) == b"\x1f\x8b"
    except BROKEN as error:
        yield UnreadableError(f"{where}: {why(error)}")
        return
    if not packed:
        yield from _leaf_or_zip(raw, name, where, depth, budget)
        return
    try:
        check_gzip(raw, budget)
    except BROKEN as error:
        yield UnreadableError(f"{where}: {broken_gzip(error)}")
        return
    inner = io.BufferedReader(cast(io.RawIOBase, igzip.open(raw, "rb")), 1 << 20)
    bare = name[:-3] if name.endswith(".gz") else name
    yield from _leaf_or_zip(cast(BinaryIO, inner), bare, where, depth, budget)


def _leaf_or_zip(
    raw: BinaryIO, name: str, where: str, depth: int, budget: Budget
) -> Iterator[Member | UnreadableError]:
    try:
        head = _peek(raw, HEAD)
    except BROKEN as error:
        yield UnreadableError(f"{where}: {why(error)}")
        return
    if head[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        if _streams(raw):  # a zip is read here and there, which a gzip stream cannot be
            with spooled(raw) as whole:
                yield from _zipped(whole, where, depth, budget)
        else:
            yield from _zipped(raw, where, depth, budget)
    elif head.strip():
        yield Member(name, where, head, raw)


def _zipped(
    raw: BinaryIO, where: str, depth: int, budget: Budget
) -> Iterator[Member | UnreadableError]:
    if depth >= NESTED:
        yield UnreadableError(f"{where}: zip files nested more than {NESTED} deep are refused")
        return
    try:
        archive = zipfile.ZipFile(raw)
        entries = entries_of(archive)
    except (*BROKEN, ValueError) as error:
        yield UnreadableError(f"{where}: {why(error)}")
        return
    for entry in entries:
        if entry.is_dir() or _ignored(entry.filename):
            continue
        place = f"{where}/{entry.filename}"
        if bomb(entry, MEMBER):
            yield UnreadableError(f"{place}: unpacks to {entry.file_size:,} bytes; refused")
            continue
        with _copied(archive, entry, place, budget) as opened:
            if isinstance(opened, UnreadableError):
                yield opened
            else:
                yield from _open(opened, Path(entry.filename).name, place, depth + 1, budget)
        if budget.left < 0:
            return


def _ignored(name: str) -> bool:
    base = Path(name).name
    return base.startswith(".") or base.lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".pdf"))


@contextmanager
def _copied(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: str, budget: Budget
) -> Iterator[BinaryIO | UnreadableError]:
    """The member in memory (on disk where it is large), read no further than its declared size."""
    try:
        budget.spend(entry.file_size)
        with archive.open(entry) as packed:
            opened = spooled(packed, entry.file_size)
    except (*BROKEN, NotImplementedError) as error:
        yield UnreadableError(f"{place}: {why(error)}")
        return
    with opened:
        yield opened


def _streams(raw: BinaryIO) -> bool:
    return isinstance(raw, io.BufferedReader) and not isinstance(raw.raw, io.FileIO)


def _peek(raw: BinaryIO, size: int) -> bytes:
    if isinstance(raw, io.BufferedReader) and _streams(raw):
        return raw.peek(size)[:size]  # seeking back in a gzip stream would start it again
    position = raw.tell()
    head = raw.read(size)
    raw.seek(position)
    return head
