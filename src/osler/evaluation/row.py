"""One line of a benchmark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measured figure, beside a named peer measured in the same run where there is one.

    `ratio` is `value / peer_value`; `sizes` says on how much data ("20,788 records, 233 MB").
    """

    name: str
    value: float
    unit: str
    sizes: str
    peer: str | None = None
    peer_value: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the peer's figure; None without a peer."""
        if self.peer_value is None or self.peer_value == 0:
            return None
        return self.value / self.peer_value
