"""How like an account of danger a text reads, weighed from phrases written for this project.

A weighted sum over words, neighbouring words, parts of words and the standpoint of the text: no
model is asked and nothing is random. Words alone cannot list all that people say in fear; what
`osler.evaluation.likeness_training` weighs from the phrases in `tests/safety` carries over to
wordings nobody wrote down. Weights lie in `likeness.weights`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from math import sqrt

from osler.safety import standpoint
from osler.safety.cues import Danger
from osler.safety.weights import Weights, place, read

FEATURES = 1 << 16  # places of the table; two parts of a text may share one
KIND_FEATURES = 1 << 14  # the same for the tables that tell kinds of danger apart
LONGEST = 600  # words read; who needs help says so before that
_TOKEN = re.compile(r"[a-z']+|\d+(?:\.\d+)?|[?!.,]")
_PIECES = (4, 5)  # letters of a part of a word
WEIGHTS = "likeness.weights"


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score`: above `sure` it reads as danger, below `unlike` as anything but; `kind` is the kind
    of danger that it reads most like.
    """

    score: float
    kind: Danger


def likeness(text: str) -> Likeness:
    """Weigh a text that is legible, in lower case and in plain wording."""
    weights = _weights()
    tokens = words(text)
    parts = pieces(tokens)
    seen = {place(each, FEATURES) for each in parts}
    total = sum(weights.table[each] for each in seen) * weights.card.scale
    score = total / sqrt(max(1, len(seen))) + weights.card.bias
    for view, weight in zip(views(text), weights.card.views, strict=True):
        score += weight * view
    return Likeness(score, _kind(weights, {place(each, KIND_FEATURES) for each in parts}))


def _kind(weights: Weights, seen: set[int]) -> Danger:
    card = weights.card
    length = sqrt(max(1, len(seen)))
    totals = [
        sum(table[each] for each in seen) * scale / length + bias
        for table, scale, bias in zip(
            weights.kinds, card.kind_scales, card.kind_biases, strict=True
        )
    ]
    return Danger(card.kinds[totals.index(max(totals))])


def words(text: str) -> list[str]:
    """Words and stops of a text, in order; a number is only a number."""
    found = _TOKEN.findall(text)[:LONGEST]
    return ["<", *("#" if each[0].isdigit() else each for each in found), ">"]


def spoken(tokens: Sequence[str]) -> set[str]:
    """Words, neighbours, and neighbours but one."""
    return {
        *tokens,
        *(f"{one} {other}" for one, other in pairwise(tokens)),
        *(f"{one}_{other}" for one, other in zip(tokens, tokens[2:], strict=False)),
    }


def pieces(tokens: Sequence[str]) -> set[str]:
    """What is spoken, and the parts of its words."""
    found = spoken(tokens)
    for token in tokens:
        edged = f"^{token}$"
        for length in _PIECES:
            found.update(f"={edged[at : at + length]}" for at in range(len(edged) - length + 1))
    return found


def views(text: str) -> list[float]:
    """The standpoint of a text, each 0 or 1."""
    seen = (
        standpoint.personal(text),
        standpoint.clinical(text),
        standpoint.about(text),
        standpoint.asks(text),
        standpoint.urgent(text),
        standpoint.over(text),
        standpoint.usual(text),
        "?" in text,
        standpoint.topical(text),
        len(text) > 80,
        len(text) < 40,
    )
    return [float(each) for each in seen]


@lru_cache(maxsize=1)
def _weights() -> Weights:
    content = files("osler.safety").joinpath(WEIGHTS).read_bytes()
    return read(content, FEATURES, KIND_FEATURES)
