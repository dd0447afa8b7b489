"""The ranker's weights, kept as data with how they were made."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec


class Weight(msgspec.Struct, frozen=True):
    """One signal's weight. A value contributes `weight × (value − mean) / scale`.

    `by` is "fitted" (see `evaluation/train_ranker.py`) or "hand" where the training questions say
    nothing about the signal (study design, recency, section) and the value is a clinical choice.
    """

    mean: float
    scale: float
    weight: float
    by: str


class Weights(msgspec.Struct, frozen=True):
    """All that was learnt. `about` says from what, when and with which seed.

    `signals` by name. A summed score s becomes a chance 1 / (1 + exp(−(slope·s + offset))).
    `second` holds the weights by which a second sentence joins the first (see `brief`).
    """

    about: dict[str, str]
    signals: dict[str, Weight]
    slope: float
    offset: float
    second: dict[str, Weight]
    second_offset: float


@cache
def weights() -> Weights:
    """The weights shipped with the package."""
    return msgspec.json.decode(_data("weights.json"), type=Weights)


@cache
def commonness() -> dict[str, float]:
    """Idf of common stems (natural logarithm of documents / documents with the stem)."""
    return msgspec.json.decode(_data("commonness.json"), type=dict[str, float])


def _data(name: str) -> bytes:
    return resources.files("osler.answer").joinpath(name).read_bytes()
