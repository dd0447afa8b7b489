"""One connection of the server: uvicorn's, held to a time and a size until a request has come.

Uvicorn waits for ever for a request's headers, and takes any number of them; a few hundred idle
sockets would then hold the service.
"""

from __future__ import annotations

import asyncio
import socket
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from osler.gate.bodies import ADDRESS, HEADERS

PATIENCE = 15.0  # seconds until a request's headers are complete
UNREAD = 30  # seconds that a client may take no byte of what it is sent
_ROOM = 2 * HEADERS + ADDRESS  # bytes of unfinished headers; the gate itself counts finished ones


class Connection(HttpToolsProtocol):
    """Closes where no request's headers come in time, or too many."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._late: asyncio.TimerHandle | None = None
        self._unfinished = 0  # bytes since the last complete headers

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client came."""
        super().connection_made(transport)
        _let_go(transport.get_extra_info("socket"))
        self._late = self.loop.call_later(PATIENCE, transport.close)

    def on_headers_complete(self) -> None:
        """All headers of a request came; from here on the gate watches."""
        self._in_time()
        self._unfinished = -1
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        self._unfinished = max(self._unfinished, 0)
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            return
        if self._unfinished >= 0:
            self._unfinished += len(data)
        if self._unfinished > _ROOM:
            self.transport.close()
        elif self._late is None:
            self._late = self.loop.call_later(PATIENCE, self.transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client went."""
        self._in_time()
        super().connection_lost(exc)

    def _in_time(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def _let_go(taken: socket.socket | None) -> None:
    """Has the system end a connection whose client takes nothing: it would be kept for ever, also
    after we closed it. Where the system cannot, it is.
    """
    option = getattr(socket, "TCP_USER_TIMEOUT", None)
    if taken is not None and option is not None and taken.family != socket.AF_UNIX:
        taken.setsockopt(socket.IPPROTO_TCP, option, UNREAD * 1000)
