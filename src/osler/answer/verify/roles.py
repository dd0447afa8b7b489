"""Veto: who does what to whom. "A was better than B" is not "B was better than A"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from osler.answer.verify.effects import Sense, direction
from osler.answer.verify.objection import Footing, Objection, contradicted
from osler.answer.verify.reading import Sentence
from osler.answer.verify.tables import words_of

_PIVOTS = words_of("pivots")
_BREAKS = frozenset({";", ":", "but", "whereas", "while", "although"})


@dataclass(frozen=True, slots=True, eq=False)
class Pivot:
    """A relating word with the senses before and after it; `flipped` for passives and "due to".

    `points` is the direction said with it (-1, 0, 1), so that "higher than" mirrors "lower than".
    """

    word: str
    stem: str
    before: frozenset[str]
    after: frozenset[str]
    points: int


@lru_cache(maxsize=4096)
def pivots(sentence: Sentence) -> tuple[Pivot, ...]:
    """The relating words of a sentence with their sides."""
    words = sentence.words
    found = []
    for index, lexeme in enumerate(words):
        if lexeme.word not in _PIVOTS:
            continue
        before, after = _side(sentence, index, -1), _side(sentence, index, 1)
        if not before or not after:
            continue
        following = words[index + 1].word if index + 1 < len(words) else ""
        if following in {"by", "from"} or lexeme.word in {"due", "because"}:
            before, after = after, before
        shared = before & after
        stem = _relation(lexeme.word, lexeme.stem)
        points = _points(sentence, index) if stem == "than" else 1
        found.append(Pivot(lexeme.word, stem, before - shared, after - shared, points))
    return tuple(found)


def roles(claim: Sentence, footing: Footing) -> Iterator[Objection]:
    """Objections to swapped sides in one sentence."""
    for pivot in pivots(claim):
        straight = crossed = 0
        for sentence in footing.best:
            for other in pivots(sentence):
                if other.stem != pivot.stem:
                    continue
                same, swapped = _compare(pivot, other)
                if pivot.points * other.points < 0:
                    same, swapped = swapped, same
                straight, crossed = max(straight, same), max(crossed, swapped)
        if crossed > straight and crossed >= 2:
            yield contradicted(f"roles: the two sides of {pivot.word!r} are swapped")
            return


def mirrored(claim: Sentence, footing: Footing) -> bool:
    """Whether a comparison is said the other way round: "less than" with its sides exchanged."""
    return any(
        one.stem == other.stem == "than"
        and one.points * other.points < 0
        and _compare(one, other)[1] >= 2
        for sentence in footing.best
        for other in pivots(sentence)
        for one in pivots(claim)
    )


def _compare(one: Pivot, other: Pivot) -> tuple[int, int]:
    """(shared in place, shared in the other's place): crossed if both sides are elsewhere."""
    left, right = one.before & other.before, one.after & other.after
    over, back = one.before & other.after, one.after & other.before
    straight, crossed = len(left) + len(right), len(over) + len(back)
    if over and back and (not left or crossed > straight):
        return 0, crossed
    return straight, 0


def _side(sentence: Sentence, index: int, step: int) -> frozenset[str]:
    found: list[str] = []
    position = index + step
    words = sentence.words
    while 0 <= position < len(words) and len(found) < 6:
        word = words[position]
        if word.word in _BREAKS:
            break
        if (word.weight and direction(word.word) is None) or (
            len(word.word) == 1 and word.word.isalpha()
        ):
            found.append(word.sense)
        position += step
    return frozenset(found)


def _points(sentence: Sentence, index: int) -> int:
    """The direction of the comparison word before "than"."""
    if sentence.words[index].word in {"superior", "inferior"}:
        return 1 if sentence.words[index].word == "superior" else -1
    product = 0
    for position in range(index - 1, max(-1, index - 10), -1):
        word = sentence.words[position].word
        found = direction(word) if word[0].isalpha() else None
        if found and found[1] is not Sense.LEVEL:
            product = int(found[1]) * (product or 1)
        elif product:
            break
    return product or 1


def _relation(word: str, stem: str) -> str:
    if word in {"due", "because"} or stem in {
        "result",
        "lead",
        "led",
        "induc",
        "trigger",
        "produc",
    }:
        return "caus"
    if word in {"vs", "versus", "superior", "inferior"}:
        return "than"
    return stem
