"""Weigh the lists in `tests/safety` for `safety/scope.py`: `python -m` this module.

What is of medicine: every phrase and question of the other lists, and what only looks otherwise
(`odd_medicine.txt`). What is not: `other_fields.txt`, which counts more, being short.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import osler.safety.scope as scopes
from osler.evaluation import weighing
from osler.evaluation.safety_lists import (
    FOLDER,
    ODD_MEDICINE,
    OTHER_FIELDS,
    PHRASES,
    QUESTIONS,
    lines,
    phrases,
    questions,
)
from osler.safety.likeness import pieces, words
from osler.safety.scope import FEATURES
from osler.safety.weights import Weights, written

_PLAN = weighing.Plan(FEATURES, 1, rounds=25, counts=3.0)
_OTHER = "other"


def listed(folder: Path = FOLDER) -> list[tuple[str, bool]]:
    """Questions, and whether each is of another field."""
    medical = lines(folder / ODD_MEDICINE)
    medical += [phrase for name in PHRASES for _, phrase in phrases(folder / name)]
    medical += [each.text for name in QUESTIONS for each in questions(folder / name)]
    return [(each, False) for each in medical] + [
        (each, True) for each in lines(folder / OTHER_FIELDS)
    ]


def learned(listing: list[tuple[str, bool]]) -> Weights:
    """Weights from questions."""
    examples = [
        weighing.Example(frozenset(pieces(words(text.lower()))), (), _OTHER if other else None)
        for text, other in listing
    ]
    return weighing.weighed(examples, [], _PLAN, digest(listing))


def digest(listing: list[tuple[str, bool]]) -> str:
    """Tells whether weights are of these questions."""
    told = "\n".join(f"{other}\t{text}" for text, other in listing)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def main() -> None:
    """Write the weights of the lists as they are."""
    target = Path(scopes.__file__).with_name(scopes.WEIGHTS)
    target.write_bytes(written(learned(listed())))


if __name__ == "__main__":
    main()
