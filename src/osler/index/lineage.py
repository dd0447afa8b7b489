"""The order of versions of one work."""

from __future__ import annotations

from collections.abc import Iterable

from osler.evidence.document import Header


def newest_first(headers: Iterable[Header]) -> list[Header]:
    """By version number, then date, then key; versions that are no numbers come last."""
    return sorted(headers, key=_rank, reverse=True)


def _rank(header: Header) -> tuple[int, str, str]:
    version = header.version or ""
    number = int(version) if version.isascii() and version.isdigit() else -1
    return number, (header.date.iso if header.date else None) or "", header.key
