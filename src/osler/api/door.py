"""What is refused before a route is asked: bodies that are not JSON."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from osler.api.problems import response

_BODIED = frozenset({"POST", "PUT", "PATCH"})


class JsonOnly:
    """Lets a body through only where it says that it is JSON."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 415 where a body is of another kind."""
        if scope["type"] == "http" and scope["method"] in _BODIED:
            headers = dict(scope["headers"])
            bodied = headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers
            kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
            if bodied and kind != b"application/json":
                said = "send the body as JSON: Content-Type: application/json"
                await response("media-type", said)(scope, receive, send)
                return
        await self.app(scope, receive, send)
