"""Files that are one record from end to end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from osler.sources.source import TruncatedError


def whole(stream: BinaryIO, closing: bytes) -> Iterator[bytes]:
    """The stream as one chunk. Raises `TruncatedError` where it does not end with `closing`."""
    data = stream.read()
    if not data.rstrip().endswith(closing):
        raise TruncatedError(f"the file ends at byte {len(data)} without closing {closing!r}")
    yield data
