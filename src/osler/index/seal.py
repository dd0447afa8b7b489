"""Stored bytes sealed with their own hash, so that a byte changed on disk is noticed when read."""

from __future__ import annotations

from zlib import crc32

_SIGN = b"#"  # what no JSON ends with: bytes without it were stored before there were seals
_LENGTH = 4  # bytes of hash, written in hex


class DamagedError(ValueError):
    """Stored bytes are not those that were stored."""


def sealed(data: bytes) -> bytes:
    """JSON with its seal."""
    return data + _SIGN + _hash(data)


def unsealed(stored: bytes | None) -> bytes:
    """The JSON that was sealed; raises `DamagedError` where it is gone or not the same."""
    if not stored:
        raise DamagedError("a stored record is gone")
    place = len(stored) - 2 * _LENGTH - 1
    if stored[place : place + 1] == _SIGN:
        data = stored[:place]
        if stored[place + 1 :] != _hash(data):
            raise DamagedError("a stored record is damaged")
        return data
    if not stored.endswith(b"}"):
        raise DamagedError("a stored record is damaged")
    return stored


def _hash(data: bytes) -> bytes:
    """CRC-32, which notices every change of few bits: damage is guarded against, not deceit."""
    return b"%08x" % crc32(data)
