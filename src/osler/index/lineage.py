"""The order of versions of one work."""

from __future__ import annotations

from collections.abc import Iterable

from osler.evidence.document import Header


def newest_first(headers: Iterable[Header]) -> list[Header]:
    """By version number, then date, then key; versions that are no numbers come last."""
    return sorted(headers, key=_rank, reverse=True)


def _rank(header: Header) -> tuple[int, str, str]:
    version = header.version or ""
    date = (header.date.iso if header.date else None) or ""
    numbered = version.isascii() and version.isdigit() and version != date
    return int(version) if numbered else -1, date, header.key
