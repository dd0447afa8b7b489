"""Cutting line-based files into chunks of whole records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

CHUNK = 512 * 1024  # bytes; a chunk ends at the first record boundary at or before this
BLOCK = 1024 * 1024


def cut_before(stream: BinaryIO, start: re.Pattern[bytes], size: int = CHUNK) -> Iterator[bytes]:
    """Chunks that each begin where `start` matches (the first: at the beginning of the stream).

    A chunk holds up to `size` bytes, or one record where that is larger.
    """
    buffer = b""
    block = stream.read(BLOCK)
    while block:
        buffer += block
        following = stream.read(BLOCK)
        places = [match.start() for match in start.finditer(buffer)]
        begin = 0
        for place, later in zip(places, [*places[1:], None], strict=True):
            too_long = later is not None and later - begin > size
            if place > begin and too_long:
                yield buffer[begin:place]
                begin = place
        if following and places and places[-1] > begin:
            yield buffer[begin : places[-1]]
            begin = places[-1]
        buffer = buffer[begin:]
        block = following
    if buffer.strip():
        yield buffer
