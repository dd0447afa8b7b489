"""Small decision trees over the signals: what a sum of signals cannot say, kept as data.

Each tree splits on a signal's value, on where that value stands among the question's candidates
(deviations from their mean, or distance from their greatest) or on the shape of the question.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec
import numpy as np
from numpy.typing import NDArray

from osler.answer.question import AnswerShape
from osler.answer.scene import Column

SHAPES = (AnswerShape.YES_NO, AnswerShape.LIST, AnswerShape.FACT, AnswerShape.SUMMARY)


class Forest(msgspec.Struct, frozen=True):
    """All trees, node after node; a leaf is its own child.

    `signals` names the signals used, in the order of the inputs (see `inputs`). `roots` are node
    numbers. At a node, an input ≤ `limit` goes `left`, else `right`; `value` is the mean gain of
    what reached the node in training, so a path's differences say what each split was worth.
    `depth` is the greatest number of splits; `factor` brings the sum to the scale of the ranker's.
    """

    about: dict[str, str]
    signals: tuple[str, ...]
    depth: int
    factor: float
    roots: list[int]
    input: list[int]
    limit: list[float]
    left: list[int]
    right: list[int]
    value: list[float]


@cache
def forest() -> Forest:
    """The trees shipped with the package."""
    data = resources.files("osler.answer").joinpath("trees.json").read_bytes()
    return msgspec.json.decode(data, type=Forest)


class Laid:
    """A forest as arrays."""

    __slots__ = ("child", "forest", "input", "limit", "roots", "value")

    def __init__(self, trees: Forest) -> None:
        self.forest = trees
        self.roots = np.array(trees.roots, np.int32)
        self.input = np.array(trees.input, np.int32)
        self.limit = np.array(trees.limit, np.float32)
        self.value = np.array(trees.value, np.float64)
        # Both children of node n at 2n and 2n + 1: one lookup decides, without a branch.
        self.child = np.ravel(np.array([trees.left, trees.right], np.int32), order="F")


@cache
def laid() -> Laid:
    """The shipped trees as arrays, made on first need."""
    return Laid(forest())


def inputs(values: Column, shape: AnswerShape) -> NDArray[np.float32]:
    """What the trees see: one row per candidate, `values` holding the forest's signals only.

    Columns: the values, their deviations from the candidates' mean in standard deviations, their
    distances from the greatest, and one flag per shape of question.
    """
    away = values - values.mean(axis=0)
    spread = np.sqrt(np.square(away).mean(axis=0)) + 1e-6
    flags = np.tile([float(shape is each) for each in SHAPES], (len(values), 1))
    return np.hstack((values, away / spread, values - values.max(axis=0), flags), dtype=np.float32)


def worth(trees: Laid, rows: NDArray[np.float32]) -> Column:
    """Sum of the trees for each row, scaled by the forest's factor."""
    nodes = _start(trees, rows)
    for _ in range(trees.forest.depth):
        nodes = _step(trees, rows, nodes)
    return np.asarray(trees.value[nodes].sum(axis=1) * trees.forest.factor, np.float64)


def shares(trees: Laid, rows: NDArray[np.float32]) -> Column:
    """Each signal's part in `worth`: one row per candidate, one column per signal of the forest.

    Differences along each path go to the signal split on (Saabas, "Interpreting random forests",
    2014); splits on the question's shape and the roots' means belong to no signal.
    """
    signals = len(trees.forest.signals)
    found = np.zeros(len(rows) * (signals + 1))
    base = np.arange(len(rows))[:, None] * (signals + 1)
    nodes = _start(trees, rows)
    for _ in range(trees.forest.depth):
        onward = _step(trees, rows, nodes)
        split = trees.input[nodes]
        owner = np.where(split < 3 * signals, split % signals, signals)
        gained = trees.value[onward] - trees.value[nodes]
        found += np.bincount((base + owner).ravel(), gained.ravel(), minlength=len(found))
        nodes = onward
    return found.reshape(len(rows), signals + 1)[:, :signals] * trees.forest.factor


def _start(trees: Laid, rows: NDArray[np.float32]) -> NDArray[np.int32]:
    return np.broadcast_to(trees.roots, (len(rows), len(trees.roots)))


def _step(trees: Laid, rows: NDArray[np.float32], nodes: NDArray[np.int32]) -> NDArray[np.int32]:
    width = rows.shape[1]
    places = trees.input.take(nodes) + np.arange(0, rows.size, width, dtype=np.int32)[:, None]
    beyond = rows.ravel().take(places) > trees.limit.take(nodes)
    return np.asarray(trees.child.take(2 * nodes + beyond), np.int32)
