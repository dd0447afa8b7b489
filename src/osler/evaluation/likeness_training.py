"""Weigh the phrases in `tests/safety` for `safety/likeness.py`: `python -m` this module.

Dangers count twice: a warning too many costs a line. It takes some seconds. No figure of
`osler bench safety` marked "unseen" is of phrases weighed here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import osler.safety.likeness as likenesses
from osler.evaluation import weighing
from osler.evaluation.safety_lists import FOLDER, PHRASES, QUESTIONS, phrases, questions
from osler.safety.cues import Danger
from osler.safety.likeness import FEATURES, KIND_FEATURES, pieces, views, words
from osler.safety.personal import masked
from osler.safety.triage import wording
from osler.safety.weights import Weights, written
from osler.vocabulary.small import SmallVocabulary

_PLAN = weighing.Plan(FEATURES, KIND_FEATURES, rounds=40, counts=2.0)


def listed(folder: Path = FOLDER) -> list[tuple[str, Danger | None]]:
    """Every phrase and question of the lists that is weighed, with the danger it tells of, None for
    none: a question with personal data tells of none.
    """
    told = [pair for name in PHRASES for pair in phrases(folder / name)]
    found = [(phrase, None if kind == "none" else Danger(kind)) for kind, phrase in told]
    return found + [(each.text, None) for name in QUESTIONS for each in questions(folder / name)]


def learned(listing: Sequence[tuple[str, Danger | None]]) -> Weights:
    """Weights from phrases, which are masked as triage meets them."""
    vocabulary = SmallVocabulary()
    met = [(wording(masked(text, vocabulary).text), danger) for text, danger in listing]
    examples = [
        weighing.Example(
            frozenset(pieces(words(text))),
            tuple(views(text)),
            None if danger is None else danger.value,
        )
        for text, danger in met
    ]
    return weighing.weighed(examples, [each.value for each in Danger], _PLAN, digest(listing))


def digest(listing: Sequence[tuple[str, Danger | None]]) -> str:
    """Tells whether weights are of these phrases."""
    lines = "\n".join(f"{danger or 'none'}\t{text}" for text, danger in listing)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def main() -> None:
    """Write the weights of the lists as they are."""
    target = Path(likenesses.__file__).with_name(likenesses.WEIGHTS)
    target.write_bytes(written(learned(listed())))


if __name__ == "__main__":
    main()
