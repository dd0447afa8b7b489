"""Weigh examples: logistic regression by stochastic gradient descent, with step sizes after Duchi
et al. 2011 (AdaGrad), in a fixed order. Deterministic but for the last digits of floating point.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from osler.safety.weights import Card, Weights, place

_STEP = 0.3
_PULL = 1e-4  # towards nothing, at each step
_SETTLED = 1e-3  # an error so small teaches nothing


@dataclass(frozen=True, slots=True)
class Example:
    """Parts of a text, how it is seen (`likeness.views`), and its kind, None for none."""

    parts: frozenset[str]
    views: tuple[float, ...]
    kind: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes of the tables; how often each example is met; how much one of a kind counts."""

    size: int
    kind_size: int
    rounds: int
    counts: float = 1.0


@dataclass(slots=True)
class _Sum:
    """A weighted sum while it is learned."""

    table: NDArray[np.float64]
    views: NDArray[np.float64]
    bias: float = 0.0


def weighed(examples: Sequence[Example], kinds: Sequence[str], plan: Plan, lists: str) -> Weights:
    """Weights from examples. `lists` is a digest of where they come from."""
    views = np.array([each.views for each in examples], np.float64)
    whole = _sum(
        [_places(each.parts, plan.size) for each in examples],
        views,
        [each.kind is not None for each in examples],
        plan,
        plan.size,
    )
    some = [each for each in examples if each.kind is not None]
    places = [_places(each.parts, plan.kind_size) for each in some]
    none = np.zeros((len(some), 1))
    sums = [
        _sum(places, none, [each.kind == kind for each in some], plan, plan.kind_size)
        for kind in kinds
    ]
    scale, table = _whole(whole.table)
    tables = [_whole(each.table) for each in sums]
    card = Card(
        lists,
        round(whole.bias, 4),
        [round(float(each), 4) for each in whole.views],
        scale,
        list(kinds),
        [scale for scale, _ in tables],
        [round(each.bias, 4) for each in sums],
    )
    return Weights(card, table, tuple(table for _, table in tables))


def _places(parts: frozenset[str], size: int) -> NDArray[np.int64]:
    return np.array(sorted({place(each, size) for each in parts}), np.int64)


def _sum(
    places: Sequence[NDArray[np.int64]],
    views: NDArray[np.float64],
    grave: Sequence[bool],
    plan: Plan,
    size: int,
) -> _Sum:
    found = _Sum(np.zeros(size), np.zeros(views.shape[1]))
    steps, view_steps, bias_step = np.full(size, 1e-2), np.ones(views.shape[1]), 1.0
    order = list(range(len(places)))
    chance = random.Random(0)  # noqa: S311 - an order, no secret
    for _ in range(plan.rounds):
        chance.shuffle(order)
        for at in order:
            here, seen = places[at], views[at]
            length = 1 / np.sqrt(max(1, len(here)))
            score = found.table[here].sum() * length + found.views @ seen + found.bias
            off = float(1 / (1 + np.exp(-score)) - grave[at]) * (plan.counts if grave[at] else 1.0)
            if abs(off) < _SETTLED:
                continue
            slope = off * length + _PULL * found.table[here]
            steps[here] += slope * slope
            found.table[here] -= _STEP * slope / np.sqrt(steps[here])
            view_slope = off * seen
            view_steps += view_slope * view_slope
            found.views -= _STEP * view_slope / np.sqrt(view_steps)
            bias_step += off * off
            found.bias -= float(_STEP * off / np.sqrt(bias_step))
    return found


def _whole(table: NDArray[np.float64]) -> tuple[float, array[int]]:
    """A table as whole numbers of one byte, and their scale."""
    scale = float(np.abs(table).max()) / 127 or 1.0
    return scale, array("b", np.rint(table / scale).astype(np.int8).tobytes())
