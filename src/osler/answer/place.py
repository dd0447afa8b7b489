"""Whether a sentence speaks of what was asked about, from a place where such things are said.

Of a label that is its own drug's, in the sections that speak to the question; everywhere it is the
drug, the condition and the people asked about.
"""

from __future__ import annotations

import re

from osler.answer.boxed_warning import BOXED, asks_boxed
from osler.answer.candidate import Candidate
from osler.answer.cues import cued
from osler.answer.naming import (
    another_fever,
    drugs_of,
    label_of_class,
    names_it,
    others_of,
    own_label,
    speaks_around,
    speaks_of,
    speaks_of_class,
)
from osler.answer.qualifiers import another_kind
from osler.answer.question import Question, QuestionKind, poisoning
from osler.answer.senses import another_sense
from osler.answer.whom import other_people
from osler.evidence.document import Family
from osler.index.index import Hit
from osler.vocabulary.concept import Concept

_K = QuestionKind

# Whether a drug works for a condition is said where the condition is spoken of: what a paper tells
# of harms or of other diseases stands under the same title.
_EFFECTIVENESS = frozenset({_K.TREATMENT, _K.PREVENTION})

# Where a label says what is asked of a condition rather than of a drug.
_FOR_CONDITION = {
    _K.TREATMENT: {"34067-9"},
    _K.PREVENTION: {"34067-9"},
    _K.CAUSE: {"34084-4", "43685-7", "34066-1", "34071-1", "42232-9"},
    _K.ADVERSE_EFFECT: {"34084-4", "43685-7", "34066-1", "34071-1", "42232-9"},
    _K.OTHER: {"34067-9", "34084-4", "43685-7", "34066-1", "34071-1", "42232-9"},
}
# Navigation, lists and packaging: never a statement of their own.
_NO_STATEMENTS = frozenset({"43683-2", "34093-5", "51945-4", "48780-1", "34069-5", "42230-3"})

_POISON = cued(r"(?i)\b(?:toxic\w*|intoxicat\w+|ingest\w+|\w+-poison\w+)\b")
_ANTIDOTE = re.compile(r"(?i)\bantidotes?\b")
_REVERSES = cued(
    r"(?i)\b(?:antidot\w+|revers\w+|antagoni\w+|neutrali[sz]\w+|counteract\w*|overdos\w+|poison\w+|rescue)\b"
)
_OWN_ANTIDOTES = frozenset({"34088-5"})  # LOINC codes: overdosage; indications
_ANTIDOTES = _OWN_ANTIDOTES | {"34067-9"}


def mute(question: Question, hit: Hit) -> bool:
    """Whether a passage of a label cannot answer, whatever it says: no drug was asked about, and
    this is not where labels speak of what they are for or may do.
    """
    if hit.header.family is not Family.LABELS or drugs_of(question):
        return False
    code = hit.passage.code
    allowed = _FOR_CONDITION.get(question.kind, set())
    return code not in allowed and not (allowed and code is None and hit.header.standing.digest)


def out_of_place(question: Question, candidate: Candidate) -> str | None:
    """Why a sentence speaks of something or someone else, or None: a part of a label that does not
    speak to this, another drug, other people.
    """
    if _ANTIDOTE.search(question.text) and not _REVERSES.search(candidate.text):
        return "names no antidote"
    if poisoning(question) and not _poisoned(candidate):
        return "says nothing of the poisoning"
    drugs = drugs_of(question)
    if asks_boxed(question) and drugs and candidate.hit.passage.code != BOXED:
        return "no boxed warning"
    if candidate.hit.header.family is Family.LABELS:
        reason = _label(question, candidate, drugs)
        if reason is not None:
            return reason
    pair = question.kind is _K.INTERACTION and len(drugs) > 1
    for drug in drugs:
        if not speaks_of(candidate, drug) and not (pair and speaks_of_class(candidate, drug)):
            return f"does not speak of {drug.preferred}"
    conditions = others_of(question)
    if any(another_fever(candidate, each) for each in conditions):
        return "speaks of a disease that is called a fever"
    alike = question.kind is not _K.TREATMENT
    if (
        drugs
        and conditions
        and not any(names_it(candidate, each, outcomes=alike) for each in conditions)
    ):
        return f"does not speak of {conditions[0].preferred}"
    research = candidate.hit.header.family is Family.RESEARCH
    works = drugs and conditions and question.kind in _EFFECTIVENESS
    if works and research and not any(speaks_around(candidate, each) for each in conditions):
        return f"its passage does not speak of {conditions[0].preferred}"
    return (
        another_sense(question, candidate)
        or another_kind(question, candidate)
        or other_people(question, candidate)
    )


def _poisoned(candidate: Candidate) -> bool:
    """Whether a sentence, or what it stands under, speaks of poisoning or of undoing it."""
    above = candidate.hit.passage.path
    return any(_REVERSES.search(each) or _POISON.search(each) for each in (candidate.text, *above))


def _label(question: Question, candidate: Candidate, drugs: tuple[Concept, ...]) -> str | None:
    code = candidate.hit.passage.code
    if code in _NO_STATEMENTS:
        return "a part of the label that states nothing"
    if any(part.lower().startswith("highlights") for part in candidate.hit.passage.path):
        return "the label's highlights repeat its sections"
    if drugs and poisoning(question):  # an antidote has a label of its own
        own = own_label(candidate, drugs)  # more of it is no answer
        return (
            None if code in (_OWN_ANTIDOTES if own else _ANTIDOTES) else "not where a label says so"
        )
    if drugs:
        alone = question.kind is _K.INTERACTION and len(drugs) == 1
        if alone or own_label(candidate, drugs) or label_of_class(candidate, drugs):
            return None
        return f"not the label of {drugs[0].preferred}"
    allowed = _FOR_CONDITION.get(question.kind)
    if allowed is None:
        return "a label speaks for its drug, and no drug was asked about"
    digest = candidate.hit.header.standing.digest
    return None if code in allowed or (digest and code is None) else "not where a label says so"
