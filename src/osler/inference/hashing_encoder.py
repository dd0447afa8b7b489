"""Vectors without a model: hashed letter trigrams. For tests; it knows no meaning."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray


class HashingEncoder:
    """`Encoder` that counts hashed trigrams of words. Same text, same vector, on any machine."""

    name = "hashing-trigrams/1"

    def __init__(self, dimension: int = 64) -> None:
        """`dimension`: length of the vectors."""
        self._dimension = dimension

    @property
    def dimension(self) -> int:
        """See `Encoder`."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder`. A text without letters gets the first unit vector."""
        rows = np.zeros((len(texts), self._dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                padded = f" {word} "
                for at in range(len(padded) - 2):
                    row[crc32(padded[at : at + 3].encode()) % self._dimension] += 1
            length = float(np.linalg.norm(row))
            if length:
                row /= length
            else:
                row[0] = 1
        return rows
