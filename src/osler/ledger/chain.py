"""The chain itself, pure: h_n = SHA-256(h_{n-1} ‖ canonical JSON of the event)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from osler.storage.canonical import canonical

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done. `sequence` from 1, without gaps; `at` UTC text; `detail` canonical JSON."""

    sequence: int
    at: str
    actor: str
    act: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its place in the chain (hex)."""

    event: Event
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first row that is wrong, and how."""

    sequence: int
    reason: str


def chained(event: Event, previous: str) -> Entry:
    """The entry that continues the chain whose head is `previous`."""
    return Entry(event, previous, _hash(event, previous))


def _hash(event: Event, previous: str) -> str:
    words = previous + canonical(event)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def first_fault(entries: Iterable[Entry], start: str = GENESIS, after: int = 0) -> Fault | None:
    """The first entry that does not continue the chain, None where all do."""
    head, sequence = start, after
    for entry in entries:
        sequence += 1
        number = entry.event.sequence
        if number != sequence:
            return Fault(sequence, f"missing: the next row held is {number}")
        if entry.previous != head:
            return Fault(number, "does not follow the row before it: that row or this was changed")
        if entry.hash != _hash(entry.event, entry.previous):
            return Fault(number, "was changed: its hash is not that of what it says")
        head = entry.hash
    return None


def line(entry: Entry) -> str:
    """One line of the export: what is hashed, and the hashes."""
    event = entry.event
    value: dict[str, Any] = {
        "sequence": event.sequence,
        "at": event.at,
        "actor": event.actor,
        "act": event.act,
        "subject": event.subject,
        "detail": _detail(event.detail),
        "previous": entry.previous,
        "hash": entry.hash,
    }
    return canonical(value)


def _detail(stored: str) -> Any:
    """As a value; text as it is where it was tampered with, so that it can still be exported."""
    try:
        return json.loads(stored)
    except (ValueError, RecursionError):
        return stored
