"""Where a label says for whom a medicine is not, its sections of warnings and of special people;
and whether a question asks of such.
"""

from __future__ import annotations

from osler.answer.candidate import Candidate
from osler.answer.naming import drugs_of, joined, names_of, others_of, own_label
from osler.answer.people import PROTECTED
from osler.answer.queries import whom
from osler.answer.question import Question, QuestionKind
from osler.index.analyse import tokens
from osler.index.index import Clause, Query, Term
from osler.vocabulary import own
from osler.vocabulary.concept import Concept, ConceptKind

_K = QuestionKind
_ASKED = frozenset(
    {_K.TREATMENT, _K.CONTRAINDICATION, _K.PREGNANCY, _K.OTHER, _K.ADVERSE_EFFECT, _K.PREVENTION}
)
BOXED, CONTRAINDICATIONS, INDICATIONS, ADVERSE = "34066-1", "34070-3", "34067-9", "34084-4"
WARNINGS = frozenset({"43685-7", "34071-1", "42232-9"})
# Pregnancy, lactation, children, older people, kidneys, liver; special populations as a whole.
PEOPLE = frozenset(
    {
        "42228-7",
        "77290-5",
        "34080-2",
        "34081-0",
        "34082-8",
        "88828-9",
        "88829-7",
        "43684-0",
    }
)
MEETING = frozenset({"34073-7", "34074-5"})  # drug interactions
CODES = frozenset({BOXED, CONTRAINDICATIONS}) | WARNINGS | PEOPLE


def conditions(question: Question) -> tuple[Concept, ...]:
    """The conditions asked about."""
    return tuple(each for each in others_of(question) if each.kind is ConceptKind.CONDITION)


def cautioned(question: Question) -> bool:
    """Whether a medicine is asked about in a condition or in people to be careful with."""
    about = conditions(question) or question.population in PROTECTED
    return bool(drugs_of(question)) and bool(about) and question.kind in _ASKED


def about(question: Question) -> Query | None:
    """What a label's passage must name to speak of them, by wider names, too; None where no such
    thing is asked.
    """
    if not cautioned(question):
        return None
    people = whom(question, tokens)
    clauses = [people] if people is not None else []
    clauses += [
        Clause(tuple(Term(tuple(name.split())) for name in names_of(each) if name), required=True)
        for each in conditions(question)
        if people is None
    ]
    return Query(tuple(clauses))


def paired(question: Question) -> bool:
    """Whether it is asked what two things do together that are taken."""
    return question.kind is _K.INTERACTION and len(_taken(question)) == 2


def meets(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence of the label of one of two things taken names the other, or its class."""
    first, second = _taken(question)
    text = joined(candidate.text)
    return any(
        own_label(candidate, (one,)) and any(f" {name} " in text for name in _called(other))
        for one, other in ((first, second), (second, first))
    )


def _taken(question: Question) -> tuple[Concept, ...]:
    """The medicines asked about, and what is eaten or drunk with them."""
    eaten = [each for each in others_of(question) if each.kind is ConceptKind.OTHER]
    return (*drugs_of(question), *eaten)


def _called(concept: Concept) -> tuple[str, ...]:
    classes = (" ".join(tokens(each)) for each in own.classes(concept.preferred))
    return (*names_of(concept), *classes)
