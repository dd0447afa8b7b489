"""Ranking sentences by signals, each of which can be read and argued with.

A weighted sum of the signals, and small trees over them for what a sum cannot say (a long sentence
is good only where a summary is asked for). Both are spelled out signal by signal.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from osler.answer.candidate import Candidate, Feature, Ranked
from osler.answer.features import SIGNALS
from osler.answer.question import Question
from osler.answer.scene import Column, Scene, scene
from osler.answer.trees import Laid, inputs, laid, shares, worth
from osler.answer.weights import Weights, commonness, weights

EXPLAINED = 40  # ranked candidates whose features are spelled out


def rank(
    question: Question, candidates: Sequence[Candidate], explained: int = EXPLAINED
) -> list[Ranked]:
    """Candidates with their scores, best first; ties by passage key and place.

    `score` is 0..1, see `chances`. Only the first `explained` carry their features, largest
    contribution first.
    """
    if not candidates:
        return []
    learnt, trees = weights(), laid()
    setting = scene(question, candidates, commonness())
    values = np.stack([signal.values(setting) for signal in SIGNALS], axis=1)
    parts = contributions(values, learnt)
    seen = inputs(values[:, columns(trees)], question.shape)
    alone = parts.sum(axis=1)
    sums = alone + worth(trees, seen)
    order = sorted(
        range(len(candidates)),
        key=lambda row: (-sums[row], candidates[row].hit.passage.key, candidates[row].start),
    )
    scores = chances(alone[order], learnt)
    told = order[:explained]
    if told:
        parts[np.ix_(told, columns(trees))] += shares(trees, seen[told])
    return [
        Ranked(
            candidates[row],
            scores[place],
            _features(setting, row, values, parts) if place < explained else (),
            float(sums[row]),
        )
        for place, row in enumerate(order)
    ]


def chances(alone: Column, learnt: Weights) -> list[float]:
    """Scores of candidates in order, falling, from their weighted sums.

    The trees compare a question's candidates with one another: they order, but cannot say that none
    of them answers. So the weighted sums say how likely answers are, best to worst, and the order
    says which candidate is which.
    """
    return sorted((chance(float(each), learnt) for each in alone), reverse=True)


def columns(trees: Laid) -> list[int]:
    """Places in `SIGNALS` of the signals that the trees see."""
    places = {signal.name: place for place, signal in enumerate(SIGNALS)}
    return [places[name] for name in trees.forest.signals]


def contributions(values: Column, learnt: Weights) -> Column:
    """Weighted, standardised values: one row per candidate, one column per signal of `SIGNALS`."""
    used = [learnt.signals[signal.name] for signal in SIGNALS]
    means = np.array([each.mean for each in used])
    scales = np.array([each.scale for each in used])
    factors = np.array([each.weight for each in used])
    return np.asarray((values - means) / scales * factors, np.float64)


def chance(total: float, learnt: Weights) -> float:
    """Sum of contributions to 0..1."""
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, learnt.slope * total + learnt.offset))))


def _features(setting: Scene, row: int, values: Column, parts: Column) -> tuple[Feature, ...]:
    found = [
        Feature(
            signal.name,
            float(values[row, place]),
            float(parts[row, place]),
            signal.reason(setting, row, float(values[row, place])),
        )
        for place, signal in enumerate(SIGNALS)
        if parts[row, place] != 0.0
    ]
    return tuple(sorted(found, key=lambda each: (-abs(each.contribution), each.name)))
