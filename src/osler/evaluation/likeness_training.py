"""Weigh the phrases in `tests/safety` for `safety/likeness.py`: `python -m` this module.

Logistic regression by stochastic gradient descent with step sizes after Duchi et al. 2011 (AdaGrad),
in a fixed order of phrases. Dangers count twice: a warning too many costs a line. It takes about
ten seconds; no figure of `osler bench safety` marked "unseen" is of phrases weighed here.
"""

from __future__ import annotations

import hashlib
import random
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import osler.safety.likeness as likenesses
from osler.evaluation.safety_lists import FOLDER, PHRASES, QUESTIONS, phrases, questions
from osler.safety.cues import Danger
from osler.safety.likeness import FEATURES, KIND_FEATURES, Card, Weights, pieces, place
from osler.safety.personal import masked
from osler.safety.triage import wording
from osler.vocabulary.small import SmallVocabulary

_ROUNDS = 40
_STEP = 0.3
_PULL = 1e-4  # towards nothing, at each step
_DANGER_COUNTS = 2.0


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase as plain wording, and the danger it tells of, None for none."""

    text: str
    danger: Danger | None


@dataclass(slots=True)
class _Sum:
    """A weighted sum while it is learned."""

    table: NDArray[np.float64]
    views: NDArray[np.float64]
    bias: float = 0.0


def weighed(folder: Path = FOLDER) -> list[Example]:
    """Every phrase and question of the lists that is weighed: questions with personal data are
    masked, as triage meets them, and tell of no danger.
    """
    vocabulary = SmallVocabulary()
    told = [pair for name in PHRASES for pair in phrases(folder / name)]
    found = [
        Example(wording(phrase), None if kind == "none" else Danger(kind)) for kind, phrase in told
    ]
    for name in QUESTIONS:
        for each in questions(folder / name):
            found.append(Example(wording(masked(each.text, vocabulary).text), None))
    return found


def learned(examples: Sequence[Example]) -> Weights:
    """Weights from examples. Deterministic but for the last digits of floating point."""
    told = [likenesses.words(each.text) for each in examples]
    whole = _sum(
        [_places(pieces(each), FEATURES) for each in told],
        np.array([likenesses.views(each.text) for each in examples]),
        [each.danger is not None for each in examples],
        FEATURES,
    )
    grave = [(words, each.danger) for words, each in zip(told, examples, strict=True) if each.danger]
    places = [_places(pieces(words), KIND_FEATURES) for words, _ in grave]
    none = np.zeros((len(grave), 1))
    kinds = [
        _sum(places, none, [danger is kind for _, danger in grave], KIND_FEATURES)
        for kind in Danger
    ]
    scale, table = _whole(whole.table)
    tables = [_whole(each.table) for each in kinds]
    card = Card(
        digest(examples),
        round(whole.bias, 4),
        [round(float(each), 4) for each in whole.views],
        scale,
        [each.value for each in Danger],
        [scale for scale, _ in tables],
        [round(each.bias, 4) for each in kinds],
    )
    return Weights(card, table, tuple(table for _, table in tables))


def digest(examples: Sequence[Example]) -> str:
    """Tells whether weights are of these examples."""
    told = "\n".join(f"{each.danger or 'none'}\t{each.text}" for each in examples)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _places(parts: set[str], size: int) -> NDArray[np.int64]:
    return np.array(sorted({place(each, size) for each in parts}), np.int64)


def _sum(
    places: Sequence[NDArray[np.int64]],
    views: NDArray[np.float64],
    grave: Sequence[bool],
    size: int,
) -> _Sum:
    found = _Sum(np.zeros(size), np.zeros(views.shape[1]))
    steps, view_steps, bias_step = np.full(size, 1e-2), np.ones(views.shape[1]), 1.0
    order = list(range(len(places)))
    chance = random.Random(0)  # noqa: S311 - an order, no secret
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for at in order:
            here, seen = places[at], views[at]
            length = 1 / np.sqrt(max(1, len(here)))
            score = found.table[here].sum() * length + found.views @ seen + found.bias
            off = 1 / (1 + np.exp(-score)) - grave[at]
            off *= _DANGER_COUNTS if grave[at] else 1.0
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


def main() -> None:
    """Write the weights of the lists as they are."""
    target = Path(likenesses.__file__).with_name(likenesses.WEIGHTS)
    target.write_bytes(likenesses.written(learned(weighed())))


if __name__ == "__main__":
    main()
