"""Choosing: few, different, and never what may not carry a general claim."""

from __future__ import annotations

from ranked_pool import made_hit, made_question, pooled

from osler.answer.question import AnswerShape, Question, QuestionKind
from osler.answer.rank import rank
from osler.answer.select import Selected, likeness, repeats, select
from osler.answer.topics import grouped
from osler.evidence.standing import StudyDesign
from osler.index.index import Hit

QUESTION = made_question("What causes necrotizing myopathy?")
STATINS = "Necrotizing myopathy is caused by statins in many adults."
VIRUSES = "Necrotizing myopathy is caused by viral infection such as influenza."


def _choose(*hits: Hit, question: Question = QUESTION, limit: int = 6) -> list[Selected]:
    return select(question, rank(question, pooled(question, *hits)), limit)


def _texts(groups: list[Selected]) -> list[str]:
    return [choice.text for group in groups for choice in group.choices]


def test_a_near_duplicate_becomes_another_citation() -> None:
    groups = _choose(made_hit(STATINS, 1), made_hit(STATINS.replace("many", "most"), 2))
    (choice,) = groups[0].choices
    assert [each.hit.header.key for each in choice.also] == ["pubmed:99000002"]


def test_other_numbers_or_a_negation_are_not_the_same() -> None:
    assert not repeats("Risk was 10% with statins.", "Risk was 40% with statins.")
    assert not repeats("Statins cause myopathy here.", "Statins do not cause myopathy here.")
    assert likeness(STATINS, STATINS) == 1.0


def test_a_case_report_is_used_only_where_nothing_else_answers_and_then_flagged() -> None:
    case = made_hit(STATINS, 1, design=StudyDesign.CASE_REPORT, score=12.0)
    both = _choose(case, made_hit(VIRUSES, 2))
    assert _texts(both) == [VIRUSES]
    alone = _choose(case)
    assert [choice.flag for choice in alone[0].choices] == ["case report"]


def test_animal_work_gives_way_to_human_work() -> None:
    assert _texts(_choose(made_hit(STATINS, 1, animal=True), made_hit(VIRUSES, 2))) == [VIRUSES]


def test_off_topic_sentences_are_refused() -> None:
    assert _choose(made_hit("Hypertension is caused by salt in many adults.")) == []


def test_no_more_than_asked_for() -> None:
    hits = [made_hit(f"Necrotizing myopathy is caused by agent {chr(97 + n) * 6} in adults.", n)
            for n in range(1, 9)]  # fmt: skip
    assert 1 <= len(_texts(_choose(*hits, limit=3))) <= 3


def test_subheads_need_enough_statements() -> None:
    drugs = ["Statins are drugs that cause it.", "A second drug was toxic to muscle."]
    viruses = ["Influenza virus infection causes it.", "Bacterial infection causes it too."]
    heads = [heading for heading, _rows in grouped(QUESTION, drugs + viruses)]
    assert heads == ["Medicines", "Infections"]
    assert grouped(QUESTION, drugs) == [(None, [0, 1])]
    assert grouped(QUESTION, []) == []


def test_every_statement_is_in_exactly_one_group() -> None:
    question = made_question("How is it treated?", QuestionKind.TREATMENT, AnswerShape.SUMMARY)
    texts = [f"Sentence {n} about surgery and drugs." for n in range(7)] + ["Nothing known."]
    rows = sorted(row for _heading, found in grouped(question, texts) for row in found)
    assert rows == list(range(8))


def test_the_opening_is_marked_in_order() -> None:
    groups = _choose(made_hit(STATINS, 1), made_hit(VIRUSES, 2))
    marks = [choice.opening for group in groups for choice in group.choices]
    assert 1 in marks
    assert set(marks) <= {1, 2, None}
