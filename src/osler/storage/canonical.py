"""Canonical JSON: the same value always gives the same bytes, so that it can be hashed and signed.

Keys sorted, no white space, UTF-8, no NaN; after RFC 8785 except that numbers are written as
Python writes them, which is the same for whole numbers and for the decimals kept here.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import msgspec


def canonical(value: Any) -> str:
    """JSON text of plain values, dataclasses and enums. Raises `TypeError` for what has no form."""
    plain = msgspec.to_builtins(value, str_keys=True)
    return json.dumps(
        plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, in hex. Lone surrogates are kept distinct, never an error."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
