"""One connection of the server: uvicorn's, held to a time and a size until a request has come.

Uvicorn waits for ever for a request's headers, and takes any number of them; a few hundred idle
sockets would then hold the service.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from osler.gate.bodies import ADDRESS, HEADERS

PATIENCE = 15.0  # seconds until a request's headers are complete
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
