"""Weights are of the lists as they are, and read as they were written."""

from __future__ import annotations

from importlib.resources import files

import pytest

from osler.evaluation import likeness_training, scope_training, tagging_training, weighing
from osler.safety import likeness, scope, tagging
from osler.safety.weights import Weights, read, written

KEPT = [
    (likeness, likeness_training, likeness.KIND_FEATURES),
    (tagging, tagging_training, tagging.KIND_FEATURES),
    (scope, scope_training, 1),
]


def _kept(name: str, size: int, kinds: int) -> Weights:
    return read(files("osler.safety").joinpath(name).read_bytes(), size, kinds)


@pytest.mark.parametrize(("of", "training", "kinds"), KEPT, ids=["likeness", "tagging", "scope"])
def test_weights_are_of_the_lists_as_they_are(of: object, training: object, kinds: int) -> None:
    """Else make them again: `python -m osler.evaluation.likeness_training`, and so on."""
    kept = _kept(of.WEIGHTS, of.FEATURES, kinds)  # type: ignore[attr-defined]
    assert kept.card.lists == training.digest(training.listed())  # type: ignore[attr-defined]


def test_what_is_weighed_is_told_apart_and_read_as_written() -> None:
    plan = weighing.Plan(64, 16, rounds=30)
    examples = [
        weighing.Example(frozenset({"blue", "any"}), (1.0,), "sky"),
        weighing.Example(frozenset({"green", "any"}), (1.0,), "grass"),
        weighing.Example(frozenset({"grey", "any"}), (0.0,), None),
        weighing.Example(frozenset({"stone", "any"}), (0.0,), None),
    ] * 8
    made = weighing.weighed(examples, ["sky", "grass"], plan, "four")
    again = read(written(made), 64, 16)
    assert again == made
    assert made.card.views[0] > 0 > made.card.bias
    assert weighing.weighed(examples, ["sky", "grass"], plan, "four") == made
