"""How far a sentence says what the other found sentences say."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from osler.answer.scene import Column, Scene

Places = NDArray[np.int64]
Unit = TypeVar("Unit", bound=Hashable)


def stem_agreement(scene: Scene, trust: Column) -> Column:
    """Cosine of each candidate with the trust-weighted centroid of the others (LexRank's degree).

    `trust`: non-negative weight of each candidate as a witness. Vectors are idf-weighted content
    stems of unit length. Sentences of the same passage are no witnesses for one another.
    """
    row_ids, columns, stems = _cells([words.told for words in scene.words])
    values = np.array([scene.weight(stem) for stem in stems])[columns]
    norm = np.sqrt(np.bincount(row_ids, values**2, minlength=len(scene.words)))
    values = values / np.maximum(norm, 1e-9)[row_ids]
    return _others(scene, trust, row_ids, columns, values, len(stems))


def bigram_agreement(scene: Scene, trust: Column) -> Column:
    """Trust-weighted mean of shared word pairs with the others, as an F1 against their mean length.

    An estimate of the sentence's expected ROUGE-2 were another witness the reference.
    """
    row_ids, columns, width = _pairs([words.stems for words in scene.words])
    values = np.ones(len(row_ids))
    sizes = np.bincount(row_ids, minlength=len(scene.words)).astype(np.float64)
    typical = float(np.average(sizes, weights=trust + 1e-9)) if len(sizes) else 0.0
    shared = _others(scene, trust, row_ids, columns, values, width)
    return 2.0 * shared / np.maximum(sizes + typical, 1.0)


def _pairs(held: Sequence[tuple[str, ...]]) -> tuple[Places, Places, int]:
    """Rows and columns of distinct adjacent pairs, in order of first use, and how many columns."""
    rows, places, stems = _cells(held)
    within = np.flatnonzero(rows[1:] == rows[:-1])
    pairs, columns = np.unique(
        places[within] * len(stems) + places[within + 1], return_inverse=True
    )
    cells = rows[within] * len(pairs) + columns
    first = np.sort(np.unique(cells, return_index=True)[1])
    return rows[within][first], columns[first], len(pairs)


def _cells(held: Sequence[tuple[Unit, ...]]) -> tuple[Places, Places, list[Unit]]:
    """Rows and columns of the filled cells of a table of units, and the columns' units."""
    flat = list(chain.from_iterable(held))
    columns = {unit: place for place, unit in enumerate(dict.fromkeys(flat))}
    rows = np.repeat(np.arange(len(held), dtype=np.int64), [len(each) for each in held])
    places = np.fromiter(map(columns.__getitem__, flat), np.int64, len(flat))
    return rows, places, list(columns)


def _others(
    scene: Scene,
    trust: Column,
    rows: Places,
    columns: Places,
    values: Column,
    width: int,
) -> Column:
    """Row·centroid over witnesses from other passages, divided by those witnesses' trust."""
    if not len(rows):
        return np.zeros(len(scene.words))
    spread = values * trust[rows]
    centroid = np.bincount(columns, spread, minlength=width)
    cells = scene.passage[rows] * width + columns
    keys, place = np.unique(cells, return_inverse=True)
    own = np.bincount(place, spread, minlength=len(keys))
    total = np.bincount(rows, values * (centroid[columns] - own[place]), minlength=len(scene.words))
    of_passage = np.bincount(scene.passage, trust, minlength=scene.passages)
    others = trust.sum() - of_passage[scene.passage]
    return np.asarray(total / np.maximum(others, 1e-9), np.float64)
