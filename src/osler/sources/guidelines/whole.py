"""Files that are one record from end to end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from osler.sources.source import TruncatedError

LIMIT = 64 << 20  # bytes; the largest such file has a tenth of them


def whole(stream: BinaryIO, closing: bytes) -> Iterator[bytes]:
    """The stream as one chunk. Raises `TruncatedError` where it does not end with `closing`, or
    is beyond `LIMIT`.
    """
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise TruncatedError(f"larger than {LIMIT >> 20} MiB: not a record")
    if not data.rstrip().endswith(closing):
        raise TruncatedError(f"the file ends at byte {len(data)} without closing {closing!r}")
    yield data
