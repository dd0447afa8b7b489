"""Whether sentences carry a claim, in the eyes of a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Chances:
    """What a premise does with a claim, as chances (each 0..1, together 1): it says it, it is
    silent on it, it denies it.
    """

    says: float
    silent: float
    denies: float


class Entailment(Protocol):
    """Judges claims by premises. Implementations: ONNX Runtime; shared words, for tests."""

    @property
    def name(self) -> str:
        """Model and revision, recorded in reasons."""
        ...

    def chances(self, pairs: Sequence[tuple[str, str]]) -> list[Chances]:
        """One for each (premise, claim), the same in any company. Long premises are cut."""
        ...
