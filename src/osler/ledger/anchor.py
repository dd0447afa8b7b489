"""Anchors: the ledger's head written to a file outside the database, which shows truncation."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from osler.ledger.chain import Entry, Fault
from osler.storage.tables import ledger

BATCH = 500  # anchors looked up together
TAIL = 4096  # bytes at the end of a file, more than one line


class AnchorError(Exception):
    """The anchor file cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the ledger stood when the anchor was dropped."""

    sequence: int
    hash: str


def drop(file: Path, head: Entry | None) -> None:
    """Append the head as one line; nothing for an empty ledger. Lines of several processes may
    repeat one another and come in any order.

    Raises `AnchorError` where the file cannot be written.
    """
    if head is None:
        return
    line = json.dumps({"sequence": head.event.sequence, "hash": head.hash}, sort_keys=True) + "\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, line.encode())  # one write: lines of two processes never mix
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise AnchorError(
            f"{file}: {error.strerror}; the change was made, but the ledger's head was not anchored"
        ) from error


def ready(file: Path) -> None:
    """Raises `AnchorError` where nothing could be appended. A folder that is not there is not made:
    it may be that of a disk that is not mounted.
    """
    if not file.parent.is_dir():
        raise AnchorError(
            f"anchor: {file.parent} is no folder; make it, or mount the disk it is on, or set "
            "another anchor"
        )
    if file.is_dir() or not os.access(file if file.exists() else file.parent, os.W_OK):
        raise AnchorError(f"anchor: {file} cannot be written; make it writable, or set another")


def read(file: Path) -> list[Anchor]:
    """Every anchor, in order. Raises `AnchorError` naming the line that is none."""
    found: list[Anchor] = []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AnchorError(f"{file}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            value = json.loads(line)
            found.append(Anchor(int(value["sequence"]), str(value["hash"])))
        except (ValueError, KeyError, TypeError) as error:
            raise AnchorError(f"{file}:{number}: not an anchor; was the file edited?") from error
    return found


def held(file: Path | None) -> list[Anchor] | None:
    """Every anchor of a file that need not be there: None where none was ever dropped. Raises
    `AnchorError`.
    """
    return read(file) if file is not None and file.exists() else None


def last(file: Path) -> Anchor | None:
    """The anchor dropped last, None where there is none, read from the file's end."""
    try:
        with file.open("rb") as held:
            held.seek(max(0, held.seek(0, os.SEEK_END) - TAIL))
            lines = held.read().splitlines()
        value = json.loads(lines[-1])
        return Anchor(int(value["sequence"]), str(value["hash"]))
    except (OSError, IndexError, ValueError, KeyError, TypeError):
        return None


def first_fault(connection: Connection, anchors: Sequence[Anchor]) -> Fault | None:
    """The first anchor that the ledger does not bear out: a row that is gone or says otherwise."""
    ordered = sorted(anchors, key=lambda one: one.sequence)
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        columns = select(ledger.c.sequence, ledger.c.hash)
        wanted = [each.sequence for each in batch]
        rows: dict[int, str] = {
            row.sequence: row.hash
            for row in connection.execute(columns.where(ledger.c.sequence.in_(wanted)))
        }
        for each in batch:
            held = rows.get(each.sequence)
            if held is None:
                return Fault(each.sequence, "is gone: the anchor knows a row that the ledger lacks")
            if held != each.hash:
                return Fault(each.sequence, "is not the row that was anchored")
    return None
