"""What keeps packed files from harm: checksums before anything is read, and limits on unpacking."""

from __future__ import annotations

import zipfile
import zlib
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from isal import igzip

TOTAL = 64 << 30  # bytes unpacked from one file, everything inside it counted
RATIO = 200  # what unpacks to more than this many times its size is a bomb …
RATIO_FROM = 32 << 20  # … once it is larger than this
IN_MEMORY = 64 << 20  # bytes of an unpacked member kept in memory; on disk beyond
_BLOCK = 1 << 20
_ZIP_HEADER = 30  # bytes of a member's own header, its name left out

BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, igzip.BadGzipFile, RuntimeError)


class BombError(OSError):
    """What a file unpacks to is beyond the limits."""


class Budget:
    """Bytes that may still be unpacked from one file of `size` bytes."""

    def __init__(self, size: int) -> None:
        self.left = max(RATIO_FROM, min(TOTAL, RATIO * size))

    def spend(self, size: int) -> None:
        """Raises `BombError` where no more may be unpacked."""
        self.left -= size
        if self.left < 0:
            raise BombError("unpacks to far more than its size; refused")


def check_gzip(raw: BinaryIO, budget: Budget) -> None:
    """Unpack a gzip stream once to its end, keeping nothing, so that its checksums are known to
    hold before a single record of it is believed; some 1 GB/s, a few per cent of parsing.

    `raw` is left at its start. Raises what `BROKEN` names.
    """
    stored = raw.seek(0, 2)
    raw.seek(0)
    buffer = bytearray(_BLOCK)
    unpacked = 0
    with igzip.open(raw, "rb") as stream:
        while count := stream.readinto(buffer):
            unpacked += count
            budget.spend(count)
            if unpacked > max(RATIO_FROM, RATIO * stored):
                raise BombError(f"unpacks to more than {RATIO} times its size; refused")
    raw.seek(0)


def entries_of(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """A zip's members by name. Raises `BombError` where two of them share stored bytes."""
    entries = archive.infolist()
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise BombError("members share stored bytes; refused")
        end = entry.header_offset + _ZIP_HEADER + entry.compress_size
    return sorted(entries, key=lambda each: each.filename)


def bomb(entry: zipfile.ZipInfo, largest: int) -> bool:
    """Whether a member declares more than it may hold."""
    size = entry.file_size
    return size > largest or (size > RATIO_FROM and size > RATIO * max(entry.compress_size, 1))


def spooled(packed: IO[bytes], declared: int | None = None) -> BinaryIO:
    """A stream's bytes in memory, or on disk where they are many; at most what it declares."""
    spool = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller closes it
    copied = 0
    while block := packed.read(_BLOCK):
        copied += len(block)
        if declared is not None and copied > declared:
            spool.close()
            raise OSError("holds more than it declares")
        spool.write(block)
    spool.seek(0)
    return cast(BinaryIO, spool)


def why(error: BaseException) -> str:
    """One line that says what is wrong, for a message."""
    text = str(error) or type(error).__name__
    return text.splitlines()[0]


def broken_gzip(error: BaseException) -> str:
    """Why nothing of a gzip stream is read."""
    if isinstance(error, BombError):
        return why(error)
    return f"damaged or cut short ({why(error)}); nothing of it was read"
