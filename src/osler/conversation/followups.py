"""Questions to ask next: those that fit an answer, and of them those that can be answered.

Each is a whole question of its own, so that it means the same wherever it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from osler.answer.answer import Answer
from osler.answer.ask import ask
from osler.answer.desk import Evidence, Wish
from osler.answer.queries import build, focus
from osler.answer.question import QuestionKind
from osler.answer.understand import QuestionError, understand
from osler.conversation.completed import sentence
from osler.conversation.frame import Frame, frame
from osler.conversation.swapping import name_of, several
from osler.index.analyse import tokens
from osler.index.index import EvidenceIndex, Filter, Query
from osler.vocabulary.concept import ConceptKind, Vocabulary

MOST = 3  # offered
SHORTEST = 5  # letters of a name that an answer must write out to be asked about
TRIED = 8  # really asked at most, so that an answer with nothing around it costs no more

_K = QuestionKind
# What is asked next of a medicine and of a condition, by what was asked, most useful first.
_OF_DRUG: dict[QuestionKind, tuple[QuestionKind, ...]] = {
    _K.TREATMENT: (_K.DOSE, _K.ADVERSE_EFFECT, _K.PREGNANCY, _K.INTERACTION),
    _K.DOSE: (_K.ADVERSE_EFFECT, _K.CONTRAINDICATION, _K.INTERACTION, _K.PREGNANCY),
    _K.ADVERSE_EFFECT: (_K.CONTRAINDICATION, _K.INTERACTION, _K.DOSE),
    _K.INTERACTION: (_K.ADVERSE_EFFECT, _K.CONTRAINDICATION, _K.DOSE),
    _K.CONTRAINDICATION: (_K.ADVERSE_EFFECT, _K.INTERACTION, _K.DOSE),
    _K.PREGNANCY: (_K.ADVERSE_EFFECT, _K.CONTRAINDICATION, _K.DOSE),
    _K.MECHANISM: (_K.ADVERSE_EFFECT, _K.DOSE, _K.INTERACTION),
}
_OF_CONDITION: dict[QuestionKind, tuple[QuestionKind, ...]] = {
    _K.CAUSE: (_K.DIAGNOSIS, _K.TREATMENT, _K.PROGNOSIS),
    _K.MECHANISM: (_K.CAUSE, _K.DIAGNOSIS, _K.TREATMENT),
    _K.DIAGNOSIS: (_K.TREATMENT, _K.CAUSE, _K.PROGNOSIS),
    _K.TREATMENT: (_K.PREVENTION, _K.PROGNOSIS, _K.DIAGNOSIS),
    _K.PROGNOSIS: (_K.TREATMENT, _K.PREVENTION, _K.CAUSE),
    _K.PREVENTION: (_K.SCREENING, _K.TREATMENT, _K.CAUSE),
    _K.SCREENING: (_K.PREVENTION, _K.DIAGNOSIS, _K.TREATMENT),
    _K.DEFINITION: (_K.CAUSE, _K.DIAGNOSIS, _K.TREATMENT),
}
_DRUG_WORDS = {
    _K.DOSE: "what is the dose of {drug}{treated}{people}",
    _K.ADVERSE_EFFECT: "what are the side effects of {drug}",
    _K.CONTRAINDICATION: "what are the contraindications of {drug}",
    _K.INTERACTION: "which medicines interact with {drug}",
    _K.PREGNANCY: "{is} {drug} safe in pregnancy",
}
_CONDITION_WORDS = {
    _K.CAUSE: "what is the cause of {condition}",
    _K.DIAGNOSIS: "how is {condition} diagnosed",
    _K.TREATMENT: "what is the treatment of {condition}{people}",
    _K.PREVENTION: "how can {condition} be prevented",
    _K.PROGNOSIS: "what is the prognosis of {condition}",
    _K.SCREENING: "who should be screened for {condition}",
}


def fitting(answer: Answer, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Questions that a reader of this answer may ask next, likeliest first, not yet checked. A
    medicine that only the answer names, the one its summary names most, is asked about too.
    """
    about = frame(answer.question, vocabulary)
    kind = about.question.kind
    drug = _drug(about, answer, vocabulary)
    condition = name_of(about.conditions[0]) if about.conditions else None
    people = f" {about.people.phrase}" if about.people is not None else ""
    asked: list[str] = []
    if answer.refusal is not None and about.people is not None and about.mentions:
        asked.append(_of_everybody(about))
    if drug is not None:
        treated = f" for {condition}" if condition and kind in _INDICATING else ""
        first = _OF_DRUG.get(kind, _OF_DRUG[_K.TREATMENT])
        order = [each for each in first if not (each is _K.PREGNANCY and people)]
        asked += [_of_drug(each, drug, treated, people) for each in order]
    if condition is not None:
        order = [*_OF_CONDITION.get(kind, ())]
        if about.drugs and kind not in (_K.TREATMENT, _K.DOSE):
            order.append(_K.TREATMENT)
        asked += [
            _CONDITION_WORDS[each].format(condition=condition, people=people) for each in order
        ]
    if drug is not None:  # what else there may be, where little of that is
        known = {kind, _K.PREGNANCY, *_OF_DRUG.get(kind, _OF_DRUG[_K.TREATMENT])}
        asked += [_of_drug(each, drug, "", "") for each in _DRUG_WORDS if each not in known]
    return tuple(dict.fromkeys(map(sentence, asked)))


