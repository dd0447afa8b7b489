"""JSON records cut from a stream and read back, bounded in memory, never raising on bad ones."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson

from osler.sources.source import TruncatedError

BATCH = 1 << 20  # bytes of JSON in a chunk, more or less
_PEEK = 65536
_SET_ID = re.compile(rb'"set_id"\s*:\s*"([0-9A-Fa-f-]{1,64})"')
_RESULTS = re.compile(rb'"results"\s*:\s*\[')


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that is not a JSON object; `claimed` is the set id seen in it, if any."""

    reason: str
    claimed: str | None = None


def batches(stream: BinaryIO) -> Iterator[bytes]:
    """Cut `{meta, results: […]}`, `[…]`, lines of objects, or one object into chunks.

    Raises `TruncatedError` after the whole records when the JSON ends early or breaks off.
    """
    first = stream.readline(_PEEK)
    while first and not first.strip():
        first = stream.readline(_PEEK)
    if not first:
        return
    head = first.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not first.endswith(b"\n"):
        more = stream.read(_PEEK)
    else:
        more = b"" if _is_line(head) else stream.read(_PEEK)
    joined = io.BufferedReader(_Joined(head + more, stream), _PEEK)
    if head.startswith(b"["):
        yield from _streamed(joined, "item")
    elif _RESULTS.search(head + more) and not _SET_ID.search(_before_results(head + more)):
        yield from _streamed(joined, "results.item")
    else:
        yield from _lines(joined)


def records(chunk: bytes) -> Iterator[dict[str, Any] | Unreadable]:
    """The records of one chunk, of whichever shape `batches` makes."""
    stripped = chunk.strip().removeprefix(b"\xef\xbb\xbf")
    value = _loaded(stripped)
    if isinstance(value, Unreadable):
        lines = [line for line in stripped.split(b"\n") if line.strip()]
        if len(lines) > 1 and _is_line(lines[0].strip()):
            for line in lines:
                yield _object(_loaded(line))
        else:
            yield value
        return
    if isinstance(value, dict) and isinstance(value.get("results"), list):
        value = value["results"]
    for each in value if isinstance(value, list) else [value]:
        yield _object(each)


def _object(value: object) -> dict[str, Any] | Unreadable:
    if isinstance(value, (dict, Unreadable)):
        return value
    return Unreadable("not a JSON object")


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(data, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        found = _SET_ID.search(data[: 1 << 20])
        reason = "nested too deeply" if isinstance(error, RecursionError) else "not valid JSON"
        return Unreadable(reason, found[1].decode("ascii").lower() if found else None)


def _is_line(head: bytes) -> bool:
    """Whether a line holds an object of its own, or tries to."""
    return head.startswith(b"{") and len(head.strip()) > 2


def _before_results(head: bytes) -> bytes:
    found = _RESULTS.search(head)
    return head[: found.start()] if found else head


def _streamed(stream: BinaryIO, prefix: str) -> Iterator[bytes]:
    gathered: list[bytes] = []
    size = 0
    try:
        for value in ijson.items(stream, prefix, use_float=True):
            gathered.append(json.dumps(value).encode())
            size += len(gathered[-1])
            if size >= BATCH:
                yield b"[" + b",".join(gathered) + b"]"
                gathered, size = [], 0
    except (ijson.JSONError, RecursionError, ValueError) as error:
        if gathered:
            yield b"[" + b",".join(gathered) + b"]"
        raise TruncatedError(f"JSON breaks off: {error}") from error
    if gathered:
        yield b"[" + b",".join(gathered) + b"]"


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Runs of whole lines; an object printed over many lines comes whole."""
    gathered: list[bytes] = []
    size = 0
    pretty = False
    for number, line in enumerate(stream):
        pretty = pretty or (number == 0 and not _is_line(line))
        gathered.append(line)
        size += len(line)
        if size >= BATCH and not pretty:
            yield b"".join(gathered)
            gathered, size = [], 0
    if any(line.strip() for line in gathered):
        yield b"".join(gathered)


class _Joined(io.RawIOBase):
    """A stream with the bytes that were read ahead put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)]
        self._head = self._head[len(data) :]
        data = data or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
