"""The second look: where no sentence says in so many words what was asked, the few that say all but
that, named as what they are.
"""

from __future__ import annotations

from osler.answer.candidate import Ranked
from osler.answer.question import Question, QuestionKind
from osler.answer.relevance import bearing, no_subject, told
from osler.answer.turning import misses

MOST = 3  # statements shown
LEAST_TOLD = 0.8  # of the question's content, names by any of their names, in the sentence itself
LEAST_LIKELY = 0.55  # the same in a sentence that is likely to answer
LIKELY = 0.5  # chance of answering
LEAST_SCORE = 0.02


def distant(question: Question, ranked: Ranked) -> str | None:
    """Why a sentence is too far from the question to count as the nearest found, or None. It must
    hold nearly all that the question says, or most of it where it is likely to answer.
    """
    if no_subject(question):
        return "no question of medicine is asked"
    found = bearing(question, ranked)
    held = told(question, ranked.candidate.text)
    if found.score < LEAST_SCORE:
        return "too unlikely to answer"
    if misses(question, ranked.candidate, found.anchors, found.here):
        return "does not speak of what the question turns on"
    if found.anchors < 1.0 and (question.mentions or question.unknown):
        return "is not about what was asked"
    named = question.mentions or question.unknown  # else nothing shows that it is of medicine
    if held < (LEAST_LIKELY if found.score >= LIKELY and named else LEAST_TOLD):
        return "says too little of what was asked"
    return None


def caution(question: Question) -> str | None:
    """What to say of a statement found so; None where the question asks for no known relation."""
    if question.kind is QuestionKind.OTHER:
        return None
    return f"the nearest found: it does not say the {question.kind.value} in so many words"
