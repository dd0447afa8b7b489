"""What the operator declared, in a file of its own: no source could give it back.

One JSON object a line, `{"kind": …, "origin": …, "target": …}`, only ever added to. The catalog
holds the same; a catalog that is new, reset, or an older copy takes them in again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from osler.ingest.catalog import Catalog, Link

_TAKEN = "declarations"  # note in the catalog: bytes of the file it has taken in


class _Line(msgspec.Struct):
    kind: str
    origin: str
    target: str


def declare(catalog: Catalog, file: Path, links: Iterable[Link]) -> None:
    """Write down what is new among `links`, durably, and tell the catalog. Not committed there."""
    given = list(links)
    held = set(_read(file))
    new = [link for link in dict.fromkeys(given) if link not in held]
    if new:
        lines = (
            msgspec.json.encode(_Line(each.kind, each.origin, each.target)) + b"\n" for each in new
        )
        with file.open("ab") as out:
            if _torn(file):
                out.write(b"\n")
            out.writelines(lines)
            out.flush()
            os.fsync(out.fileno())
    _take(catalog, file, given)


def recall(catalog: Catalog, file: Path) -> None:
    """Tell a catalog what was declared, unless it has heard all of it."""
    if catalog.meta(_TAKEN) != _size(file):
        _take(catalog, file, _read(file))


def _take(catalog: Catalog, file: Path, links: Iterable[Link]) -> None:
    catalog.link(links, declared=True)
    catalog.meta(_TAKEN, _size(file))


def _size(file: Path) -> str | None:
    return str(file.stat().st_size) if file.exists() else None


def _torn(file: Path) -> bool:
    """Whether the last line was cut off: what comes next must not be lost with it."""
    size = file.stat().st_size
    if not size:
        return False
    with file.open("rb") as raw:
        raw.seek(size - 1)
        return raw.read(1) != b"\n"


def _read(file: Path) -> Iterator[Link]:
    if not file.exists():
        return
    with file.open("rb") as lines:
        for line in lines:
            try:
                found = msgspec.json.decode(line, type=_Line)
            except msgspec.MsgspecError:
                continue  # cut off while it was written: it was never declared
            yield Link(found.kind, found.origin, found.target)
