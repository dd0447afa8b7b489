"""Two runs, case by case."""

from __future__ import annotations

from dataclasses import dataclass

from osler.evaluation.outcome import LOWER, MEASURES, Outcome
from osler.evaluation.run import Run

SLIGHT = 0.005  # a score has to move by more than this


@dataclass(frozen=True, slots=True)
class Changed:
    """A case that came out otherwise. `better` and `worse` say how, in words."""

    id: str
    question: str
    better: tuple[str, ...]
    worse: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`same`: cases of both runs that score alike; `alone`: cases of only one of them."""

    changed: tuple[Changed, ...]
    same: int
    alone: int


def compare(now: Run, before: Run) -> Comparison:
    """What changed from `before` to `now`, what changed most first."""
    earlier = {each.id: each for each in before.outcomes}
    both = [(each, earlier[each.id]) for each in now.outcomes if each.id in earlier]
    found = [(_most(a, b), _changed(a, b)) for a, b in both]
    changed = [(most, each) for most, each in found if each.better or each.worse]
    changed.sort(key=lambda each: (-len(each[1].worse), -each[0], each[1].id))
    alone = len(now.outcomes) + len(before.outcomes) - 2 * len(both)
    return Comparison(tuple(each for _, each in changed), len(both) - len(changed), alone)


def _changed(now: Outcome, before: Outcome) -> Changed:
    better: list[str] = []
    worse: list[str] = []
    if (now.refused is None) is not (before.refused is None):
        told = f"refused ({now.refused})" if now.refused else "answered"
        rightly = "answered or refused rightly" in now.scores
        if not rightly:  # whether it is for the better is said by the case alone
            (worse if now.refused else better).append(told)
    for name in MEASURES:
        if name in now.scores and name in before.scores:
            a, b = now.scores[name], before.scores[name]
            if abs(a - b) > SLIGHT:
                rises = (a > b) is not (name in LOWER)
                (better if rises else worse).append(f"{name} {b:.0%} → {a:.0%}")
    return Changed(now.id, now.question, tuple(better), tuple(worse))


def _most(now: Outcome, before: Outcome) -> float:
    names = now.scores.keys() & before.scores.keys()
    return max((abs(now.scores[name] - before.scores[name]) for name in names), default=0.0)
