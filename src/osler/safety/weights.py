"""Tables of weights, as they lie in files: one for yes or no, and one for each kind.

A part of a text has its place in a table by a checksum; two parts may share one.
"""

from __future__ import annotations

import zlib
from array import array
from dataclasses import dataclass

import msgspec


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


def place(part: str, size: int) -> int:
    """Where a part of a text stands in a table."""
    return zlib.crc32(part.encode()) % size


def read(content: bytes, size: int, kind_size: int) -> Weights:
    """The weights in a file: a line of JSON, then the tables, compressed; `size` and `kind_size`
    are how many places the tables have.
    """
    head, _, tables = content.partition(b"\n")
    card = msgspec.json.decode(head, type=Card)
    held = array("b", zlib.decompress(tables))
    kinds = tuple(
        held[size + at * kind_size : size + (at + 1) * kind_size] for at in range(len(card.kinds))
    )
    return Weights(card, held[:size], kinds)


def written(weights: Weights) -> bytes:
    """The file of weights; `read` reads it."""
    tables = b"".join(each.tobytes() for each in (weights.table, *weights.kinds))
    return msgspec.json.encode(weights.card) + b"\n" + zlib.compress(tables, 9)
