"""The entrance: what every request meets before any page, and every response on its way out.

One middleware, not one for each thing: a request passes it in tens of microseconds.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

from osler.gate import bodies, headers, hosts, limits, logs
from osler.gate.bodies import Message, Metered, Receive, StoppedError
from osler.gate.metrics import Measures
from osler.gate.refusals import UNEXPECTED, Refusal, written
from osler.settings import Settings
from osler.storage.identity import new_id

Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
_WORDS = {403: "forbidden", 413: "too large", 421: "host", 429: "limited", 431: "too large"}
NOWHERE = "none"  # the route of a request that met none


class Entrance:
    """ASGI middleware. `measures` and `held` (the limits) are shared with the application;
    `stylesheet`: address of the one that refusals link to.
    """

    def __init__(
        self, app: App, settings: Settings, measures: Measures, held: limits.Limits, stylesheet: str
    ) -> None:
        self._app = app
        self._settings = settings
        self._measures = measures
        self._limits = held
        self._stylesheet = stylesheet
        self._names = hosts.own_names(settings)
        self._trusted = hosts.networks(settings.trusted_proxies)
        self._always = headers.standing(settings)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        state = scope.setdefault("state", {})
        state["request"] = new_id()
        metered = Metered(receive)
        reply = _Reply(self, scope, send, metered)
        try:
            refusal = self._refused(scope)
            if refusal is not None:
                await reply.refuse(refusal)
            else:
                await self._app(scope, metered, reply)
        except StoppedError as stopped:
            await reply.refuse(stopped.refusal)
        except Exception as error:
            logs.unexpected(error, state["request"], method=scope["method"], route=_route(scope))
            await reply.refuse(UNEXPECTED)
        finally:
            self._tell(scope, reply.status, time.perf_counter() - started)

    def _refused(self, scope: Message) -> Refusal | None:
        """Whether a request goes no further; and sets the address that it really comes from."""
        named: list[bytes] = []
        forwarded: list[bytes] = []
        length: bytes | None = None
        for name, value in scope["headers"]:
            if name == b"host":
                named.append(value)
            elif name == b"x-forwarded-for":
                forwarded.append(value)
            elif name == b"content-length":
                length = value
        peer = scope["client"][0] if scope.get("client") else ""
        who = hosts.address(peer, forwarded, self._trusted)
        if who != peer:
            scope["client"] = (who, 0)
        found = bodies.oversized(scope, length)
        if found is None and (len(named) > 1 or scope["path"] not in hosts.PROBED):
            found = hosts.misled(named, self._names, self._settings)
        if found is None:
            what = limits.kind(scope["method"], scope["path"])
            found = self._limits.of_address(hosts.household(who), what)
        return found

    def _tell(self, scope: Message, status: int, seconds: float) -> None:
        state = scope["state"]
        route = _route(scope)
        self._measures.requested(scope["method"], route, status, seconds)
        visit = state.get("visit") or state.get("call")  # of a page, of the API
        said: dict[str, Any] = {
            "method": scope["method"][:20],
            "path": scope["path"][: logs.LONGEST],
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 2),
            "request": state["request"],
            "actor": visit.actor.id if visit is not None else None,
        }
        if self._settings.log_questions and scope["query_string"]:
            said["query"] = scope["query_string"].decode("latin-1")
        logs.log.info("request", **said)
        what = state.get("refused") or _what(scope, status)
        if what is not None:
            client = scope["client"][0] if scope.get("client") else None
            logs.security(
                what,
                route=route,
                status=status,
                request=said["request"],
                actor=said["actor"],
                address=client,
            )

    def lay(self, scope: Message, message: Message) -> None:
        """Our headers on the start of a response."""
        visit = scope["state"].get("visit")
        private = not self._settings.public or (visit is not None and visit.actor.roles is not None)
        message["headers"] = headers.laid(
            list(message.get("headers", ())), self._always, private=private
        )

    def body_of(self, refusal: Refusal, scope: Message) -> tuple[list[tuple[bytes, bytes]], bytes]:
        """A refusal in the form that whoever asks can read."""
        return written(refusal, scope["path"], scope["state"]["request"], self._stylesheet)


class _Reply:
    """`send`, with our headers; a refusal takes the place of what the application says of it."""

    __slots__ = ("_entrance", "_metered", "_replaced", "_scope", "_send", "_started", "status")

    def __init__(self, entrance: Entrance, scope: Message, send: Send, metered: Metered) -> None:
        self._entrance = entrance
        self._scope = scope
        self._send = send
        self._metered = metered
        self._started = False
        self._replaced = False
        self.status = 499  # the client went before it was answered

    async def __call__(self, message: Message) -> None:
        if self._replaced:
            return
        if message["type"] == "http.response.start":
            if self._metered.refusal is not None:
                await self.refuse(self._metered.refusal)
                return
            self._started = True
            self.status = message["status"]
            self._entrance.lay(self._scope, message)
        await self._send(message)

    async def refuse(self, refusal: Refusal) -> None:
        """Send a refusal, unless a response is under way: then the server cuts it off."""
        if self._started or self._replaced:
            return
        found, body = self._entrance.body_of(refusal, self._scope)
        start = {"type": "http.response.start", "status": refusal.status, "headers": found}
        self._started, self.status = True, refusal.status
        self._entrance.lay(self._scope, start)
        await self._send(start)
        shown = b"" if self._scope["method"] == "HEAD" else body
        await self._send({"type": "http.response.body", "body": shown})
        self._replaced = True


def _what(scope: Message, status: int) -> str | None:
    """What a refusal means to who watches, None for what means nothing."""
    if status != 401:
        return _WORDS.get(status)
    if limits.kind(scope["method"], scope["path"]) is limits.Kind.SIGN_INS:
        return "sign-in failed"
    keyed = any(name == b"authorization" for name, _ in scope["headers"])
    return "key refused" if keyed else None


def _route(scope: Message) -> str:
    """The pattern of the route met. Never the address: that would be without number."""
    effective = scope.get("fastapi", {}).get("effective_route_context")
    found = getattr(effective, "path", None) or getattr(scope.get("route"), "path", None)
    return f"{scope.get('root_path') or ''}{found}" if found else NOWHERE
