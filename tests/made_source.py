"""Synthetic documents and a synthetic source for the ingest tests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from osler.evidence.dates import PartialDate
from osler.evidence.document import Document, Family, Header, Section
from osler.sources.source import Deleted, Found, Item, Quarantined, Skipped, TruncatedError


def document(
    key: str,
    text: str = "Synthetic text about nothing.",
    *,
    lineage: str | None = None,
    version: str | None = None,
    year: int | None = None,
    extra: tuple[tuple[str, str], ...] = (),
) -> Document:
    """A small research document."""
    header = Header(
        key=key,
        family=Family.RESEARCH,
        source="made",
        title=f"Synthetic {key}",
        lineage=lineage or key,
        version=version,
        date=PartialDate(str(year), year) if year else None,
        extra=extra,
    )
    return Document(header, text, (Section(0, len(text)),))


class MadeSource:
    """Reads JSON lines of documents and commands; a line that begins BAD is quarantined."""

    name = "made"

    def recognises(self, head: bytes) -> bool:
        return head.startswith(b'{"made"')

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        stream.readline()
        for line in stream:
            if not line.endswith(b"\n"):
                raise TruncatedError("the last line has no end")
            yield line

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        for line in chunk.splitlines():
            yield _item(line)


def _item(line: bytes) -> Item:
    if line.startswith(b"BAD"):
        return Quarantined(line.decode(), "Synthetic fault")
    if line.startswith(b"RAISE"):
        raise RuntimeError("Synthetic parser fault")
    value = json.loads(line)
    if "delete" in value:
        return Deleted(value["delete"])
    if "skip" in value:
        return Skipped(value["skip"], "Synthetic reason")
    made = document(
        value["key"],
        value.get("text", "Synthetic text."),
        lineage=value.get("lineage"),
        version=value.get("number"),
        extra=tuple((kind, target) for kind, target in value.get("extra", [])),
    )
    return Found(made, value.get("version", 1), value.get("rank", 2))


def lines(*values: object) -> bytes:
    """A made file."""
    body = [
        value.encode() if isinstance(value, str) else json.dumps(value).encode() for value in values
    ]
    return b'{"made"}\n' + b"\n".join(body) + b"\n"
