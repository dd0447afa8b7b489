"""How much a request may say: its address, its headers, its body, and how long it may take."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from osler.gate.refusals import Refusal

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

BODY = 256 * 1024  # bytes
ADDRESS = 4096  # bytes of path and query
HEADERS = 16 * 1024  # bytes of all headers
FIELDS = 100  # headers
SECONDS = 30  # for the whole body to arrive

TOO_LARGE = Refusal(413, "Too large", f"A request holds at most {BODY // 1024} kB.", close=True)
TOO_LATE = Refusal(408, "Too slow", "The request did not arrive in time.", close=True)
TOO_LONG = Refusal(414, "Address too long", f"An address has at most {ADDRESS} bytes.", close=True)
TOO_MANY = Refusal(431, "Too many headers", "The request's headers are too large.", close=True)
BAD_LENGTH = Refusal(400, "Bad request", "The request's length is not a number.", close=True)


class StoppedError(Exception):
    """A body is not read further."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.title)
        self.refusal = refusal


def oversized(scope: Message, length: bytes | None) -> Refusal | None:
    """A refusal where a request says too much before its body is read."""
    headers = scope["headers"]
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > ADDRESS:
        return TOO_LONG
    if len(headers) > FIELDS or sum(len(name) + len(value) for name, value in headers) > HEADERS:
        return TOO_MANY
    if length is None:
        return None
    if not length.isdigit():
        return BAD_LENGTH
    return TOO_LARGE if len(length) > 12 or int(length) > BODY else None


class Metered:
    """`receive`, counted and timed. Raises `StoppedError`, and keeps the refusal for whoever sends
    the response: a framework may take the error for another.
    """

    __slots__ = ("_deadline", "_done", "_read", "_receive", "refusal")

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._read = 0
        self._done = False
        self._deadline: float | None = None
        self.refusal: Refusal | None = None

    async def __call__(self) -> Message:
        if self._done:
            return await self._receive()  # waits for the client to go
        message = await self._in_time()
        self._read += len(message.get("body", b""))
        self._done = not message.get("more_body", False)
        if self._read > BODY:
            self._stop(TOO_LARGE)
        return message

    async def _in_time(self) -> Message:
        if self._deadline is None:
            self._deadline = asyncio.get_running_loop().time() + SECONDS
        try:
            async with asyncio.timeout_at(self._deadline):
                return await self._receive()
        except TimeoutError:
            self._stop(TOO_LATE)
            raise

    def _stop(self, refusal: Refusal) -> None:
        self.refusal = refusal
        raise StoppedError(refusal)
