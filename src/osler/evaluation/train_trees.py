"""Grows the ranker's trees with LightGBM, which is needed here only: `pip install lightgbm`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import lightgbm  # type: ignore[import-not-found,import-untyped,unused-ignore]
import numpy as np
from numpy.typing import NDArray

from osler.answer.features import SIGNALS
from osler.answer.trees import Forest

ROUNDS = 200
GROWTH: dict[str, Any] = {
    "objective": "regression", "num_leaves": 8, "max_depth": 4, "learning_rate": 0.05,
    "min_data_in_leaf": 100, "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1,
    "max_bin": 63, "num_threads": 2, "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
# BioASQ's snippets show these constant or nearly so: the trees would learn nothing but accidents.
UNSEEN = frozenset({"title", "dense", "role", "design", "recency", "standing", "recommends",
                    "section", "size"})  # fmt: skip
SEEN = tuple(signal.name for signal in SIGNALS if signal.name not in UNSEEN)


def grow(
    rows: NDArray[np.float32], gain: NDArray[np.float64], seed: int, about: dict[str, str]
) -> Forest:
    """Trees for `gain`: a candidate's worth less the mean worth of its question's candidates.

    `rows` as `answer.trees.inputs` lays them out for the signals `SEEN`. The factor is left at 1.
    """
    data = lightgbm.Dataset(rows, gain)
    model = lightgbm.train({**GROWTH, "seed": seed}, data, ROUNDS)
    return _flat([each["tree_structure"] for each in model.dump_model()["tree_info"]], about)


def _flat(trees: Sequence[dict[str, Any]], about: dict[str, str]) -> Forest:
    """Nested trees as lists of nodes; no split is on a missing value, since none is missing."""
    made = Forest(about, SEEN, GROWTH["max_depth"], 1.0, [], [], [], [], [], [])
    for each in trees:
        made.roots.append(_add(made, each))
    return made


def _add(made: Forest, node: dict[str, Any]) -> int:
    place = len(made.value)
    leaf = "leaf_value" in node
    made.input.append(0 if leaf else int(node["split_feature"]))
    made.limit.append(0.0 if leaf else _short(node["threshold"]))
    made.value.append(_short(node["leaf_value"] if leaf else node["internal_value"]))
    made.left.append(place)
    made.right.append(place)
    if not leaf:
        made.left[place] = _add(made, node["left_child"])
        made.right[place] = _add(made, node["right_child"])
    return place


def _short(value: float) -> float:
    return float(f"{value:.6g}")
