"""What a question turns on beside the names in it: the fracture that a medicine may cause, the
half-life that is asked of it, the second of two conditions.
"""

from __future__ import annotations

import re

from osler.answer.candidate import Candidate
from osler.answer.ordinary import ordinary_words
from osler.answer.question import AnswerShape, Question, QuestionKind, medicines_only
from osler.answer.saying import says
from osler.answer.scene import RARE
from osler.answer.weights import commonness
from osler.answer.wording import phrase, wording
from osler.vocabulary.concept import ConceptKind

LEAST_ALL = 0.6  # of the names in a question of yes or no: of two, each must be spoken of
LEAST_MEASURED = 0.5  # of the content of a question that names only what is measured
TELLING = 3.0  # weight from which a question turns on a word
_OF_OUTCOMES = frozenset({QuestionKind.ADVERSE_EFFECT, QuestionKind.CAUSE, QuestionKind.OTHER})
_GENERAL = re.compile(
    r"(?i)^(?:risks?|chances?|increas\w*|safe\w*|dangerous|harmful|work\w*|good|bad|best|better|well|pretty|medicines?|"
    r"medications?|drugs?|pills?|tablets?|injections?|doctors?|prescrib\w+|mix\w*|okay|allowed|"
    r"every|daily|morning|night|long|much|often|really|still|new|old|given|using|usual|normal)$"
)


def misses(question: Question, candidate: Candidate, anchors: float, here: float) -> bool:
    """Whether a sentence, with what it stands under, leaves out what the question turns on.
    `anchors`: share of the names asked about that are spoken of around it; `here`: share of the
    question's content in it.
    """
    several = _several(question)
    if several and question.shape is AnswerShape.YES_NO and anchors < LEAST_ALL:
        return True
    if _measured(question) and here < LEAST_MEASURED:
        return True
    if not medicines_only(question):
        return False
    said = wording(" ".join((candidate.text, candidate.hit.header.title,
                             *candidate.hit.passage.path)))  # fmt: skip
    return not (_outcome(question) <= said.content) or any(
        each not in said.joined for each in _joined(question)
    )


def _several(question: Question) -> bool:
    """Whether several conditions or medicines are named, and nothing else is."""
    found = {each.concept.id: each.concept.kind for each in question.mentions}
    return len(found) > 1 and ConceptKind.OTHER not in found.values()


def _measured(question: Question) -> bool:
    """Whether all that is named is a test or a measure, and more is asked than of it alone."""
    kinds = {each.concept.kind for each in question.mentions}
    alone = kinds == {ConceptKind.OTHER} and question.kind is QuestionKind.TREATMENT
    return alone and len(question.terms) > 2


def _joined(question: Question) -> tuple[str, ...]:
    """Terms with a hyphen ("half-life"), which are nothing apart, where no relation is known."""
    if question.kind is not QuestionKind.OTHER:
        return ()
    return tuple(phrase(term) for term in question.terms if "-" in term)


def _outcome(question: Question) -> frozenset[str]:
    """The stem that a question of yes or no about a medicine alone turns on ("fractures"); none
    where there are several, or it is of some people.
    """
    yes_no = question.shape is AnswerShape.YES_NO and question.population is None
    if not yes_no or question.kind not in _OF_OUTCOMES:
        return frozenset()
    idf, words = commonness(), ordinary_words()
    ordinary = words.function | words.common
    telling = {
        stem
        for term in question.terms
        if not says(question.kind, term) and term not in ordinary and _GENERAL.search(term) is None
        for stem in wording(term).content
        if idf.get(stem, RARE) >= TELLING
    }
    return frozenset(telling) if len(telling) == 1 else frozenset()
