"""Lone surrogates kept visible to a JSON reader that would make question marks of them."""

from __future__ import annotations

import re
from typing import BinaryIO

MARK = rb"\ufdd0"  # no character, and as long as what it stands for

_LONGEST = 12  # bytes of a pair of escapes
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}(?P<pair>\\u[dD][c-fC-F][0-9a-fA-F]{2})?"
    rb"|(?P<low>u[dD][c-fC-F][0-9a-fA-F]{2})|(?P<other>.))",
    re.DOTALL,
)
_HIGH = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}")


class Marked:
    """A stream of JSON in which every escape of a lone surrogate is `MARK`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """About `size` bytes, never ending inside an escape."""
        if size == 0:
            return b""
        while True:
            block = self._stream.read(size)
            data = self._held + block
            cut = self._cut(data) if block else len(data)
            self._held = data[cut:]
            if cut or not block:
                return _marked(data[:cut])

    @staticmethod
    def _cut(data: bytes) -> int:
        """Where the last escapes begin that may go on in what follows. The first of a run of
        backslashes always begins an escape.
        """
        at = data.rfind(b"\\", max(0, len(data) - _LONGEST))
        if at < 0:
            return len(data)
        at = _run(data, at)
        return _run(data, at - 6) if _HIGH.fullmatch(data[max(0, at - 6) : at]) else at


def _run(data: bytes, at: int) -> int:
    """Where the run of backslashes begins that `at` is in."""
    while at and data[at - 1] == 0x5C:
        at -= 1
    return at


def _marked(data: bytes) -> bytes:
    if b"\\ud" not in data and b"\\uD" not in data:
        return data
    return _ESCAPE.sub(_mark, data)


def _mark(found: re.Match[bytes]) -> bytes:
    return found[0] if found["pair"] or found["other"] else MARK
