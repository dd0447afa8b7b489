"""The directions a sentence speaks of: what rises, falls, improves, or does neither."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from osler.answer.verify.reading import Sentence
from osler.answer.verify.scopes import denied
from osler.answer.verify.spelling import spelled, stem_of
from osler.answer.verify.tables import lines_of, words_of


class Sense(IntEnum):
    """Which way a direction word points; LEVEL says there is no difference."""

    DOWN = -1
    LEVEL = 0
    UP = 1


# axis: words that point up | words that point down. Stems are taken, so families match.
_AXES = lines_of("axes")
_LEVEL = words_of("level")
_UNDIRECTED = words_of("undirected")
_DIFFERENT = words_of("different")


def _table() -> dict[str, tuple[str, Sense]]:
    table: dict[str, tuple[str, Sense]] = {}
    for line in _AXES:
        axis, _, sides = line.partition(":")
        for side, sense in zip(sides.split("|"), (Sense.UP, Sense.DOWN), strict=True):
            for word in side.split():
                table.setdefault(spelled(word), (axis, sense))
    return table


_BY_WORD = _table()
_BY_STEM = {stem_of(word): found for word, found in reversed(_BY_WORD.items())}


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """A direction word at word `index`. `certain` is False for "effect" or "difference", which
    say that something changes but not which way.
    """

    index: int
    word: str
    axis: str
    sense: Sense
    denied: bool
    certain: bool = True

    @property
    def level(self) -> bool:
        """Says that nothing changes ("no difference", "similar")."""
        return (
            (self.sense is Sense.LEVEL) != self.denied
            if not self.certain
            else (self.sense is Sense.LEVEL and not self.denied)
        )


@lru_cache(maxsize=65536)
def direction(word: str) -> tuple[str, Sense] | None:
    """(axis, sense) of a lower-case word, or None."""
    if word in _UNDIRECTED:
        return None
    even = spelled(word)
    return _BY_WORD.get(even) or _BY_STEM.get(stem_of(even))


@lru_cache(maxsize=4096)
def effects(sentence: Sentence) -> tuple[Effect, ...]:
    """The direction words of a sentence, in order, with whether each is denied."""
    no = denied(sentence)
    found = []
    for index, lexeme in enumerate(sentence.words):
        word = lexeme.word
        if word in _LEVEL:
            found.append(Effect(index, word, "amount", Sense.LEVEL, no[index]))
        elif word in _DIFFERENT:
            found.append(Effect(index, word, "amount", Sense.LEVEL, not no[index], certain=False))
        elif _compound(sentence, index):
            continue  # "high-risk group" is a name
        elif word[0].isalpha() and (pair := direction(word)):
            found.append(Effect(index, word, pair[0], pair[1], no[index]))
    return tuple(found)


def _compound(sentence: Sentence, index: int) -> bool:
    words = sentence.words
    return (
        words[index].word in {"high", "low", "higher", "lower", "positive", "negative", "increased"}
        and index + 2 < len(words)
        and words[index + 1].word == "-"
        and words[index + 2].word[0].isalpha()
    )


def is_level(word: str) -> bool:
    """Whether a word speaks of likeness or difference rather than of a direction."""
    return word in _LEVEL or word in _DIFFERENT
