"""The story of a question: understood, met with evidence, written, verified, answered."""

from __future__ import annotations

from dataclasses import replace

from osler.answer.answer import SCHEMA, Answer, Refusal, Section, Understood, Written
from osler.answer.backing import UNBACKED
from osler.answer.brief_boxes import with_boxes
from osler.answer.cite import number
from osler.answer.compose import Composed, compose
from osler.answer.contrary import with_contrary
from osler.answer.desk import Evidence, Wish
from osler.answer.disagreement import disagreements
from osler.answer.omissions import omissions
from osler.answer.question import Question
from osler.answer.refusal import beyond, not_covered, refusal
from osler.answer.retrieve import Retrieved, retracted_matches, retrieve
from osler.answer.siblings import with_recommendations
from osler.answer.suggestion import suggestions
from osler.answer.summary import summary
from osler.answer.trace import Clock, Hear, Trace
from osler.answer.understand import understand
from osler.answer.written.writer import shown, written


def ask(
    asked: str,
    evidence: Evidence,
    wish: Wish,
    clock: Clock | None = None,
    hear: Hear | None = None,
) -> Answer:
    """Answer a question, or refuse and say why. Raises `QuestionError` for what is no question.

    Without `clock` and `wish.at` the answer is a pure function of question, wish and evidence.
    `hear` is told of each step as it ends.
    """
    trace = Trace(clock, detailed=wish.explain, hear=hear)
    trace.start()
    question = understand(asked, evidence.vocabulary, wish.families, wish.since)
    trace.step("understood", _words(question))
    why = beyond(question)
    if why is not None:
        return _outside(question, why, evidence, wish, trace)
    found = retrieve(
        question, evidence.index, evidence.passages, evidence.vectors, evidence.encoder
    )
    found = with_recommendations(question, found, evidence.index)
    for each in found:
        trace.note("searched", f"{each.family.value}: {each.searched}")
    trace.step("searched", f"{sum(len(each.hits) for each in found)} passages ranked")
    composed = compose(question, found, evidence, wish, trace)
    composed, record = written(question, found, composed, evidence, wish, trace)
    return _answer(question, found, composed, record, evidence, wish, trace)


def _answer(
    question: Question,
    found: tuple[Retrieved, ...],
    composed: Composed,
    record: Written | None,
    evidence: Evidence,
    wish: Wish,
    trace: Trace,
) -> Answer:
    said = summary(question, composed.sections, composed.merits)
    composed = with_contrary(question, said, composed, evidence, wish, trace)
    composed = with_boxes(question, said, composed, evidence, wish)
    brief, sections, references = number(said, composed.sections, composed.headers)
    answered = [each.family for each in sections if each.groups]
    refused = None
    if not answered:
        retracted = retracted_matches(question, evidence.index)
        meant = suggestions(question, evidence.vocabulary)
        refused = refusal(question, found, retracted, evidence.corpus, meant)
        if any(each.note == UNBACKED for each in sections):
            refused = replace(refused, message=f"{refused.message} {UNBACKED}")
    missed: tuple[str, ...] = ()
    if answered:
        missed = omissions(
            question, brief, sections, composed.headers, evidence.index, evidence.vocabulary
        )
    opposed = disagreements(sections, composed.headers, evidence.vocabulary)
    trace.step("checked", f"{len(references)} references, {len(opposed)} disagreements")
    return Answer(
        schema=SCHEMA,
        question=question.asked,
        understood=understood(question),
        summary=brief,
        sections=_shown(sections) if answered else (),
        references=references,
        disagreements=opposed,
        not_covered=(*not_covered(question, sections, references), *missed) if answered else (),
        refusal=refused,
        corpus=evidence.corpus,
        trace=tuple(trace.steps),
        made_by=shown(brief, record),
        made_at=wish.at,
        written=record,
    )


def _outside(question: Question, why: str, evidence: Evidence, wish: Wish, trace: Trace) -> Answer:
    """A question of another field, or of an animal: nothing is searched."""
    return Answer(
        schema=SCHEMA,
        question=question.asked,
        understood=understood(question),
        summary=(),
        sections=(),
        references=(),
        disagreements=(),
        not_covered=(),
        refusal=Refusal("scope", why, (), ()),
        corpus=evidence.corpus,
        trace=tuple(trace.steps),
        made_by=shown((), None),
        made_at=wish.at,
    )


def _shown(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.groups or section.note)


def understood(question: Question) -> Understood:
    """The question as understood, in words a reader can check."""
    concepts = {each.concept.id: each for each in question.mentions}
    also = {
        name: None
        for each in concepts.values()
        for name in each.concept.names[:4]
        if name not in {each.text.lower(), each.concept.preferred}
    }
    return Understood(
        text=question.text,
        kind=question.kind.value,
        shape=question.shape.value,
        concepts=tuple(each.concept.preferred for each in concepts.values()),
        also_searched=tuple(also),
        unknown=question.unknown,
        population=question.population,
    )


def _words(question: Question) -> str:
    concepts = ", ".join(dict.fromkeys(each.concept.preferred for each in question.mentions))
    kinds = ", ".join(kind.value for kind in question.kinds)
    return f"{kinds} ({question.shape.value}); concepts: {concepts or 'none known'}"
