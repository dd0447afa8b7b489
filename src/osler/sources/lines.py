"""Cutting line-based files into chunks of whole records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import BinaryIO

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
    while block := stream.read(BLOCK):
        buffer += block
        places = [at for match in start.finditer(buffer, searched) if (at := match.start())]
        if skipping and not places:
            buffer = buffer[-_OVERLAP:]
            continue
        if skipping:
            buffer = buffer[places[0] :]
            places = [at - places[0] for at in places[1:]]
            skipping = False
        yield from _runs(buffer, places, size)
        buffer = buffer[places[-1] :] if places else buffer
        searched = max(1, len(buffer) - _OVERLAP)
        if len(buffer) > RECORD_LIMIT:
            yield TOO_LARGE + buffer[:_SHOWN]
            buffer, searched, skipping = buffer[-_OVERLAP:], 1, True  # 0 always begins a line
    if buffer.strip() and not skipping:
        yield buffer


def cut_lines(stream: BinaryIO, size: int = CHUNK) -> Iterator[bytes]:
    """Chunks of whole lines; see `cut_before`."""
    return cut_before(stream, _LINE, size)


def given_up(chunk: bytes) -> bytes | None:
    """The beginning of the record that a chunk stands for, if it was too large; else None."""
    return chunk.removeprefix(TOO_LARGE) if chunk.startswith(TOO_LARGE) else None


def _runs(buffer: bytes, places: list[int], size: int) -> Iterator[bytes]:
    """What stands before the last place, in runs of up to `size` bytes."""
    begin = 0
    for place, later in zip_longest(places, places[1:]):
        if place > begin and (later is None or later - begin > size):
            piece = buffer[begin:place]
            yield TOO_LARGE + piece[:_SHOWN] if place - begin > RECORD_LIMIT else piece
            begin = place
