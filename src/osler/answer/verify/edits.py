"""Veto: where a statement is the passage's sentence but for a few words, those words are weighed.

Set side by side, what was put in, left out or exchanged may not turn the sense: a denial, a
direction, a population, a strength.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from math import fsum

from osler.answer.verify.effects import Sense, direction, is_level
from osler.answer.verify.identity import speaks_of
from osler.answer.verify.objection import Footing, Objection, contradicted, unsupported
from osler.answer.verify.population import group_of
from osler.answer.verify.quantities import SPOKEN
from osler.answer.verify.reading import Lexeme, Sentence, content
from osler.answer.verify.roles import mirrored
from osler.answer.verify.strength import link_level
from osler.answer.verify.tables import words_of
from osler.answer.verify.units import CANONICAL
from osler.vocabulary.concept import Vocabulary

_CUES = words_of("plain denials")
_TELLING = 3.0  # weight from which a word names something
_NEAR = 0.6  # share of a claim's weight in one sentence from which the two are set side by side
_SHORT = 5  # words; a longer exchange is rewriting, not an edit
_JOINING = frozenset(("and", "or", "nor", "with", "versus", "vs", "the", "a"))
_LONGEST = 160  # words of either sentence


def edits(
    claim: Sentence, footing: Footing, vocabulary: Vocabulary | None = None
) -> Iterator[Objection]:
    """Objections to the words by which one sentence departs from the passage's."""
    asked = content([claim])
    total = fsum(asked.values())
    if mirrored(claim, footing):
        return
    for sentence in footing.best:
        shared = fsum(asked[sense] for sense in sentence.senses() & asked.keys())
        if shared < _NEAR * total:
            continue
        objection = _departure(claim, sentence, footing, vocabulary)
        if objection:
            yield objection
            return


def _departure(
    claim: Sentence, sentence: Sentence, footing: Footing, vocabulary: Vocabulary | None
) -> Objection | None:
    mine, theirs = _words(claim), _words(sentence)
    if max(len(mine), len(theirs)) > _LONGEST:
        return None
    matcher = SequenceMatcher(
        None, [each.sense for each in theirs], [each.sense for each in mine], autojunk=False
    )
    denials = sum(each.word in _CUES for each in mine) - sum(each.word in _CUES for each in theirs)
    codes = matcher.get_opcodes()
    for kind, i1, i2, j1, j2 in codes:
        if i2 - i1 > _SHORT or j2 - j1 > _SHORT:
            continue
        put, left = mine[j1:j2], theirs[i1:i2]
        if kind == "equal":
            objection = _turned_inside(put, left)
        else:
            ends = i1 == 0 or i2 == len(theirs)
            objection = (
                _weigh(put, left, denials, ends)
                or _exchanged(put, left, footing, vocabulary)
                or _misplaced(put, left, mine, theirs)
            )
        if objection:
            return objection
    return _swapped(codes, mine, theirs)


def _words(sentence: Sentence) -> list[Lexeme]:
    words = sentence.words
    if len(words) > 2 and words[0].word in {"yes", "no"} and words[1].word in {",", "."}:
        words = words[2:]
    return [word for word in words if word.word[0].isalnum()]


def _turned_inside(mine: Sequence[Lexeme], theirs: Sequence[Lexeme]) -> Objection | None:
    """Words of one family may still point apart (hypertension is not hypotension)."""
    for one, other in zip(mine, theirs, strict=True):
        if _points([one]) * _points([other]) < 0:
            return contradicted(_reason("direction", [one], [other]))
    return None


def _weigh(
    mine: Sequence[Lexeme], theirs: Sequence[Lexeme], denials: int, ends: bool
) -> Objection | None:
    if any(is_level(word.word) for word in (*mine, *theirs)):
        return _null(mine, theirs)
    if _advised_against(theirs) and mine and not _denials(mine) and not _points(mine):
        return contradicted(_reason("negation", mine, theirs))
    denied, denies = _denials(theirs), _denials(mine)
    points, others = _points(mine), _points(theirs)
    put_before = not theirs and len(mine) >= 4
    if not mine and theirs[0].word == "but":
        return None  # "most but not all"
    if denied % 2 != denies % 2 and denials and not put_before and (not ends or denies):
        if not (points and others):
            return contradicted(_reason("negation", mine, theirs))
        points *= -1
    if points * others < 0:
        return contradicted(_reason("direction", mine, theirs))
    groups, rivals = group_of(_text(mine)), group_of(_text(theirs))
    if groups and rivals and not groups & rivals and not denied:
        return contradicted(_reason("population", mine, theirs))
    if link_level(_text(mine)) >= 4 and 0 < link_level(_text(theirs)) <= 2:
        return unsupported(_reason("strength", mine, theirs))
    return None


