"""How like an account of danger a text reads, weighed from phrases written for this project.

A weighted sum over words, neighbouring words, parts of words and the standpoint of the text: no
model is asked and nothing is random. Words alone cannot list all that people say in fear; what
`osler.evaluation.likeness_training` weighs from the phrases in `tests/safety` carries over to
wordings nobody wrote down. Weights lie in `likeness.weights`.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import sqrt

import msgspec

from osler.safety import standpoint
from osler.safety.cues import Danger

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


class Card(msgspec.Struct, frozen=True):
    """What goes before the tables in the file: `lists` is a digest of what was weighed."""

    lists: str
    bias: float
    views: list[float]
    scale: float
    kinds: list[str]
    kind_scales: list[float]
    kind_biases: list[float]


@dataclass(frozen=True, slots=True)
class Weights:
    """The tables; `table` for danger or none, `kinds` one for each kind, all whole numbers to be
    multiplied by the scales of the card.
    """

    card: Card
    table: array[int]
    kinds: tuple[array[int], ...]


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
        *(f"{one} {other}" for one, other in zip(tokens, tokens[1:], strict=False)),
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


def place(part: str, size: int) -> int:
    """Where a part of a text stands in a table."""
    return zlib.crc32(part.encode()) % size


@lru_cache(maxsize=1)
def _weights() -> Weights:
    return read(files("osler.safety").joinpath(WEIGHTS).read_bytes())


def read(content: bytes) -> Weights:
    """The weights in a file: a line of JSON, then the tables, compressed."""
    head, _, tables = content.partition(b"\n")
    card = msgspec.json.decode(head, type=Card)
    held = array("b", zlib.decompress(tables))
    kinds = tuple(
        held[FEATURES + at * KIND_FEATURES : FEATURES + (at + 1) * KIND_FEATURES]
        for at in range(len(card.kinds))
    )
    return Weights(card, held[:FEATURES], kinds)


def written(weights: Weights) -> bytes:
    """The file of weights; `read` reads it."""
    tables = b"".join(each.tobytes() for each in (weights.table, *weights.kinds))
    return msgspec.json.encode(weights.card) + b"\n" + zlib.compress(tables, 9)
