"""Veto: what rises in the statement rises in the passage, and a null result stays null."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from osler.answer.verify.context import around, likeness
from osler.answer.verify.effects import Effect, Sense, effects
from osler.answer.verify.objection import Footing, Objection, contradicted, unsupported
from osler.answer.verify.reading import Sentence
from osler.answer.verify.roles import mirrored

_BLAME = frozenset({"quality", "advice", "safety", "answer", "approval"})
_ENOUGH = 5.0  # shared weight around two places below which they speak of different things


def direction(claim: Sentence, footing: Footing) -> Iterator[Objection]:
    """Objections to the direction words of one sentence."""
    asked = [
        each
        for each in effects(claim)
        if each.certain or each.level or each.word.startswith(("differ", "chang", "affect"))
    ]
    if not asked or mirrored(claim, footing):
        return
    places = [
        (sentence, effect, around(sentence, effect.index))
        for sentence in footing.best
        for effect in effects(sentence)
    ]
    for effect in asked:
        objection = _judge(effect, around(claim, effect.index), places) or _unheard(
            claim, effect, footing
        )
        if objection:
            yield objection
            return


def _judge(
    effect: Effect,
    near: dict[str, float],
    places: Sequence[tuple[Sentence, Effect, dict[str, float]]],
) -> Objection | None:
    best_for = best_against = 0.0
    against: Effect | None = None
    for _, other, around_other in places:
        clash = _clash(effect, other)
        if clash is None:
            continue
        alike = likeness(near, around_other)
        if not clash:
            best_for = max(best_for, alike + 0.01)
        elif alike > best_against:
            best_against, against = alike, other
    if against is None or best_against < _ENOUGH or best_for >= 0.75 * best_against:
        return None
    return _objection(effect, against)


def _unheard(claim: Sentence, effect: Effect, footing: Footing) -> Objection | None:
    """A direction the passage never speaks of, where it speaks of the opposite, or of praise."""
    if not effect.certain or effect.level or effect.denied:
        return None
    stem = claim.words[effect.index].stem
    heard = [each for sentence in footing.best for each in effects(sentence)]
    if any(word.stem == stem for sentence in footing.best for word in sentence.words):
        return None
    alike = [each for each in heard if each.axis == effect.axis and each.certain]
    if any(each.sense is effect.sense or each.denied for each in alike):
        return None
    opposite = next(iter(alike), None)
    if opposite is None and not (effect.sense is Sense.DOWN and effect.axis in _BLAME):
        return None
    other = f", which says {opposite.word!r}" if opposite else ""
    if opposite is None and any(each.level or each.denied for each in heard):
        return None
    return unsupported(f"direction: {effect.word!r} is not in the passage{other}")


def _clash(one: Effect, other: Effect) -> bool | None:
    """True: they cannot both hold. False: they agree. None: they are about different things."""
    if one.level or other.level:
        if one.level and other.level:
            return False
        rest = other if one.level else one
        if rest.axis not in {"amount", "quality"}:
            return None
        return not (rest.denied and rest.certain)
    if not (one.certain and other.certain):
        return None
    if one.axis != other.axis:
        return None
    if one.sense is other.sense:
        return one.denied != other.denied
    if one.denied != other.denied:
        return True if other.denied else None
    return True


def _objection(effect: Effect, against: Effect) -> Objection:
    mine = f"{'not ' if effect.denied and effect.certain else ''}{effect.word}"
    other = f"{'not ' if against.denied and against.certain else ''}{against.word}"
    same = effect.sense is against.sense and effect.axis == against.axis
    kind = "negation" if same else "direction"
    reason = f"{kind}: the statement says {mine!r} where the passage says {other!r}"
    if not effect.denied and against.denied and effect.sense is not against.sense:
        return unsupported(reason) if Sense.LEVEL not in (effect.sense,) else contradicted(reason)
    return contradicted(reason)
