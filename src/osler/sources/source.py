"""What every source of evidence offers: recognise a file, cut it into chunks, parse a chunk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from osler.evidence.document import Document


@dataclass(frozen=True, slots=True)
class Found:
    """A record that became a document.

    `rank` orders competing records of one key: a higher `(version, rank)` wins, an equal one read
    later replaces. Full records rank 2, text exports 1, title-and-abstract lines 0.
    """

    document: Document
    version: int = 1
    rank: int = 2


@dataclass(frozen=True, slots=True)
class Deleted:
    """The source withdraws a record. `version` is None where all versions go."""

    key: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sound record that is not evidence; `reason` is a short phrase, the same for like cases."""

    record: str
    reason: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A record that is no document and says something of one: `record` says `kind` ("retracts",
    "concerns", "corrects", "reinstates") of the document named `target`, held or not. `also`: its
    other names, where the record gives several.
    """

    record: str
    kind: str
    target: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A record that cannot be read; `record` is its id if any could be found, else its place."""

    record: str
    reason: str


Item = Found | Deleted | Skipped | Noted | Quarantined


class Source(Protocol):
    """One format family. Implementations are stateless and cheap to construct."""

    name: str

    def recognises(self, head: bytes) -> bool:
        """Whether a file that begins with `head` (up to 64 KiB, decompressed) is of this format.

        Decides by content alone and never raises.
        """
        ...

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """Cut a decompressed stream into self-contained chunks, in order, without holding it all.

        Every byte that belongs to a record is in exactly one chunk. A truncated stream yields the
        chunks that are whole and then raises `TruncatedError`.
        """
        ...

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """Parse one chunk. Pure: no I/O, no clock. One item per record; a bad record becomes
        `Quarantined` and never an exception. `origin` is the file's own name, for records that
        carry no id, and for messages.
        """
        ...


class TruncatedError(Exception):
    """The stream ended inside a record; the message says where."""
