"""What was done to make an answer, and how long each stage took."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from osler.answer.answer import Step

Clock = Callable[[], float]  # seconds, monotonic
Hear = Callable[[Step], None]  # told of each step as it ends


@dataclass(slots=True)
class Trace:
    """Gathers steps while an answer is made. Without a clock no times are kept, so that the same
    question over the same evidence gives the same bytes. `detailed` keeps more, for `--explain`.
    """

    clock: Clock | None = None
    steps: list[Step] = field(default_factory=list)
    detailed: bool = False
    hear: Hear | None = None
    _last: float | None = None
    _drops: dict[str, list[str]] = field(default_factory=dict)

    def start(self) -> None:
        """Begin timing."""
        self._last = self.clock() if self.clock else None

    def step(self, stage: str, detail: str) -> None:
        """Note a finished stage, timed since the one before."""
        took = None
        if self.clock is not None and self._last is not None:
            now = self.clock()
            took = round((now - self._last) * 1000, 1)
            self._last = now
        self._keep(Step(stage, detail, took))

    def drop(self, passage: str, reason: str) -> None:
        """Remember that a sentence of a passage was passed over; see `dropped`."""
        self._drops.setdefault(reason, []).append(passage)

    def dropped(self) -> None:
        """Note what was passed over since the last call, commonest reason first; with `detailed`,
        every passage by key.
        """
        for reason, passages in sorted(self._drops.items(), key=lambda each: -len(each[1])):
            named = f" ({', '.join(dict.fromkeys(passages))})" if self.detailed else ""
            self.note("dropped", f"{len(passages)}: {reason}{named}")
        self._drops.clear()

    def note(self, stage: str, detail: str) -> None:
        """Note a reason inside a stage, untimed."""
        self._keep(Step(stage, detail))

    def _keep(self, step: Step) -> None:
        self.steps.append(step)
        if self.hear is not None:
            self.hear(step)
