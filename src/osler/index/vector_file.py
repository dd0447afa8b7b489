"""Vectors of passages: a flat int8 file, memory-mapped, keyed by the hash of a passage's text.

`<index>/vectors/`: `vectors.json` (encoder, dimension), `rows.i8` (dimension bytes per row),
`scales.f32` (one per row: value × scale is the component) and `keys.u64` (first 8 bytes of the
text's SHA-256). Rows are only appended, keys last: what a crash leaves beyond the last whole key
is cut off at the next write and never read. A changed text has another hash, so a row never goes
stale; rows that no passage needs any more are tombstones by absence, dropped by `compact`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from osler.index.errors import IndexUnreadable
from osler.index.vector_layout import KEY_BYTES, KEYS, ROWS, SCALES


class VectorFile:
    """`Vectors` on disk. One writer at a time; readers see the rows there were at opening."""

    def __init__(self, folder: Path, encoder: str, dimension: int) -> None:
        """See `osler.index.vectors.open_vectors`."""
        self.folder = folder
        self.encoder = encoder
        self.dimension = dimension
        self._load()

    def __len__(self) -> int:
        return len(self._keys)

    def _load(self) -> None:
        count = _whole_rows(self.folder, self.dimension)
        self._rows = _mapped(self.folder / ROWS, np.dtype(np.int8), (count, self.dimension))
        self._scales = _mapped(self.folder / SCALES, np.dtype("<f4"), (count,))
        self._keys = _mapped(self.folder / KEYS, np.dtype("<u8"), (count,))
        self._order = np.argsort(self._keys, kind="stable")
        self._sorted = self._keys[self._order]

    def rows(self, hashes: Sequence[int]) -> NDArray[np.int64]:
        """Row of each passage hash, -1 where it has no vector."""
        wanted = np.array(hashes, np.uint64)
        if not len(self._sorted):
            return np.full(len(wanted), -1, np.int64)
        at = np.minimum(np.searchsorted(self._sorted, wanted), len(self._sorted) - 1)
        return np.where(self._sorted[at] == wanted, self._order[at], -1)

    def lacking(self, hashes: Sequence[int]) -> list[int]:
        """See `Vectors`."""
        rows = self.rows(hashes)
        return [key for key, row in zip(hashes, rows, strict=True) if row < 0]

    def cosines(self, hashes: Sequence[int], query: NDArray[np.float32]) -> list[float]:
        """See `Vectors`."""
        rows = self.rows(hashes)
        found = rows >= 0
        result = np.full(len(rows), np.nan, np.float32)
        held = rows[found]
        result[found] = (self._rows[held].astype(np.float32) @ query) * self._scales[held]
        cosines: list[float] = result.tolist()
        return cosines

    def append(self, hashes: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Add rows durably; hashes already there are kept as they are. Unit vectors expected."""
        if vectors.shape != (len(hashes), self.dimension):
            raise ValueError(f"{len(hashes)} vectors of {self.dimension} were expected")
        fresh = [at for at, row in enumerate(self.rows(hashes)) if row < 0]
        if not fresh:
            return
        self._cut()
        scales = np.abs(vectors[fresh]).max(axis=1) / 127
        scales[scales == 0] = 1
        rows = np.rint(vectors[fresh] / scales[:, None]).astype(np.int8)
        keys = np.array([hashes[at] for at in fresh], "<u8")
        for name, data in ((ROWS, rows), (SCALES, scales.astype("<f4")), (KEYS, keys)):
            with (self.folder / name).open("ab") as file:
                file.write(data.tobytes())
                file.flush()
                os.fsync(file.fileno())
        self._load()

    def compact(self, wanted: Iterable[int]) -> None:
        """Keep only the rows of these passage hashes."""
        kept = self.rows(list(dict.fromkeys(wanted)))
        kept = np.sort(kept[kept >= 0])
        parts = {ROWS: self._rows[kept], SCALES: self._scales[kept], KEYS: self._keys[kept]}
        (self.folder / KEYS).write_bytes(b"")  # nothing is readable until the keys are back
        for name, data in parts.items():
            fresh = self.folder / f"{name}.new"
            fresh.write_bytes(data.tobytes())
            fresh.replace(self.folder / name)
        self._load()

    def _cut(self) -> None:
        """Remove what an interrupted write left beyond the last whole row."""
        count = len(self)
        for name, size in ((ROWS, self.dimension), (SCALES, 4), (KEYS, KEY_BYTES)):
            with (self.folder / name).open("ab") as file:
                file.truncate(count * size)


def _whole_rows(folder: Path, dimension: int) -> int:
    try:
        return min(
            (folder / name).stat().st_size // size
            for name, size in ((ROWS, dimension), (SCALES, 4), (KEYS, KEY_BYTES))
        )
    except OSError as error:
        raise IndexUnreadable(str(folder), str(error)) from error


def _mapped(path: Path, kind: np.dtype[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    if not shape[0]:
        return np.empty(shape, kind)  # an empty file cannot be mapped
    return np.memmap(path, kind, "r", shape=shape)
