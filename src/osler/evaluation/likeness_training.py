"""Weigh the phrases in `tests/safety` for `safety/likeness.py`: `python -m` this module.

Dangers count twice: a warning too many costs a line. It takes some seconds. No figure of
`osler bench safety` marked "unseen" is of phrases weighed here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as plain wording, and the danger it tells of, None for none."""

    text: str
    danger: Danger | None


def listed(folder: Path = FOLDER) -> list[Phrase]:
    """Every phrase and question of the lists that is weighed: questions with personal data are
    masked, as triage meets them, and tell of no danger.
    """
    vocabulary = SmallVocabulary()
    told = [pair for name in PHRASES for pair in phrases(folder / name)]
    found = [
        Phrase(wording(phrase), None if kind == "none" else Danger(kind)) for kind, phrase in told
    ]
    for name in QUESTIONS:
        for each in questions(folder / name):
            found.append(Phrase(wording(masked(each.text, vocabulary).text), None))
    return found


def learned(told: Sequence[Phrase]) -> Weights:
    """Weights from phrases."""
    examples = [
        weighing.Example(
            frozenset(pieces(words(each.text))),
            tuple(views(each.text)),
            None if each.danger is None else each.danger.value,
        )
        for each in told
    ]
    return weighing.weighed(examples, [each.value for each in Danger], _PLAN, digest(told))


def digest(told: Sequence[Phrase]) -> str:
    """Tells whether weights are of these phrases."""
    lines = "\n".join(f"{each.danger or 'none'}\t{each.text}" for each in told)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def main() -> None:
    """Write the weights of the lists as they are."""
    target = Path(likenesses.__file__).with_name(likenesses.WEIGHTS)
    target.write_bytes(written(learned(listed())))


if __name__ == "__main__":
    main()
