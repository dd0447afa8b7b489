"""A dose, or advice for the protected, that only research gives is not shown as an answer."""

from __future__ import annotations

from collections.abc import Sequence

from osler.answer.answer import Answer
from osler.answer.backing import UNBACKED
from osler.answer.cite import statements
from osler.evidence.document import Document, Family
from universe import asked, in_memory
from universe_records import EVERYTHING, label, paper

GIVES = "Adults with inventosis were treated with nonesuchine at a dose of 40 mg daily."
YOUNG = "Nonesuchine should be used in children with inventosis as first-line treatment."
FOUND = "Nonesuchine improved inventosis in children in 12 of 20 treated cases."


def _asked(question: str, *more: Document) -> Answer:
    others = [each for each in EVERYTHING if "nonesuchine" not in each.text.lower()]
    return asked(question, in_memory([*others, *more]))


def _said(answer: Answer, family: Family) -> Sequence[str]:
    sections = [each for each in answer.sections if each.family is family]
    return [each.text for each in statements(sections)]


def _reasons(answer: Answer) -> str:
    return " ".join(each.detail for each in answer.trace if each.stage == "dropped")


def test_a_dose_of_research_alone_is_no_answer() -> None:
    answer = _asked("What is the dose of nonesuchine in inventosis?", paper(7001, "Trial.", GIVES))
    assert answer.refusal is not None
    assert UNBACKED in answer.refusal.message
    assert "gives a dose, and no label or guideline bears it out" in _reasons(answer)


def test_the_same_dose_stands_beside_the_label_of_its_medicine() -> None:
    own = label(701, "nonesuchine", {"34067-9": "Nonesuchine is given at a dose of 40 mg daily."})
    answer = _asked("What is the dose of nonesuchine?", paper(7001, "Trial.", GIVES), own)
    assert _said(answer, Family.LABELS)
    assert GIVES in _said(answer, Family.RESEARCH)


def test_the_label_of_another_medicine_bears_nothing_out() -> None:
    other = label(702, "fabricatol", {"34067-9": "Fabricatol is given at a dose of 5 mg daily."})
    answer = _asked("What is the dose of nonesuchine?", paper(7001, "Trial.", GIVES), other)
    assert GIVES not in _said(answer, Family.RESEARCH)


def test_advice_for_children_needs_more_than_research_and_a_finding_does_not() -> None:
    question = "What is the treatment of inventosis in children?"
    answer = _asked(question, paper(7002, "Advice.", YOUNG), paper(7003, "Finding.", FOUND))
    assert _said(answer, Family.RESEARCH) == [FOUND]
    assert "advises, and no label or guideline bears it out" in _reasons(answer)


def test_who_asks_for_research_alone_gets_it() -> None:
    evidence = in_memory([*EVERYTHING, paper(7001, "Trial.", GIVES)])
    question = "What is the dose of nonesuchine in inventosis?"
    answer = asked(question, evidence, families=(Family.RESEARCH,))
    assert GIVES in _said(answer, Family.RESEARCH)


def test_advice_for_adults_is_as_before() -> None:
    advice = "Nonesuchine should be used in adults with inventosis as first-line treatment."
    answer = _asked("What is the treatment of inventosis?", paper(7004, "Advice.", advice))
    assert advice in _said(answer, Family.RESEARCH)
