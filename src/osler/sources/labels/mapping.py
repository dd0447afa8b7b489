"""DailyMed's RxNorm mapping file: names for set ids, and no evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from osler.sources.source import Item, Skipped

_HEADER = b"SETID|SPL_VERSION|RXCUI|RXSTRING|RXTTY"


class RxNormMapping:
    """`SETID|SPL_VERSION|RXCUI|RXSTRING|RXTTY` lines, recognised so that they are not mistaken."""

    name = "spl-rxnorm-map"

    def recognises(self, head: bytes) -> bool:
        """The header line, whatever the file is called."""
        return head.removeprefix(b"\xef\xbb\xbf").upper().startswith(_HEADER)

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """Runs of whole lines."""
        while lines := stream.readlines(1 << 20):
            yield b"".join(lines)

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """Each row → skipped."""
        for line in chunk.splitlines():
            row = line.removeprefix(b"\xef\xbb\xbf").strip()
            if row and not row.upper().startswith(_HEADER):
                set_id = row.split(b"|", 1)[0].decode("utf-8", "replace").lower()
                yield Skipped(
                    f"label:{set_id}" if set_id else origin, "drug name mapping, not evidence"
                )
