"""Cutting line-based files into chunks of whole records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import BinaryIO

from osler.sources.source import TruncatedError

CHUNK = 512 * 1024  # bytes; a chunk ends at the first record boundary at or before this
BLOCK = 1024 * 1024
RECORD_LIMIT = 32 * 1024 * 1024  # bytes of a record before it is given up
TOO_LARGE = b"\0larger than 32 MiB\0"  # opens the chunk that stands for a record given up
GIVEN_UP = "larger than 32 MiB: not a record"

_SHOWN = 4096  # bytes of a record given up that are handed on, for its id
_OVERLAP = 64  # bytes looked at again with the next block: more than any boundary is long
_LINE = re.compile(rb"^", re.MULTILINE)


def cut_before(stream: BinaryIO, start: re.Pattern[bytes], size: int = CHUNK) -> Iterator[bytes]:
    """Chunks that each begin where `start` matches (the first: at the beginning of the stream).

    A chunk holds up to `size` bytes, or one record where that is larger. Of a record beyond
    `RECORD_LIMIT` only the beginning is handed on, after `TOO_LARGE`; the rest is read past.
    """
    buffer, searched, skipping = b"", 0, False
    block = stream.read(BLOCK)
    while block:
        buffer += block
        block = stream.read(BLOCK)
        places = [at for match in start.finditer(buffer, searched) if (at := match.start())]
        if skipping and not places:
            buffer = buffer[-_OVERLAP:]
            continue
        begin = places.pop(0) if skipping else 0
        skipping = False
        for place in _cuts(begin, places, size, len(buffer), more=bool(block)):
            yield _piece(buffer, begin, place)
            begin = place
        buffer = buffer[begin:]
        searched = max(1, len(buffer) - _OVERLAP)
        if block and len(buffer) > RECORD_LIMIT:
            yield TOO_LARGE + buffer[:_SHOWN]
            buffer, searched, skipping = buffer[-_OVERLAP:], 1, True  # 0 always begins a line
    if buffer.strip() and not skipping:
        yield _piece(buffer, 0, len(buffer))


def whole_lines(stream: BinaryIO, size: int = CHUNK) -> Iterator[bytes]:
    """Chunks of whole lines of JSON; see `cut_before`. A last line that breaks off raises
    `TruncatedError`.
    """
    held = b""
    for chunk in cut_before(stream, _LINE, size):
        if held:
            yield held
        held = chunk
    whole, _, tail = held.rpartition(b"\n")
    broken = tail.strip() and not tail.rstrip().endswith(b"}")
    if not broken or given_up(held) is not None:
        yield from filter(None, (held,))
        return
    if whole:
        yield whole
    raise TruncatedError("the file ends inside a line")


def given_up(chunk: bytes) -> bytes | None:
    """The beginning of the record that a chunk stands for, if it was too large; else None."""
    return chunk.removeprefix(TOO_LARGE) if chunk.startswith(TOO_LARGE) else None


def _cuts(begin: int, places: list[int], size: int, end: int, *, more: bool) -> Iterator[int]:
    """Where to cut, so that runs are of up to `size` bytes; before the last record where there is
    `more` of it to come.
    """
    for place, later in zip_longest(places, places[1:]):
        long = (end if later is None else later) - begin > size
        if place > begin and (long or (more and later is None)):
            yield place
            begin = place


def _piece(buffer: bytes, begin: int, end: int) -> bytes:
    large = end - begin > RECORD_LIMIT
    return TOO_LARGE + buffer[begin : begin + _SHOWN] if large else buffer[begin:end]
