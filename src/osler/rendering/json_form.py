"""An answer as JSON: the public format, with its schema."""

from __future__ import annotations

from typing import Any

import msgspec

from osler.answer.answer import SCHEMA, Answer
from osler.rendering.unseen import escaped

_encoder = msgspec.json.Encoder(order="deterministic")


def encode(answer: Answer) -> bytes:
    """UTF-8 JSON, indented, the same bytes for the same answer; characters that act unseen are
    escaped.
    """
    return escaped(msgspec.json.format(_encoder.encode(answer).decode(), indent=2)).encode()


def decode(data: bytes) -> Answer:
    """An answer read back for replay or audit; raises `msgspec.ValidationError`."""
    return msgspec.json.decode(data, type=Answer)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the format."""
    found = msgspec.json.schema(Answer)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Osler answer {SCHEMA}",
        **found,
    }
