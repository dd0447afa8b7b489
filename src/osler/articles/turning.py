"""What a person's edit puts into a statement or turns round in it: a word the passages never say,
a denial, a hedge, the strength of an advice, one of two alternatives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from osler.answer.verify.alternatives import named
from osler.answer.verify.joints import joints
from osler.answer.verify.quantities import SPOKEN
from osler.answer.verify.reading import Sentence, read
from osler.answer.verify.scopes import denied
from osler.answer.verify.strength import hedges, wording
from osler.answer.verify.units import CANONICAL

_TELLING = 2.0  # weight from which a word that was put in must stand in a passage
_DENYING = frozenset(
    [
        "not",
        "no",
        "without",
        "never",
        "neither",
        "nor",
        "none",
        "against",
        "unless",
        "except",
        "cannot",
    ]
)
_PLAIN = frozenset(
    [
        "give",
        "gives",
        "given",
        "take",
        "takes",
        "taken",
        "taking",
        "receive",
        "received",
        "people",
        "person",
        "persons",
        "aged",
    ]
)
_LIMITS = frozenset(
    ["only", "all", "every", "always", "never", "most", "alone", "unless", "except", "until"]
)


def turnings(
    before: str, words: str, quotes: Sequence[str], exempt: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Reasons against what `words` put in or turn round. `before` has lost what may go;
    `exempt`: senses that a passage says by another name.
    """
    old, new = read(before), read(words)
    yield from _put_in(old, new, tuple(each for quote in quotes for each in read(quote)), exempt)
    yield from _denials(old, new)
    yield from _strength(old, new)
    yield from _alternatives(old, new)
    yield from _choices(old, new)


def _put_in(
    old: Sequence[Sentence],
    new: Sequence[Sentence],
    passages: Sequence[Sentence],
    exempt: frozenset[str],
) -> Iterator[str]:
    said = exempt.union(*(each.senses() for each in (*old, *passages)))
    small = {word.word for each in (*old, *passages) for word in each.words}
    for word in (word for sentence in new for word in sentence.words):
        if word.word in CANONICAL or word.word in SPOKEN or word.word in _PLAIN:
            continue
        if (word.weight >= _TELLING and word.sense not in said) or (
            word.word in _LIMITS and word.word not in small
        ):
            yield f"word: {word.word!r} is not in the passage"


def _denials(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[str]:
    one, other = _counted(old), _counted(new)
    if len(one) % 2 != len(other) % 2:
        lost = next((each for each in one if each not in other), "")
        put = next((each for each in other if each not in one), "")
        did = f"puts in {put!r}" if put else f"leaves out {lost or one[-1]!r}"
        yield f"negation: the statement {did}"
        return
    states, others = _states(old), _states(new)
    for sense, state in states.items():
        if state is not None and others.get(sense) is (not state):
            side = "denies" if state else "does not deny"
            yield f"negation: the passage {side} {sense!r}"
            return


def _counted(sentences: Sequence[Sentence]) -> list[str]:
    return [word.word for each in sentences for word in each.words if word.word in _DENYING]


def _states(sentences: Sequence[Sentence]) -> dict[str, bool | None]:
    """Sense → whether it is denied wherever it stands; None where it is so only in places."""
    found: dict[str, bool | None] = {}
    for sentence in sentences:
        for word, no in zip(sentence.words, denied(sentence), strict=True):
            if word.weight >= _TELLING:
                found[word.sense] = no if found.get(word.sense, no) is no else None
    return found


def _strength(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[str]:
    held, kept = ([word for each in side for word in hedges(each)] for side in (old, new))
    if len(kept) < len(held):
        lost = next((each for each in held if each not in kept), held[0])
        yield f"strength: the passage says {lost!r}, the statement leaves it out"
    for name in ("advice", "quantifier"):
        mine, theirs = (
            max((found for each in side if (found := getattr(wording(each), name))), default=None)
            for side in (new, old)
        )
        if theirs and (mine is None or mine[0] != theirs[0]):
            said = f"says {mine[1]!r}" if mine else "does not"
            yield f"strength: the passage says {theirs[1]!r}, the statement {said}"


def _alternatives(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[str]:
    """Before for after, daily for weekly: of one set, a member that was not there."""
    held: dict[str, dict[int, str]] = {}
    for sentence in old:
        for _, word, name, place in named(sentence):
            held.setdefault(name, {})[place] = word
    for sentence in new:
        for _, word, name, place in named(sentence):
            if name in held and place not in held[name]:
                other = next(iter(held[name].values()))
                yield f"{name}: the statement says {word!r} where the passage says {other!r}"
                return


def _choices(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[str]:
    """Two things to choose from that are both still there, and no choice any more."""
    now = [joint for each in new for joint in joints(each) if joint.kind == "or"]
    senses = frozenset[str]().union(*(each.senses() for each in new))
    for joint in (joint for each in old for joint in joints(each)):
        if joint.kind != "or" or not joint.sides <= senses:
            continue
        if not any(joint.sides & each.sides for each in now):
            yield f"joint: the passage says '{joint}', a choice the statement leaves out"
            return
