"""A loopback server that speaks OpenAI's chat completions, as well or as badly as a test wants."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_SENTENCE = re.compile(r"[^.]+\.")
Act = Callable[["Handler"], None]
TOKENS = (321, 45)  # read and written, as a server that behaves says


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append(json.loads(body))
        self.server.heads.append(str(self.headers))
        self.server.keys.append(self.headers.get("Authorization", ""))
        act = self.server.acts[min(len(self.server.requests), len(self.server.acts)) - 1]
        with suppress(BrokenPipeError, ConnectionResetError):
            act(self)
        self.close_connection = True

    def begin(self) -> None:
        """The head of a stream of events."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

    def event(self, value: Any) -> None:
        """One event."""
        self.wfile.write(
            f"data: {value if isinstance(value, str) else json.dumps(value)}\n\n".encode()
        )
        self.wfile.flush()

    def log_message(self, format: str, *_args: object) -> None:
        """Nothing on stderr."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, acts: tuple[Act, ...]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts = acts
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.heads: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, *_args: object) -> None:
        """A client that went away is no error."""


@contextmanager
def serving(*acts: Act) -> Iterator[_Server]:
    """A server on loopback that does one act a request, the last one for all that follow."""
    made = _Server(acts)
    thread = threading.Thread(
        target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


def chunk(text: str | None, **more: Any) -> dict[str, Any]:
    """One chunk of a reply."""
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
    return {
        "id": "synthetic",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "synthetic",
        "choices": [choice] if text is not None else [],
        **more,
    }


def saying(pieces: Iterable[str], wait: float = 0.0, first: float = 0.0) -> Act:
    """A reply in pieces, with its tokens counted; `first` and `wait`: seconds before it begins and
    before each piece.
    """

    def act(handler: Handler) -> None:
        time.sleep(first)
        handler.begin()
        for piece in pieces:
            time.sleep(wait)
            handler.event(chunk(piece))
        read, written = TOKENS
        usage = {
            "prompt_tokens": read,
            "completion_tokens": written,
            "total_tokens": read + written,
        }
        handler.event(chunk(None, usage=usage))
        handler.event("[DONE]")

    return act


def writing(words: str, more: Iterable[str] = (), *, dies: bool = False) -> Act:
    """A model that does as it is told: the sentence with these words, from the passage that has it,
    in small pieces. `more` are statements of its own over the same passage; `dies`: the connection
    ends after the first statement.
    """

    def act(handler: Handler) -> None:
        lines = handler.server.requests[-1]["messages"][1]["content"].splitlines()
        given = [json.loads(line) for line in lines if line.startswith('{"passage"')]
        passage = next(each for each in given if words in each["text"])
        text = next(each for each in _SENTENCE.findall(passage["text"]) if words in each).strip()
        rows = [
            {"text": each, "passages": [passage["passage"]], "quote": words}
            for each in (text, *more)
        ]
        said = json.dumps({"statements": rows})
        said = said[: said.index("}") + 5] if dies else said
        pieces = [said[at : at + 40] for at in range(0, len(said), 40)]
        (cut_off if dies else saying)(pieces)(handler)

    return act


def cut_off(pieces: Iterable[str]) -> Act:
    """A server killed in the middle of an answer."""

    def act(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for piece in pieces:
            line = f"data: {json.dumps(chunk(piece))}\n\n".encode()
            handler.wfile.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
            handler.wfile.flush()
        handler.connection.close()

    return act


def failing(status: int, said: str = "canary in the server's own words") -> Act:
    """An error of the server's."""

    def act(handler: Handler) -> None:
        body = json.dumps({"error": {"message": said, "type": "synthetic"}}).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return act


def flooding(size: int) -> Act:
    """One line that does not end, of `size` bytes."""

    def act(handler: Handler) -> None:
        handler.begin()
        handler.wfile.write(b'data: {"choices": [{"index": 0, "delta": {"content": "')
        for _ in range(size >> 16):
            handler.wfile.write(b"x" * (1 << 16))

    return act
