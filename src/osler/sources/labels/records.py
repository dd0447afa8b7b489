"""JSON records cut from a stream and read back, bounded in memory, never raising on bad ones."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson

from osler.sources import lines
from osler.sources.labels.surrogates import Marked
from osler.sources.source import TruncatedError

BATCH = 1 << 20  # bytes of JSON in a chunk, more or less
_PEEK = 65536
_SET_ID = re.compile(rb'"set_id"\s*:\s*"([0-9A-Fa-f-]{1,64})"')
_SUSPECT = re.compile(rb"\\u(?:[dD][89a-fA-F]|[fF][dD][dD]0)|\xed[\xa0-\xbf]")
_NO_TEXT = re.compile("[\ud800-\udfff\ufdd0]")
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
    joined = _Joined(head + more, stream)
    if head.startswith(b"["):
        yield from _streamed(joined, "item")
    elif _RESULTS.search(head + more) and not _SET_ID.search(_before_results(head + more)):
        yield from _streamed(joined, "results.item")
    elif _is_line(head):
        yield from lines.whole_lines(io.BufferedReader(joined, _PEEK), BATCH)
    else:
        yield _printed(io.BufferedReader(joined, _PEEK))


def records(chunk: bytes) -> Iterator[dict[str, Any] | Unreadable]:
    """The records of one chunk, of whichever shape `batches` makes."""
    large = lines.given_up(chunk)
    if large is not None:
        yield Unreadable(lines.GIVEN_UP, _claimed(large))
        return
    stripped = chunk.strip().removeprefix(b"\xef\xbb\xbf")
    value = _loaded(stripped)
    suspect = _SUSPECT.search(stripped) is not None
    if isinstance(value, Unreadable):
        parts = [line for line in stripped.split(b"\n") if line.strip()]
        if len(parts) > 1 and _is_line(parts[0].strip()):
            for line in parts:
                yield _object(_loaded(line), suspect)
        else:
            yield value
        return
    if isinstance(value, dict) and isinstance(value.get("results"), list):
        value = value["results"]
    for each in value if isinstance(value, list) else [value]:
        yield _object(each, suspect)


def _object(value: object, suspect: bool) -> dict[str, Any] | Unreadable:
    if suspect and isinstance(value, dict):
        written = json.dumps(value, ensure_ascii=False)
        if _NO_TEXT.search(written):
            claimed = _claimed(written.encode("utf-8", "replace"))
            return Unreadable("holds characters that are no text (lone surrogates)", claimed)
    if isinstance(value, (dict, Unreadable)):
        return value
    return Unreadable("not a JSON object")


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(data, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else "not valid JSON"
        return Unreadable(reason, _claimed(data[: 1 << 20]))


def _claimed(data: bytes) -> str | None:
    found = _SET_ID.search(data)
    return found[1].decode("ascii").lower() if found else None


def _is_line(head: bytes) -> bool:
    """Whether a line holds an object of its own, or tries to."""
    return head.startswith(b"{") and len(head.strip()) > 2


def _before_results(head: bytes) -> bytes:
    found = _RESULTS.search(head)
    return head[: found.start()] if found else head


def _streamed(stream: _Joined, prefix: str) -> Iterator[bytes]:
    gathered: list[bytes] = []
    size = 0
    stream.limit = lines.RECORD_LIMIT
    try:
        for value in ijson.items(Marked(io.BufferedReader(stream, _PEEK)), prefix, use_float=True):
            stream.since = 0
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


def _printed(stream: BinaryIO) -> bytes:
    """One object over many lines."""
    data = stream.read(lines.RECORD_LIMIT + 1)
    if len(data) > lines.RECORD_LIMIT:
        raise TruncatedError(lines.GIVEN_UP)
    return data


class _Joined(io.RawIOBase):
    """A stream with the bytes that were read ahead put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest
        self.since = 0  # bytes read since the last record …
        self.limit: int | None = None  # … and how many there may be

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.limit is not None and self.since > self.limit:
            raise ValueError(lines.GIVEN_UP)
        data = self._head[: len(buffer)]
        self._head = self._head[len(data) :]
        data = data or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        self.since += len(data)
        return len(data)
