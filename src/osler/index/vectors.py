"""Vectors of passages, as the rest of the index sees them.

What keeps them (`osler.index.vector_file`) is loaded only where vectors are: numpy takes a tenth of
a second, which a question without vectors must not pay.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from osler.index import manifest as manifests
from osler.index.errors import IndexMismatch, IndexUnreadable
from osler.index.vector_layout import CARD, FOLDER, KEYS, ROWS, SCALES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ENCODE = "Remove its folder `vectors` and encode again, or install the encoder it was made with."


class _Card(msgspec.Struct, frozen=True):
    encoder: str
    dimension: int


class Vectors(Protocol):
    """Vectors of one encoder, keyed by `osler.index.entry.passage_hash`."""

    folder: Path
    encoder: str
    dimension: int

    def __len__(self) -> int:
        """Rows held."""
        ...

    def lacking(self, hashes: Sequence[int]) -> list[int]:
        """Those that have no vector, in order."""
        ...

    def cosines(self, hashes: Sequence[int], query: NDArray[np.float32]) -> list[float]:
        """Cosine of each passage to a unit vector; NaN where it has no vector."""
        ...

    def append(self, hashes: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Add unit vectors durably; hashes already there are kept as they are."""
        ...

    def compact(self, wanted: Iterable[int]) -> None:
        """Keep only the rows of these passage hashes."""
        ...


def open_vectors(root: Path, encoder: str | None = None, dimension: int = 0) -> Vectors | None:
    """The vectors of the index in `root`; None without any.

    With `encoder` and `dimension` an empty file is made where there is none, and vectors of
    another encoder are an `IndexMismatch`. Raises `IndexUnreadable` on damaged files.
    """
    folder = root / FOLDER
    path = folder / CARD
    if not path.exists():
        if encoder is None:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        for name in (ROWS, SCALES, KEYS):
            (folder / name).write_bytes(b"")
        fresh = folder / f"{CARD}.new"
        fresh.write_bytes(msgspec.json.encode(_Card(encoder, dimension)))
        fresh.replace(path)
        if manifests.exists(root):
            manifests.write(root, replace(manifests.read(root), encoder=encoder))
    try:
        card = msgspec.json.decode(path.read_bytes(), type=_Card)
    except (OSError, msgspec.MsgspecError) as error:
        raise IndexUnreadable(str(folder), str(error)) from error
    if encoder is not None and (card.encoder, card.dimension) != (encoder, dimension):
        raise IndexMismatch(str(root), "vectors of the encoder", card.encoder, encoder, _ENCODE)
    file = importlib.import_module("osler.index.vector_file")  # numpy: only where vectors are
    made: Vectors = file.VectorFile(folder, card.encoder, card.dimension)
    return made
