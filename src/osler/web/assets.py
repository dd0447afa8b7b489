"""Static files. The stylesheet and the scripts are each served whole, and written in parts.

They are served without the comments and the indentation that they are written with.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
_JOINED = {"osler.css": "style", "osler.js": "script", "workspace.js": "workspace"}
_QUOTED = re.compile(r"(\"[^\"\n]*\")")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{};,])\s*")


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
        whole = "\n".join(part.read_text("utf-8") for part in parts)
        smaller = _style if name.endswith(".css") else _script
        found[name] = _asset(name, smaller(whole).encode())
    return found


def _style(text: str) -> str:
    """A stylesheet without remarks and the space around its marks; what is quoted stays."""
    parts = _QUOTED.split(_REMARK.sub("", text))
    parts[::2] = [re.sub(r":\s+", ":", _AROUND.sub(r"\1", each)) for each in parts[::2]]
    return "".join(parts).strip()


def _script(text: str) -> str:
    """A script without indentation, empty lines and lines that are remarks. No text in one goes
    over a line's end; a test holds that.
    """
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def asset(name: str) -> str:
    """The address of a file. Raises `KeyError` for one that is not there."""
    return assets()[name].path
