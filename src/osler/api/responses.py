"""How responses are described in the OpenAPI document."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from osler.api.problems import KIND

Described = dict[int | str, dict[str, Any]]
STREAM: dict[str, Any] = {
    "description": "The answer, in the public format, or a stream of stages that ends with it",
    "content": {
        "text/event-stream": {
            "schema": {"type": "string", "description": "Server-sent events."},
        }
    },
}
ETAG: dict[str, Any] = {
    "headers": {
        "ETag": {
            "description": "The revision, for If-Match and If-None-Match.",
            "schema": {"type": "string"},
        }
    }
}
_READS = (401, 403, 404, 422, 429, 503)
_WRITES = (400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429, 503)


def problems(*statuses: int) -> Described:
    """Problem details under each of these statuses."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {KIND: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


def reads() -> Described:
    """What any read may end with."""
    return problems(*_READS)


def tagged_reads() -> Described:
    """The same with an ETag."""
    return {200: ETAG, 304: {"description": "Not changed since it was read"}, **reads()}


def writes() -> Described:
    """What any write that heeds a revision may end with."""
    return {200: ETAG, **problems(*_WRITES)}


def additions() -> Described:
    """What a write that only adds may end with."""
    return problems(*(status for status in _WRITES if status not in {412, 428}))
