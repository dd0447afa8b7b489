"""The question as Osler understands it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from osler.evidence.document import Family
from osler.vocabulary.concept import ConceptKind, Mention

_POISONS = re.compile(
    r"(?i)\b(?:overdos\w+|poison\w+|intoxicat\w+|toxicity|antidotes?|revers(?:e|al|ing))\b"
)
_USES = re.compile(
    r"(?i)\bused\b(?: (?:for|in|to treat))?\s*\??$|\bfor\s*\??$|\bindications?\b|\bprescribed for\b"
    r"|\btreats?\s*\??$|\buses of\b"
)
_OF_USE = re.compile(r"(?:us(?:e|es|ed)|indicat|prescrib|treat|main|common|approved|medic)")
_STOPPED = re.compile(r"(?i)\b(?:taper\w*|wean\w*|stop\w*|discontinu\w+|come off|quit\w*)\b")
_MEDICINES = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS})


class QuestionKind(StrEnum):
    """What is asked of the concept."""

    CAUSE = "cause"
    MECHANISM = "mechanism"
    DIAGNOSIS = "diagnosis"
    TREATMENT = "treatment"
    DOSE = "dose"
    ADVERSE_EFFECT = "adverse effect"
    INTERACTION = "interaction"
    CONTRAINDICATION = "contraindication"
    PREGNANCY = "pregnancy"
    PROGNOSIS = "prognosis"
    PREVENTION = "prevention"
    SCREENING = "screening"
    DEFINITION = "definition"
    OTHER = "other"


class AnswerShape(StrEnum):
    """What form an answer takes."""

    YES_NO = "yes/no"
    LIST = "list"
    FACT = "fact"  # a name or a number
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Question:
    """A question made ready for retrieval.

    `asked` is the text as typed (bounded), `text` the normalised one into which mention offsets
    point. `kinds` come most certain first, never empty. `terms` are the content words that no
    mention covers, lower case, in order. `unknown` are words that look like names of things and
    that no vocabulary knows. `population` such as "children", "pregnancy", "older adults".
    """

    asked: str
    text: str
    kinds: tuple[QuestionKind, ...]
    shape: AnswerShape
    mentions: tuple[Mention, ...]
    terms: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    population: str | None = None
    families: tuple[Family, ...] = tuple(Family)
    since: int | None = None

    @property
    def kind(self) -> QuestionKind:
        """The likeliest kind."""
        return self.kinds[0]


def poisoning(question: Question) -> bool:
    """Whether treatment is asked for of what a medicine did: more of it is no answer."""
    return question.kind is QuestionKind.TREATMENT and _POISONS.search(question.text) is not None


def uses(question: Question) -> bool:
    """Whether it is asked what a medicine is for, and nothing of any condition."""
    alone = question.kind is QuestionKind.TREATMENT and medicines_only(question)
    if not all(_OF_USE.match(term) for term in question.terms):
        return False  # "what is filipin staining used for?" is of no medicine
    return alone and _USES.search(question.text) is not None


def relations(question: Question) -> tuple[QuestionKind, ...]:
    """Kinds of which a sentence that answers says one. Whether a medicine may be given is told by
    what it is approved for as by what forbids it.
    """
    first = question.kinds[:2]
    may = question.kind is QuestionKind.CONTRAINDICATION and question.shape is AnswerShape.YES_NO
    return (*first, QuestionKind.TREATMENT) if may else first


def stops(asked: str) -> bool:
    """Whether a question on a dose asks how a medicine is stopped."""
    return _STOPPED.search(asked) is not None


def medicines_only(question: Question) -> bool:
    """Whether a question names medicines, and nothing else that is known."""
    kinds = {each.concept.kind for each in question.mentions}
    return bool(kinds) and kinds <= _MEDICINES
