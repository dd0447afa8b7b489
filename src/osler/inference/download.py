"""Fetching one large file: bounded, resumable, refused unless its hash is the expected one."""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from osler.inference.faults import ModelRefused, ModelUnavailable

Progress = Callable[[int, int | None], None]  # bytes so far, bytes in all where known

_CHUNK = 1 << 20
_TIMEOUT = 60  # seconds without a byte
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def download(
    url: str, target: Path, *, sha256: str | None, limit: int, progress: Progress | None = None
) -> str:
    """Fetch `url` into `target` and return its SHA-256, hex.

    An earlier, interrupted fetch (`target` with `.part` added) is continued where the server
    allows. `limit`: bytes. Raises `ModelRefused` (hash, size, not https) and `ModelUnavailable`.
    """
    _refuse_insecure(url)
    part = target.with_name(target.name + ".part")
    try:
        _fetch(url, part, limit, progress)
    except (OSError, ValueError) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise ModelUnavailable(f"{url} cannot be fetched: {error}") from error
    found = file_hash(part)
    if sha256 is not None and found != sha256.lower():
        part.unlink()
        raise ModelRefused(f"{url} has SHA-256 {found}, not {sha256}: it was not installed")
    part.replace(target)
    return found


def file_hash(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_insecure(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ModelRefused(f"{url} is not an https address")


def _fetch(url: str, part: Path, limit: int, progress: Progress | None) -> None:
    have = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={have}-"} if have else {}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - scheme checked above
    try:
        response = urllib.request.urlopen(request, timeout=_TIMEOUT)  # noqa: S310
    except urllib.error.HTTPError as error:
        if error.code != 416:  # the part is all there is: its hash will tell
            raise
        error.close()
        return
    with response:
        continued = response.status == 206
        done = have if continued else 0
        length = response.headers.get("Content-Length")
        total = done + int(length) if length else None
        if (total or 0) > limit:
            raise ModelRefused(f"{url} has {total} bytes; at most {limit} are accepted")
        with part.open("ab" if continued else "wb") as file:
            while chunk := response.read(_CHUNK):
                done += len(chunk)
                if done > limit:
                    raise ModelRefused(f"{url} has more than {limit} bytes")
                file.write(chunk)
                if progress:
                    progress(done, total)
        if total is not None and done < total:
            raise ValueError(f"it ended after {done} of {total} bytes")
