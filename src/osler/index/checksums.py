"""Whether the engine's files are, byte for byte, what it wrote: the whole index, not a sample.

Every segment file of tantivy ends in a footer: JSON with the CRC-32 of what stands before it, the
footer's length and a magic number, both four bytes, little-endian.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

_MAGIC = 1337
_TAIL = struct.Struct("<II")
_BLOCK = 1 << 20
_SUFFIXES = frozenset({".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term", ".del"})


def damaged(folder: Path, progress: Callable[[int, int], None]) -> list[str]:
    """Names of the engine's files in `folder` that are not as they were written.

    `progress` is told bytes read and bytes there are. Some 1 GB/s; files that a writer removes
    meanwhile are passed over.
    """
    files = [each for each in sorted(folder.iterdir()) if each.suffix in _SUFFIXES]
    total = sum(each.stat().st_size for each in files if each.exists())
    done = 0
    found = []
    for file in files:
        try:
            if not _sound(file):
                found.append(file.name)
            done += file.stat().st_size
        except FileNotFoundError:
            continue
        except OSError:
            found.append(file.name)
        progress(done, total)
    return found


def _sound(file: Path) -> bool:
    size = file.stat().st_size
    with file.open("rb") as stream:
        if size < _TAIL.size:
            return False
        stream.seek(size - _TAIL.size)
        length, magic = _TAIL.unpack(stream.read(_TAIL.size))
        body = size - _TAIL.size - length
        if magic != _MAGIC or body < 0:
            return False
        stream.seek(body)
        try:
            expected = json.loads(stream.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        stream.seek(0)
        crc = 0
        while body and (block := stream.read(min(_BLOCK, body))):
            crc = zlib.crc32(block, crc)
            body -= len(block)
    return bool(crc == expected)
