"""A connection that never says what it wants is closed."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from osler.gate import connection
from osler.gate.connection import Connection

MUCH = b"x" * 20_000_000  # more than the system's buffers hold


async def _answering(scope: dict[str, object], receive: object, send: object) -> None:
    body = MUCH if scope["path"] == "/much" else b"ok"
    length = [(b"content-length", str(len(body)).encode())]
    start = {"type": "http.response.start", "status": 200, "headers": length}
    await send(start)  # type: ignore[operator]
    await send({"type": "http.response.body", "body": body})  # type: ignore[operator]


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that waits for headers for half a second."""
    monkeypatch.setattr(connection, "PATIENCE", 0.5)
    monkeypatch.setattr(connection, "UNREAD", 1)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        _answering,
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        timeout_keep_alive=9,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def _open_for(port: int, *pieces: bytes, pause: float = 0.1) -> tuple[float, bytes]:
    """Seconds until the server closes (at most 4), and what it said."""
    started, found = time.monotonic(), b""
    with socket.create_connection(("127.0.0.1", port), timeout=4) as line:
        try:
            for piece in pieces:
                line.sendall(piece)
                time.sleep(pause)
            while said := line.recv(65536):
                found += said
        except OSError:
            pass
    return time.monotonic() - started, found


def test_silence_is_closed(port: int) -> None:
    assert _open_for(port)[0] < 2


def test_headers_that_trickle_are_closed(port: int) -> None:
    seconds, said = _open_for(port, b"GET / HTTP/1.1\r\n", *[b"X: y\r\n"] * 30)
    assert seconds < 4
    assert b"200" not in said


def test_blank_lines_after_a_response_do_not_hold_it(port: int) -> None:
    request = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    seconds, said = _open_for(port, request, b"\r\n")
    assert said.count(b"200 OK") == 1
    assert seconds < 3


def test_a_kept_connection_is_answered_again(port: int) -> None:
    request = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    _, said = _open_for(port, *[request] * 8, pause=0.2)
    assert said.count(b"200 OK") == 8


@pytest.mark.skipif(
    not hasattr(socket, "TCP_USER_TIMEOUT"), reason="this system does not end such connections"
)
def test_an_answer_that_is_not_taken_is_not_kept(port: int) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", port))
        line.sendall(b"GET /much HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        time.sleep(4)
        line.settimeout(4)
        with pytest.raises(ConnectionResetError):
            _take_all(line)


def _take_all(line: socket.socket) -> None:
    while line.recv(1 << 20):
        pass
