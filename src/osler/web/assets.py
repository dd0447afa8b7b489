"""Static files. The stylesheet and the script are each served whole, and written in parts."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
_JOINED = {"osler.css": "style", "osler.js": "script"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as served; `path` changes with its bytes, so that it may be kept for ever."""

    path: str
    kind: str
    body: bytes


def _asset(name: str, body: bytes) -> Asset:
    digest = hashlib.sha256(body).hexdigest()[:12]
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(f"/static/{digest}/{name}", kind, body)


@cache
def assets() -> dict[str, Asset]:
    """Every file by name: those in `static/`, and each folder's parts joined in order of name."""
    single = [file for file in sorted(STATIC.iterdir()) if file.is_file()]
    found = {file.name: _asset(file.name, file.read_bytes()) for file in single}
    for name, folder in _JOINED.items():
        parts = sorted((STATIC / folder).iterdir())
        found[name] = _asset(name, b"\n".join(part.read_bytes() for part in parts))
    return found


def asset(name: str) -> str:
    """The address of a file. Raises `KeyError` for one that is not there."""
    return assets()[name].path
