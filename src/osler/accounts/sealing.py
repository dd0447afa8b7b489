"""Sealing what a stolen database or backup must not tell: the secrets of one-time codes.

The key that seals is derived (HKDF, SHA-256) from `secret.key` in the data folder, which no backup
holds. A sealed secret is "1." and base64 of nonce and AES-256-GCM text, bound to whose it is, so
that one member's row cannot be put in another's place.

Without that `secret.key` nothing sealed opens: the codes of those members are refused, and each
sets up codes anew after an admin's reset. Nobody gets in meanwhile by their password alone.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY = 32  # bytes of secret.key, and of what is derived from it
NONCE = 12  # bytes
VERSION = "1."
PURPOSE = b"osler: secrets of one-time codes, 1"


class SecretKeyError(Exception):
    """`secret.key` is not one; the message says which file and what to do."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals and opens with what is derived from `key`."""

    key: bytes = field(repr=False)

    def close(self, secret: str, whose: str) -> str:
        """A secret as it is stored."""
        nonce = secrets.token_bytes(NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, secret.encode(), whose.encode())
        return VERSION + base64.b64encode(sealed).decode()

    def open(self, stored: str | None, whose: str) -> str | None:
        """The secret; None for none, and for what another key sealed or somebody changed."""
        if stored is None or not stored.startswith(VERSION):
            return None
        try:
            sealed = base64.b64decode(stored.removeprefix(VERSION), validate=True)
            found = self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], whose.encode())
        except (binascii.Error, InvalidTag, ValueError):
            return None
        return found.decode()

    @property
    def _cipher(self) -> AESGCM:
        derived = HKDF(algorithm=SHA256(), length=KEY, salt=None, info=PURPOSE)
        return AESGCM(derived.derive(self.key))


def secret_key(file: Path) -> bytes:
    """The key in its file, made the first time; readable by its owner only. Raises
    `SecretKeyError`.
    """
    try:
        held = file.read_bytes()
    except FileNotFoundError:
        _make(file)
        held = file.read_bytes()
    if len(held) != KEY:
        raise SecretKeyError(f"{file}: not a key of {KEY} bytes; put the right one back")
    return held


def _make(file: Path) -> None:
    beside = file.with_suffix(f".{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(secrets.token_bytes(KEY))
    try:
        os.link(beside, file)  # the first process wins, and all read the same
    except FileExistsError:
        pass
    finally:
        beside.unlink()
