"""Veto: what the passage joins with "or" the statement does not join with "and", nor the other way
round: two drugs to choose from are not two drugs together, and one condition of two is not both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from osler.answer.verify.objection import Footing, Objection, contradicted
from osler.answer.verify.population import group_of
from osler.answer.verify.reading import Lexeme, Sentence
from osler.answer.verify.scopes import denied

_KINDS = {"and": "and", "plus": "and", "with": "and", "or": "or"}
_LEAP = 4  # words of no weight between a joint and what it joins
_FENCES = frozenset((";", ":", ".", "between", "either", "but", "than", "versus", "vs"))
# "65 years or older" is "65 years and older": no choice between two things.
_BOUNDS = frozenset(
    (
        *("older", "younger", "above", "below", "over", "under", "more", "less", "greater"),
        *("higher", "lower", "fewer", "longer", "shorter", "not", "both"),
    )
)


@dataclass(frozen=True, slots=True)
class Joint:
    """Two things that `word` joins, in order; `kind` is "and" or "or". `denied`: under a denial,
    where the two come to the same ("no A or B", "no A and no B").
    """

    left: Lexeme
    right: Lexeme
    word: str
    kind: str
    denied: bool

    @property
    def sides(self) -> frozenset[str]:
        """The senses joined, in no order."""
        return frozenset((self.left.sense, self.right.sense))

    def __str__(self) -> str:
        return f"{self.left.word} {self.word} {self.right.word}"


@lru_cache(maxsize=4096)
def joints(sentence: Sentence) -> tuple[Joint, ...]:
    """What a sentence joins with "and" or "or", in order. "And/or" is neither."""
    words = sentence.words
    no = denied(sentence)
    found = []
    for index, word in enumerate(words):
        kind = _KINDS.get(word.word)
        if kind is None or _both(words, index):
            continue
        leap = 0 if word.word == "with" else _LEAP
        left, right = _side(words, index, -1, leap), _side(words, index, 1, leap)
        if left is not None and right is not None and left != right:
            found.append(Joint(words[left], words[right], word.word, kind, no[left] or no[index]))
    return tuple(found)


def joined(claim: Sentence, footing: Footing) -> Iterator[Objection]:
    """Objections to the joining words of one sentence."""
    said = [joint for sentence in footing.best for joint in joints(sentence)]
    for mine in joints(claim):
        alike = [each for each in said if each.sides == mine.sides]
        if not alike or mine.denied or _people(mine) or any(_agree(mine, each) for each in alike):
            continue
        yield contradicted(
            f"joint: the statement says '{mine}' where the passage says '{alike[0]}'"
        )
        return


def _agree(one: Joint, other: Joint) -> bool:
    return one.kind == other.kind or other.denied


def _people(joint: Joint) -> bool:
    """Nobody is both a child and an adult: "children and adults" are "children or adults"."""
    return bool(group_of(joint.left.word) and group_of(joint.right.word))


def _both(words: tuple[Lexeme, ...], index: int) -> bool:
    beside = {each.word for each in words[max(0, index - 1) : index + 2]}
    return "/" in beside


def _side(words: tuple[Lexeme, ...], index: int, step: int, leap: int) -> int | None:
    position = index + step
    for _ in range(leap + 1):
        if not 0 <= position < len(words) or words[position].word in _FENCES | _BOUNDS:
            return None
        if words[position].weight:
            return position
        if words[position].word[0].isdigit():
            return None
        position += step
    return None
