"""Osler, and its peer, served in processes of their own, for benchmarks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PATIENCE = 60  # seconds for a service to start


class NotServedError(Exception):
    """A service that was to be measured did not start."""


@dataclass(frozen=True, slots=True)
class Served:
    """A service that answers at a port of this machine."""

    process: int
    port: int

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """One page: status and body."""
        return self.send("GET", path, None, headers)[:2]

    def send(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes, dict[str, str]]:
        """One request: status, body, and headers by lower-case name (the last of each)."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, dict(headers or {}))
            got = connection.getresponse()
            named = {name.lower(): value for name, value in got.getheaders()}
            return got.status, got.read(), named
        finally:
            connection.close()

    def memory(self) -> float:
        """Megabytes of memory that the process holds."""
        for line in Path(f"/proc/{self.process}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise NotServedError("this system does not say how much memory a process holds")


@contextmanager
def osler(home: Path) -> Iterator[Served]:
    """`osler serve` over a data folder, one worker, without limits on rates."""
    port = _free()
    environment = {**os.environ, "OSLER_HOME": str(home), "OSLER_LIMITS": "false"}
    command = [sys.executable, "-m", "osler", "serve", "--port", str(port)]
    with _running(command, port, environment, "/readyz") as made:
        yield made


@contextmanager
def bare_page(size: int) -> Iterator[Served]:
    """The peer."""
    port = _free()
    command = [sys.executable, "-m", "osler.evaluation.bare_page", str(port), str(size)]
    with _running(command, port, dict(os.environ), "/") as made:
        yield made


@contextmanager
def _running(
    command: list[str], port: int, environment: dict[str, str], probe: str
) -> Iterator[Served]:
    log = os.environ.get("OSLER_BENCH_LOG", os.devnull)
    with (
        Path(log).open("ab") as out,
        subprocess.Popen(command, env=environment, stderr=out) as process,
    ):
        try:
            made = Served(process.pid, port)
            _await(made, process, probe)
            yield made
        finally:
            process.terminate()


def _await(made: Served, process: subprocess.Popen[bytes], probe: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if made.get(probe)[0] == 200:
                return
        except (OSError, HTTPException):
            pass  # not yet
        time.sleep(0.1)
    raise NotServedError(f"{' '.join(process.args[1:4])} did not start")  # type: ignore[index, arg-type]


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