def _of_everybody(about: Frame) -> str:
    """The same question without whom it is about, where nothing is known of them."""
    people = about.people
    if people is None:
        return about.text
    return f"{about.text[: people.start].rstrip()}{about.text[people.end :]}"


_INDICATING = frozenset({_K.TREATMENT, _K.DOSE, _K.PREVENTION})


def _of_drug(kind: QuestionKind, drug: str, treated: str, people: str) -> str:
    is_ = "are" if several(drug) else "is"
    return _DRUG_WORDS[kind].format(drug=drug, treated=treated, people=people, **{"is": is_})


def _drug(about: Frame, answer: Answer, vocabulary: Vocabulary) -> str | None:
    if about.drugs:
        return name_of(about.drugs[0])
    if about.question.kind not in (_K.TREATMENT, _K.PREVENTION):
        return None
    named = [
        mention.concept
        for statement in answer.summary
        for mention in vocabulary.mentions(statement.text)
        if mention.concept.kind is ConceptKind.DRUG and len(mention.text) >= SHORTEST
    ]
    if not named:
        return None
    most = max(named, key=lambda each: sum(other.id == each.id for other in named))
    return most.preferred


def offered(
    answer: Answer, before: Sequence[str], evidence: Evidence, wish: Wish
) -> tuple[str, ...]:
    """At most `MOST` questions that fit an answer, that were not asked `before`, and that the
    evidence answers: first it is looked whether any passage names what they are about, then each
    is really asked, of no model. As slow as asking them; show the answer first.
    """
    evidence = replace(evidence, writers={})
    found: list[str] = []
    for each in _held(
        _new(fitting(answer, evidence.vocabulary), [*before, answer.question], evidence.vocabulary),
        evidence,
    ):
        made = ask(each, evidence, wish)
        if made.refusal is None and made.summary:
            found.append(each)
        if len(found) == MOST:
            break
    return tuple(found)


def _new(asked: Iterable[str], before: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    """Those that ask something else than what was asked, however it was worded."""
    known = {_point(each, vocabulary) for each in before}
    return (each for each in asked if _point(each, vocabulary) not in known)


def _point(asked: str, vocabulary: Vocabulary) -> object:
    """What a question comes down to: its kind, its concepts, its people."""
    try:
        made = understand(asked, vocabulary)
    except QuestionError:
        return asked
    return made.kind, frozenset(each.concept.id for each in made.mentions), made.population


def _held(asked: Iterable[str], evidence: Evidence) -> Iterator[str]:
    """Those of which any passage names all concepts, the first `TRIED`."""
    tried = 0
    for each in asked:
        if tried < TRIED and named(each, evidence.index, evidence.vocabulary):
            tried += 1
            yield each


def named(asked: str, index: EvidenceIndex, vocabulary: Vocabulary) -> bool:
    """Whether any passage in good standing names everything a question is about: one search."""
    question = understand(asked, vocabulary)
    clauses = focus(question, tokens) or build(question, tokens).clauses
    return bool(index.search(Query(clauses), Filter(exclude_superseded=True), 1))