def _exchanged(
    mine: Sequence[Lexeme],
    theirs: Sequence[Lexeme],
    footing: Footing,
    vocabulary: Vocabulary | None,
) -> Objection | None:
    """One telling word for another, and the passages never say it."""
    one, other = [[each for each in side if each.weight] for side in (mine, theirs)]
    if any(word.word in CANONICAL or word.word in SPOKEN for word in (*one, *other)):
        return None  # weighed with the numbers
    if len(one) != 1 or not 1 <= len(other) <= 2:
        return None
    if min(one[0].weight, max(each.weight for each in other)) < _TELLING:
        return None
    if any(one[0].sense in sentence.senses() for sentence in footing.all):
        return None
    concept = vocabulary.named(one[0].word) if vocabulary else None
    if vocabulary and concept and speaks_of(concept, footing, vocabulary):
        return None
    return unsupported(_reason("identity", one, other))


def _misplaced(
    put: Sequence[Lexeme],
    left: Sequence[Lexeme],
    mine: Sequence[Lexeme],
    theirs: Sequence[Lexeme],
) -> Objection | None:
    """A word or number of the passage's sentence set in another's place, which then is missing."""
    if len(put) != 1 or len(left) != 1:
        return None
    one, other = put[0], left[0]
    numbers = one.word[0].isdigit() and other.word[0].isdigit()
    if not numbers and min(one.weight, other.weight) < _TELLING:
        return None
    own = next((place for place, each in enumerate(theirs) if each.sense == one.sense), None)
    if own is None or any(each.sense == other.sense for each in mine):
        return None
    rest = [each.sense for each in mine[mine.index(one) + 1 :] if each.weight]
    there = {each.sense for each in theirs[own:]}
    if not rest or sum(sense in there for sense in rest) < 0.5 * len(rest):
        return contradicted(_reason("roles", put, left))
    return None


def _swapped(
    codes: Sequence[tuple[str, int, int, int, int]],
    mine: Sequence[Lexeme],
    theirs: Sequence[Lexeme],
) -> Objection | None:
    """Two exchanges that undo one another, with more than a conjunction between them."""
    places: dict[tuple[str, str], tuple[int, int]] = {}
    for kind, i1, i2, j1, j2 in codes:
        if kind != "replace" or (i2 - i1, j2 - j1) != (1, 1):
            continue
        one, other = mine[j1].sense, theirs[i1].sense
        earlier = places.get((other, one))
        if earlier and any(each.word not in _JOINING for each in mine[earlier[1] + 1 : j1]):
            return contradicted(f"roles: {one!r} and {other!r} have changed places")
        places[one, other] = (i1, j1)
    return None


def _null(mine: Sequence[Lexeme], theirs: Sequence[Lexeme]) -> Objection | None:
    """A direction in place of "did not change", or the other way round."""
    for one, other in ((mine, theirs), (theirs, mine)):
        nothing = _denials(one) and any(word.word.startswith("chang") for word in one)
        if nothing and _points(other) and not _denials(other):
            return contradicted(_reason("direction", mine, theirs))
    return None


def _advised_against(words: Sequence[Lexeme]) -> bool:
    found = [direction(word.word) for word in words if word.word[0].isalpha()]
    return any(each and each[0] == "advice" and each[1] is Sense.DOWN for each in found)


def _denials(words: Sequence[Lexeme]) -> int:
    return sum(word.word in _CUES for word in words)


def _points(words: Sequence[Lexeme]) -> int:
    """The product of the directions the words point in; 0 when they point nowhere."""
    product = 0
    for word in words:
        found = direction(word.word) if word.word[0].isalpha() else None
        if found:
            product = int(found[1]) * (product or 1)
    return product


def _text(words: Sequence[Lexeme]) -> str:
    return " ".join(word.word for word in words)


def _reason(kind: str, mine: Sequence[Lexeme], theirs: Sequence[Lexeme]) -> str:
    said, other = _text(mine), _text(theirs)
    if not said:
        return f"{kind}: the statement leaves out {other!r}"
    if not other:
        return f"{kind}: the statement puts in {said!r}"
    return f"{kind}: the statement says {said!r} where the passage says {other!r}"
