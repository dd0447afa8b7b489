"""How alike two places are: the words around one against the words around another."""

from __future__ import annotations

from math import fsum

from osler.answer.verify.reading import Sentence
from osler.answer.verify.units import CANONICAL

_FENCES = frozenset(
    (",", ";", ":", "(", "and", "versus", "vs", "than", "or", "but", "while", "whereas", "compared")
)
_BOUND_BACK = frozenset(
    "by to from was is were are at = receive receives received take takes took given".split()  # noqa: SIM905
)
_FALLING = (1.0, 0.7, 0.4, 0.2)  # the first word beside a number counts most
REACH = 7  # words to either side


def around(sentence: Sentence, index: int, reach: int = REACH) -> dict[str, float]:
    """Sense → weight × nearness (1 beside, falling to 0.3) of the weighted words near a place."""
    words = sentence.words
    near: dict[str, float] = {}
    seen = 0
    for step in (-1, 1):
        seen = 0
        position = index + step
        while 0 <= position < len(words) and seen < reach:
            word = words[position]
            if word.weight:
                seen += 1
                value = word.weight * (1.0 - 0.1 * (seen - 1))
                near[word.sense] = max(near.get(word.sense, 0.0), value)
            elif word.word == ";":
                break
            position += step
    return near


def beside(sentence: Sentence, index: int) -> dict[str, float]:
    """Sense → weight of the weighted words in a number's own phrase: those that follow it up to a
    fence or a number ("4% of the placebo group"), or, where none do or a
    verb or "by" leads to the number, those before it.
    """
    words = sentence.words
    back = index > 0 and words[index - 1].word in _BOUND_BACK
    for step in (-1, 1) if back else (1, -1):
        found: dict[str, float] = {}
        position = index + step
        while 0 <= position < len(words) and len(found) < 4:
            word = words[position]
            if word.word in _FENCES or (step > 0 and word.word[0].isdigit()):
                break
            if word.weight and word.word not in CANONICAL:
                found[word.sense] = word.weight * _FALLING[len(found)]
            position += step
        if found:
            return found
    return {}


def likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Shared weight of two surroundings, 0 when they share nothing."""
    return fsum(min(value, other[sense]) for sense, value in one.items() if sense in other)
