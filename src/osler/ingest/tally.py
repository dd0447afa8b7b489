"""Counting what became of every record read, so that the sum is right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of one run. `read == added + replaced + unchanged + deleted + skipped + quarantined`.

    `skipped` is by reason. `marked` counts held documents whose standing changed because of what
    another record said (a retraction, a newer version): those are not records read. `said`: what
    the operator should know besides, one line each.
    """

    read: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    deleted: int = 0
    quarantined: int = 0
    marked: int = 0
    files: int = 0
    files_unchanged: int = 0
    files_skipped: int = 0
    files_broken: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)

    @property
    def reconciles(self) -> bool:
        """Whether every record read is accounted for exactly once."""
        kept = self.added + self.replaced + self.unchanged + self.deleted
        return self.read == kept + self.skipped.total() + self.quarantined

    @property
    def changed(self) -> bool:
        """Whether the evidence is different from before the run."""
        return bool(self.added or self.replaced or self.deleted or self.marked)
