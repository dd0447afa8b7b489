"""How an answer opens: with one sentence, or with two where the second earns its place."""

from __future__ import annotations

import math
from collections.abc import Sequence

from osler.answer.candidate import Ranked
from osler.answer.question import AnswerShape, Question, QuestionKind
from osler.answer.weights import weights
from osler.answer.wording import wording

LOOKED_AT = 8  # next-best sentences weighed as the second, besides the first one's neighbours


def opening(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The best sentence, and a second where the learnt gain of adding it is positive.

    `ranked`: fit to be shown, best first. Sentences of one passage come in its order.
    """
    if not ranked:
        return []
    first = ranked[0]
    best: tuple[float, int] | None = None
    for place in followers(ranked):
        value = gain(pair_values(question, ranked, place))
        if value > 0.0 and (best is None or value > best[0]):
            best = (value, place)
    if best is None:
        return [first]
    second = ranked[best[1]]
    if precedes(second, first):
        return [second, first]
    return [first, second]


def followers(ranked: Sequence[Ranked]) -> list[int]:
    """Places of the sentences weighed as the second."""
    near = list(range(1, min(len(ranked), LOOKED_AT + 1)))
    near += [
        place
        for place in range(LOOKED_AT + 1, len(ranked))
        if _together(ranked[place], ranked[0])
        and abs(ranked[place].candidate.position - ranked[0].candidate.position) == 1
    ]
    return near


def precedes(one: Ranked, other: Ranked) -> bool:
    """Whether `one` stands before `other` in the same passage."""
    return _together(one, other) and one.candidate.start < other.candidate.start


def gain(values: dict[str, float]) -> float:
    """Learnt gain of adding the second sentence; above 0 it is worth its length."""
    learnt = weights()
    return learnt.second_offset + sum(
        (values[name] - each.mean) / each.scale * each.weight
        for name, each in learnt.second.items()
    )


def pair_values(question: Question, ranked: Sequence[Ranked], place: int) -> dict[str, float]:
    """What the gain depends on: the two sentences, how alike they are, what is asked."""
    first, second = ranked[0], ranked[place]
    one, two = wording(first.candidate.text), wording(second.candidate.text)
    shape = question.shape
    together = _together(first, second)
    step = second.candidate.position - first.candidate.position
    asks = {
        "summary": float(shape is AnswerShape.SUMMARY),
        "yes/no": float(shape is AnswerShape.YES_NO),
        "list": float(shape is AnswerShape.LIST),
        "fact": float(shape is AnswerShape.FACT),
        "definition": float(question.kind is QuestionKind.DEFINITION),
    }
    sizes = {
        "first length": math.log(1 + len(one.tokens)),
        "second length": math.log(1 + len(two.tokens)),
    }
    shared = len(one.content & two.content) / max(1, len(one.content | two.content))
    behind = second.total - first.total
    links = {
        "behind": behind,
        "alike": shared,
        "alike squared": shared * shared,
        "next": float(together and step == 1),
        "previous": float(together and step == -1),
        "apart": float(not together),
        "passage of two": float(together and first.candidate.of == 2),
        "sure": _logit(first.score),
    }
    crossed = {
        f"{asked} × {name}": flag * value
        for asked, flag in asks.items()
        for name, value in {**sizes, **links}.items()
    }
    return {**asks, **sizes, **links, **crossed}


def _together(one: Ranked, other: Ranked) -> bool:
    return one.candidate.hit.passage.key == other.candidate.hit.passage.key


def _logit(score: float) -> float:
    held = min(max(score, 1e-9), 1.0 - 1e-9)
    return math.log(held / (1.0 - held))
