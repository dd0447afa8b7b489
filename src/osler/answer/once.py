"""What is worked out of a question once, though hundreds of sentences are put to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from osler.answer.question import Question

T = TypeVar("T")
_MOST = 64  # questions remembered


def once(work: Callable[[Question], T]) -> Callable[[Question], T]:
    """`work`, which is pure, done once for each question, told by identity: to hash all names of
    all it mentions would cost more than most work.
    """
    known: dict[int, tuple[Question, T]] = {}

    @wraps(work)
    def remembered(question: Question) -> T:
        found = known.get(id(question))
        if found is not None:  # it holds the question, so that no other can have its identity
            return found[1]
        if len(known) >= _MOST:
            known.clear()
        result = work(question)
        known[id(question)] = (question, result)
        return result

    return remembered
