"""Veto: every number stands in the passage, with its unit, its comparator and its own subject."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from osler.answer.verify.context import likeness
from osler.answer.verify.objection import Footing, Objection, contradicted, unsupported
from osler.answer.verify.quantities import NAMING, Quantity, quantities
from osler.answer.verify.reading import Sentence
from osler.answer.verify.units import same_amount, same_unit

_FAR = 40  # sentences
_OPPOSITE = {("<", ">"), ("<", "≥"), ("≤", ">"), ("≤", "≥")}
_SHARES = {"share": 1.0, "%": 100.0}


def numbers(claim: Sentence, footing: Footing) -> Iterator[Objection]:
    """Objections to the numbers of one sentence."""
    asked = quantities(claim)
    if not asked:
        return
    near = _gather(footing.best)
    used: set[int] = set()
    for quantity in asked:
        if quantity.text in {"one", "single"} or quantity.label in NAMING:
            continue
        objection = _judge(quantity, near, used, footing, claim)
        if objection:
            yield objection


def _judge(
    quantity: Quantity,
    near: Sequence[Quantity],
    used: set[int],
    footing: Footing,
    claim: Sentence,
) -> Objection | None:
    matched = [each for each in near if _matches(quantity, each)]
    if not matched:
        if _as_share(quantity, near):
            return None
        far = any(_matches(quantity, each) for each in _far(claim, footing))
        return None if far else _missing(quantity, near)
    fitting = [each for each in matched if _compatible(quantity, each)]
    if not fitting:
        return _wrong_comparator(quantity, matched[0])
    if bound := _bound_elsewhere(quantity, fitting, near, quantities(claim)):
        return bound
    free = [each for each in fitting if id(each) not in used] or fitting
    used.add(id(free[0]))
    return None


def _matches(one: Quantity, other: Quantity) -> bool:
    if one.label and other.label and one.label != other.label:
        return False
    if same_unit(one.unit, other.unit) or not (one.unit and other.unit):
        if _close(one, other):
            return one.unit == other.unit or same_unit(one.unit, other.unit) or _bare(one, other)
        return False
    if one.unit in _SHARES and other.unit in _SHARES:
        return math.isclose(
            one.value / _SHARES[one.unit], other.value / _SHARES[other.unit], rel_tol=0.02
        )
    return same_amount(one.value, one.unit, other.value, other.unit)


def _as_share(quantity: Quantity, near: Sequence[Quantity]) -> bool:
    """80% said of what the passage gives as 8 of 10."""
    if quantity.unit not in _SHARES:
        return False
    share = quantity.value / _SHARES[quantity.unit]
    return any(
        0 < second.index - first.index <= 3
        and first.unit is second.unit is None
        and 0 < first.value < second.value
        and math.isclose(first.value / second.value, share, abs_tol=0.0051)
        for first, second in pairwise(near)
    )


def _bare(one: Quantity, other: Quantity) -> bool:
    """A unit on one side only: allowed for counted things, not for doses or shares."""
    unit = one.unit or other.unit
    return unit in {
        "points",
        "cells",
        "tablets",
        "doses",
        "capsules",
        "fold",
        "sd",
        "year",
        "drops",
    }


def _close(one: Quantity, other: Quantity) -> bool:
    if math.isclose(one.value, other.value, rel_tol=1e-9, abs_tol=1e-12):
        return True
    rounded = other.places > one.places and abs(one.value) >= 10
    return rounded and abs(round(other.value, one.places) - one.value) < 1e-9


def _compatible(one: Quantity, other: Quantity) -> bool:
    loose = {"=", "~"}
    if one.comparator in loose and other.comparator in loose:
        return True
    return one.comparator == other.comparator


def _wrong_comparator(quantity: Quantity, other: Quantity) -> Objection:
    reason = f"comparator: the statement has {_shown(quantity)}, the passage {_shown(other)}"
    pair = (quantity.comparator, other.comparator)
    clash = pair in _OPPOSITE or pair[::-1] in _OPPOSITE
    return contradicted(reason) if clash else unsupported(reason)


def _missing(quantity: Quantity, near: Sequence[Quantity]) -> Objection:
    alike = [each for each in near if math.isclose(each.value, quantity.value, rel_tol=1e-9)]
    other_unit = [each for each in alike if each.unit != quantity.unit]
    if other_unit:
        reason = f"unit: the statement has {quantity.text!r}, the passage {other_unit[0].text!r}"
        return contradicted(reason) if quantity.unit else unsupported(reason)
    rivals = [each for each in near if same_unit(each.unit, quantity.unit)]
    close = [each for each in rivals if likeness(quantity.near, each.near) >= 6.0]
    if close:
        best = max(close, key=lambda each: likeness(quantity.near, each.near))
        return contradicted(
            f"number: the statement has {quantity.text!r} where the passage has {best.text!r}"
        )
    return unsupported(f"number: {quantity.text!r} is not in the passage")


def _bound_elsewhere(
    quantity: Quantity,
    fitting: Sequence[Quantity],
    near: Sequence[Quantity],
    asked: Sequence[Quantity],
) -> Objection | None:
    """The number is there but of another thing: a different number fits this place far better."""
    own = max(likeness(quantity.near, each.near) for each in fitting)
    rivals = [
        each
        for each in near
        if same_unit(each.unit, quantity.unit)
        and each.label == quantity.label
        and not any(_close(other, each) for other in asked)  # exchanges are seen in edits
        and not any(abs(each.index - own.index) <= 2 for own in fitting)  # "8 of 10"
    ]
    best = max(rivals, key=lambda each: likeness(quantity.near, each.near), default=None)
    if best is None:
        return None
    if likeness(quantity.near, best.near) <= 1.7 * own + 4.0:
        kept = max(likeness(quantity.close, each.close) for each in fitting)
        best = max(rivals, key=lambda each: likeness(quantity.close, each.close))
        if likeness(quantity.close, best.close) < max(kept + 1.5, 1.4 * kept):
            return None
    return contradicted(
        f"number: {quantity.text!r} belongs to something else in the passage, which has "
        f"{best.text!r} here"
    )


@lru_cache(maxsize=8)
def _far(claim: Sentence, footing: Footing) -> tuple[Quantity, ...]:
    """The numbers of the sentences, anywhere, that speak most of what the claim speaks of."""
    senses = claim.senses()
    related = [each for each in footing.all if len(senses & each.senses()) >= 2]
    related.sort(key=lambda each: -len(senses & each.senses()))
    return tuple(_gather(related[:_FAR]))


def _gather(sentences: Sequence[Sentence]) -> list[Quantity]:
    return [each for sentence in sentences for each in quantities(sentence)]


def _shown(quantity: Quantity) -> str:
    sign = "" if quantity.comparator == "=" else f"{quantity.comparator} "
    return f"{sign}{quantity.text}"
