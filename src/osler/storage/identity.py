"""Identifiers that sort by when they were made and cannot be guessed."""

from __future__ import annotations

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, lower case


def new_id() -> str:
    """26 characters: 48 bits of milliseconds since 1970, 80 bits of chance (the ULID layout)."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def is_id(text: str) -> bool:
    """Whether text looks like one, and so must not name something else."""
    return len(text) == 26 and all(letter in _ALPHABET for letter in text)


def new_secret() -> str:
    """256 bits of chance as 43 characters of URL-safe text."""
    return secrets.token_urlsafe(32)
