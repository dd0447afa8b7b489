"""A load generator: HTTP/1.1 over kept connections, as many as wished, in a process of its own.

`python -m osler.evaluation.load` reads a `Plan` as JSON from standard input and prints `Outcome`.
It understands responses with a length and without a body; that is all it needs.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from msgspec import json


@dataclass(frozen=True, slots=True)
class Wanted:
    """One request. `headers` without Host and Content-Length."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask, in turn, over `connections` for `seconds`, or until `count` were asked."""

    port: int
    connections: int
    seconds: float
    requests: list[Wanted]
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. `milliseconds`: of each request, sorted; `seconds` from start to end."""

    milliseconds: list[float]
    statuses: dict[int, int]
    seconds: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.milliseconds) / self.seconds if self.seconds else 0.0

    def quantile(self, share: float) -> float:
        """Milliseconds within which this share (0..1) was answered."""
        if not self.milliseconds:
            return float("nan")
        return self.milliseconds[min(len(self.milliseconds) - 1, int(share * len(self)))]

    def __len__(self) -> int:
        return len(self.milliseconds)


def load(plan: Plan) -> Outcome:
    """Run a plan in a process of its own. Raises `subprocess.CalledProcessError`."""
    done = subprocess.run(
        [sys.executable, "-m", "osler.evaluation.load"],
        input=json.encode(plan),
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.decode(done.stdout, type=Outcome)


class _Run:
    """The requests still to be made, and what came of those made."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.written = [_bytes(each, plan.port) for each in plan.requests]
        self.took: list[float] = []
        self.statuses: Counter[int] = Counter()
        self.started = time.perf_counter()
        self.next = 0
        self.open = 0
        self.done = asyncio.get_running_loop().create_future()

    def take(self) -> bytes | None:
        """The next request's bytes, None when it is over."""
        over = time.perf_counter() - self.started >= self.plan.seconds
        if over or (self.plan.count is not None and self.next >= self.plan.count):
            return None
        self.next += 1
        return self.written[(self.next - 1) % len(self.written)]


class _Client(asyncio.Protocol):
    """One connection: asks, waits for the whole response, asks again."""

    def __init__(self, run: _Run) -> None:
        self._run = run
        self._held = b""
        self._sent = 0.0
        self._length = -1  # bytes of the whole response, once its headers are there
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - TCP gives no other
        self._transport = transport
        self._run.open += 1
        self._ask(transport)

    def _ask(self, transport: asyncio.Transport) -> None:
        wanted = self._run.take()
        if wanted is None:
            transport.close()
            return
        self._sent = time.perf_counter()
        transport.write(wanted)

    def data_received(self, data: bytes) -> None:
        self._held += data
        if self._length < 0:
            end = self._held.find(b"\r\n\r\n")
            if end < 0:
                return
            self._length = end + 4 + _length(self._held[:end])
        if len(self._held) < self._length or self._transport is None:
            return
        run = self._run
        run.took.append((time.perf_counter() - self._sent) * 1000)
        run.statuses[int(self._held[9:12])] += 1
        self._held, self._length = self._held[self._length :], -1
        self._ask(self._transport)

    def connection_lost(self, _exc: Exception | None) -> None:
        self._run.open -= 1
        if self._run.open == 0 and not self._run.done.done():
            self._run.done.set_result(None)


def _bytes(wanted: Wanted, port: int) -> bytes:
    body = wanted.body.encode()
    lines = [f"{wanted.method} {wanted.path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name}: {value}" for name, value in wanted.headers.items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


async def _all(plan: Plan) -> Outcome:
    run = _Run(plan)
    loop = asyncio.get_running_loop()
    opened = [
        loop.create_connection(lambda: _Client(run), "127.0.0.1", plan.port)
        for _ in range(plan.connections)
    ]
    await asyncio.gather(*opened)
    await run.done
    return Outcome(sorted(run.took), dict(run.statuses), time.perf_counter() - run.started)


if __name__ == "__main__":
    outcome = asyncio.run(_all(json.decode(sys.stdin.buffer.read(), type=Plan)))
    sys.stdout.buffer.write(json.encode(outcome))
