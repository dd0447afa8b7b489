"""`osler serve` as an operator meets it: one line on failure, a graceful end, hostile sockets."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from made_command import osler
from osler.cli.serve import ServingError, _writable
from osler.settings import Settings


@dataclass
class Served:
    """A running service."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    def get(self, path: str) -> tuple[int, bytes]:
        """One request on a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            got = connection.getresponse()
            return got.status, got.read()
        finally:
            connection.close()

    def raw(self, sent: bytes, seconds: float = 5) -> bytes:
        """What comes back for these bytes until the service closes or `seconds` pass."""
        found = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as line:
            line.sendall(sent)
            try:
                while piece := line.recv(65536):
                    found += piece
            except (TimeoutError, ConnectionResetError):
                pass
        return found


_NUMBERS = itertools.count(1)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "osler", "serve", *arguments]


@contextmanager
def serving(home: Path, *arguments: str, **environment: str) -> Iterator[Served]:
    """The service on a free port; ended with SIGTERM and held to end well."""
    log = home.parent / f"serve-{next(_NUMBERS)}.log"
    named = {**os.environ, "OSLER_HOME": str(home), **environment}
    with log.open("w") as out:
        process = subprocess.Popen(
            _command("--port", "0", *arguments), env=named, stderr=out, text=True
        )
    try:
        served = Served(process, _port(process, log), log)
        yield served
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, log.read_text()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _port(process: subprocess.Popen[str], log: Path) -> int:
    for _ in range(600):
        said = log.read_text()
        if "Application startup complete" in said:
            return int(said.split("http://127.0.0.1:")[1].split(" ")[0])
        assert process.poll() is None, said
        time.sleep(0.05)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def home(whole_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the starter evidence."""
    return shutil.copytree(whole_home, tmp_path_factory.mktemp("serve") / "home")


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    """One service for all tests that leave it as it is."""
    with serving(home) as made:
        yield made


@pytest.fixture(scope="module")
def elsewhere(home: Path) -> Iterator[Served]:
    """One whose address is set, for a look at it and then for the test that ends it."""
    with serving(home, OSLER_BASE_URL="https://osler.example.org") as made:
        yield made


def test_it_serves_and_is_ready(served: Served) -> None:
    assert served.get("/")[0] == 200
    assert served.get("/healthz")[0] == 200
    status, body = served.get("/readyz")
    assert (status, json.loads(body)) == (200, {"status": "ready"})
    assert b"osler_requests_total" in served.get("/metrics")[1]


def test_all_that_is_logged_is_json_lines(served: Served) -> None:
    served.get("/nowhere")
    lines = served.log.read_text().splitlines()
    assert lines[0].startswith("Osler serves http://127.0.0.1:")
    events = [json.loads(line) for line in lines[1:]]
    assert {each["event"] for each in events} >= {"request", "Application startup complete."}
    assert all({"time", "level", "event"} <= each.keys() for each in events)


GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        GET
        + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n",
        GET + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        GET + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        GET + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        GET + b"Content-Length: +4\r\n\r\nabcd",
        GET + b"X: a\r\n b\r\nContent-Length: 4\r\n\r\n",
        GET + b"X: \x00\r\n\r\n",
        b"GET /healthz HTTP/1.1\nHost: localhost\n\nGET /x HTTP/1.1\n\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(served: Served, sent: bytes) -> None:
    found = served.raw(sent, 2)
    assert found.count(b"HTTP/1.1 2") == 0, found
    assert found.startswith(b"HTTP/1.1 4")
    assert found.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", b"200"),  # probes name no host
        (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\nConnection: close\r\n\r\n", b"400"),
        (b"GET http://evil/ HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n\r\n", b"421"),
        (b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n", b"200"),
        (b"TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"405"),
    ],
)
def test_hosts_and_methods_on_the_wire(served: Served, sent: bytes, status: bytes) -> None:
    found = served.raw(sent, 5)
    assert found.split(b" ", 2)[1] == status, found
    assert b"\r\nserver:" not in found.lower()


def test_headers_without_end_are_cut_off(served: Served) -> None:
    sent = GET + b"X: " + b"x" * 200_000
    started = time.monotonic()
    assert b"HTTP/1.1 2" not in served.raw(sent, 10)
    assert time.monotonic() - started < 9


def test_a_port_in_use_is_one_line(home: Path, served: Served) -> None:
    done = _failing(home, "--port", str(served.port))
    assert "Address already in use" in done


def test_settings_that_cannot_be_used_are_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSLER_BASE_URL", "")  # what is handed down goes when the test ends
    for wrong in (
        {"OSLER_REVIEWERS": "workers"},
        {"OSLER_BASE_URL": "ftp://example.org"},
        {"OSLER_DATABASE": "mysql://example.org/x"},
    ):
        ((name, value),) = wrong.items()
        done = osler(home, "serve", "--port", "0", **wrong)
        assert done.returncode == 1
        (line,) = done.stderr.splitlines()
        assert line.startswith("osler: ")
        assert name.removeprefix("OSLER_").lower() in line or value in line


def test_a_home_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("a file, no folder")
    assert str(file) in _failing(file, "--port", "0")


def test_an_anchor_that_cannot_be_written_is_one_line(home: Path, tmp_path: Path) -> None:
    away = tmp_path / "not-mounted" / "anchors"
    assert str(away.parent) in _failing(home, "--port", "0", OSLER_ANCHOR=str(away))
    assert not away.parent.exists()
    assert "cannot be written" in _failing(home, "--port", "0", OSLER_ANCHOR=str(tmp_path))


def test_a_place_that_cannot_be_written_says_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: path != tmp_path)
    with pytest.raises(ServingError, match=rf"{tmp_path} cannot be written: .*Make it writable"):
        _writable(Settings(home=tmp_path))


def test_a_variable_that_sets_nothing_is_warned_of(tmp_path: Path) -> None:
    done = osler(tmp_path, "stale", OSLER_REVIEWER="1")
    assert done.returncode == 0
    assert done.stderr.startswith("osler: OSLER_REVIEWER is no setting")
    assert "OSLER_REVIEWERS" in done.stderr


def test_readers_are_sent_to_where_it_listens(served: Served) -> None:
    _sent_to_where_it_listens(served)


def _sent_to_where_it_listens(served: Served) -> None:
    address = f"http://127.0.0.1:{served.port}"
    assert f"(readers: {address})" in served.log.read_text()
    assert f"Sitemap: {address}/" in served.get("/robots.txt")[1].decode()


def test_an_address_that_is_set_stays(elsewhere: Served) -> None:
    assert "(readers: https://osler.example.org)" in elsewhere.log.read_text()
    assert b"Sitemap: https://osler.example.org/" in elsewhere.get("/robots.txt")[1]


def _failing(home: Path, *arguments: str, code: int = 1, **environment: str) -> str:
    named = {**os.environ, "OSLER_HOME": str(home), **environment}
    done = subprocess.run(
        _command(*arguments), env=named, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == code, done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("osler: ")
    return lines[0]


def test_requests_under_way_are_finished(elsewhere: Served) -> None:
    body = b"csrf=x&question=synthetic"
    line = socket.create_connection(("127.0.0.1", elsewhere.port), timeout=20)
    head = (
        b"POST /ask HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: " + str(len(body)).encode() + b"\r\n\r\n"
    )
    line.sendall(head + body[:5])
    time.sleep(0.5)
    elsewhere.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    line.sendall(body[5:])
    found = line.recv(65536)
    line.close()
    assert found.startswith(b"HTTP/1.1 403")  # answered: the token was wrong
    assert elsewhere.process.wait(30) == 0


def test_several_workers_share_one_port(home: Path) -> None:
    with serving(home, "--workers", "2") as served:
        _sent_to_where_it_listens(served)
        time.sleep(1)
        pids: set[str] = set()
        lock = threading.Lock()

        def ask() -> None:
            for _ in range(20):
                said = served.get("/metrics")[1].decode()
                with lock:
                    pids.add(said.split('osler_worker{pid="')[1].split('"')[0])

        end = time.monotonic() + 20  # on a busy machine the second worker comes later
        while len(pids) < 2 and time.monotonic() < end:
            threads = [threading.Thread(target=ask) for _ in range(4)]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
        assert len(pids) == 2
