"""What is said where a request goes no further than the gate: a short page, or a problem."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import json

Headers = list[tuple[bytes, bytes]]
API = "/api/"
_TYPES = {408: "too-slow", 413: "too-large", 414: "too-large", 421: "host", 429: "too-many"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """`status` 4xx or 5xx; `title` in a few words; `said`: what to do; `retry`: seconds to wait."""

    status: int
    title: str
    said: str
    retry: int | None = None
    close: bool = False  # whether the connection ends with it


UNEXPECTED = Refusal(
    500, "Something went wrong", "This is a fault in Osler. Try again; if it stays, tell the admin."
)


def written(
    refusal: Refusal, path: str, request: str, stylesheet: str = ""
) -> tuple[Headers, bytes]:
    """Headers and body: problem details (RFC 9457) under `/api/`, a page elsewhere."""
    headers: Headers = [(b"cache-control", b"no-store")]
    if refusal.retry is not None:
        headers.append((b"retry-after", str(refusal.retry).encode()))
    if refusal.close:
        headers.append((b"connection", b"close"))
    if path.startswith(API):
        kind, body = b"application/problem+json", _problem(refusal, request)
    else:
        kind, body = b"text/html; charset=utf-8", _page(refusal, request, stylesheet)
    headers += [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    return headers, body


def _problem(refusal: Refusal, request: str) -> bytes:
    return json.encode(
        {
            "type": f"urn:osler:problem:{_type(refusal.status)}",
            "title": refusal.title,
            "status": refusal.status,
            "detail": refusal.said,
            "request": request,
        }
    )


def _type(status: int) -> str:
    return "fault" if status >= 500 else _TYPES.get(status, "bad-request")


def _page(refusal: Refusal, request: str, stylesheet: str) -> bytes:
    """A whole page by itself: what draws the others may be what failed."""
    style = f'<link rel="stylesheet" href="{html.escape(stylesheet)}">' if stylesheet else ""
    lines: Sequence[str] = (
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{html.escape(refusal.title)} · Osler</title>{style}</head>",
        f'<body><main id="main"><h1>{html.escape(refusal.title)}</h1>',
        f"<p>{html.escape(refusal.said)}</p>",
        f"<p>Request {html.escape(request)}</p>",
        '<p><a href="/">Ask</a></p></main></body></html>',
    )
    return "\n".join(lines).encode()
