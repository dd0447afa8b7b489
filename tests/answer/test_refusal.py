"""Saying plainly that there is no answer, and why."""

from __future__ import annotations

import pytest

from made_candidate import question
from osler.answer.answer import Answer
from osler.answer.refusal import not_covered
from osler.evidence.document import Family
from universe import asked, in_memory, shown
from universe_records import EVERYTHING, GONE, OTHERS, RETRACTED, paper


@pytest.fixture(scope="module")
def everything() -> dict[str, Answer]:
    evidence = in_memory()
    questions = (
        "What causes Zorblaxia?",
        "How is nullaria diagnosed?",
        "Is nonesuchine effective for fictional palsy?",
        "What causes madeupitis and Zorblaxia?",
        "What causes madeupitis?",
    )
    return {question: asked(question, evidence) for question in questions}


@pytest.mark.parametrize(
    ("question", "reason", "said"),
    [
        ("What causes Zorblaxia?", "unknown", "Zorblaxia"),
        ("How is nullaria diagnosed?", "unsupported", "nullaria"),
        ("Is nonesuchine effective for fictional palsy?", "retracted", "retracted"),
    ],
)
def test_the_reason_is_typed(
    question: str, reason: str, said: str, everything: dict[str, Answer]
) -> None:
    answer = everything[question]
    assert answer.refusal is not None
    assert answer.refusal.reason == reason
    assert said in answer.refusal.message
    assert not answer.sections
    assert not answer.summary
    assert not answer.references
    assert len(answer.refusal.searched) == len(Family)
    assert not answer.not_covered


def test_an_empty_index_says_how_to_fill_it() -> None:
    answer = asked("What causes madeupitis?", in_memory(()))
    assert answer.refusal is not None
    assert answer.refusal.reason == "empty"
    assert "osler ingest" in answer.refusal.message
    assert not answer.refusal.nearest


def test_searched_counts_documents_per_family(everything: dict[str, Answer]) -> None:
    answer = everything["How is nullaria diagnosed?"]
    assert answer.refusal is not None
    for line, family in zip(answer.refusal.searched, Family, strict=True):
        held = sum(each.header.family is family for each in EVERYTHING)
        assert line.startswith(f"{family.value}: {held} documents")


def test_nearest_are_titles_of_what_is_held_and_may_be_cited(everything: dict[str, Answer]) -> None:
    good = {each.header.title for each in EVERYTHING if each.header.standing.current}
    for answer in everything.values():
        if answer.refusal is not None:
            assert len(answer.refusal.nearest) <= 4
            assert set(answer.refusal.nearest) <= good
    refusal = everything["How is nullaria diagnosed?"].refusal
    assert refusal is not None
    assert any("nullaria" in title for title in refusal.nearest)


def test_an_unknown_name_beside_a_known_one_is_said(everything: dict[str, Answer]) -> None:
    answer = everything["What causes madeupitis and Zorblaxia?"]
    assert answer.understood.unknown == ("Zorblaxia",)
    told = answer.not_covered or (answer.refusal.message if answer.refusal else "",)
    if answer.refusal is None:
        assert any("Zorblaxia" in line for line in told)


def test_gaps_are_named_where_there_is_an_answer(everything: dict[str, Answer]) -> None:
    answer = everything["What causes madeupitis?"]
    assert answer.refusal is None
    empty = [section for section in answer.sections if not section.groups]
    assert empty
    assert all(section.note for section in empty)
    assert not answer.not_covered  # what the sections' notes say is not said again


def test_a_word_of_the_question_that_no_statement_speaks_of_is_named(
    everything: dict[str, Answer],
) -> None:
    shown = everything["What causes madeupitis?"]
    asked = question("What causes madeupitis in trapezists and in inventosis?")
    lines = not_covered(asked, shown.sections, shown.references)
    assert lines == (
        "No statement here speaks of “inventosis”.",
        "No statement here speaks of “trapezists”.",
    )


def test_retracted_evidence_beside_sound_evidence_is_no_refusal() -> None:
    sound = OTHERS[0]
    answer = asked("What causes mockpox?", in_memory((*GONE, sound)))
    assert answer.refusal is None
    assert {each.citations[0].document for each in shown(answer)} == {sound.key}


def test_asking_about_retracted_work_only_within_a_family() -> None:
    answer = asked(
        "Is nonesuchine effective for fictional palsy?", in_memory(), families=(Family.LABELS,)
    )
    assert answer.refusal is not None
    assert answer.refusal.reason == "unsupported"


def test_a_name_only_sources_know_is_not_called_unheard_of() -> None:
    passing = paper(91, "zorblaxia in passing", "Zorblaxia was named in a letter of 1901.")
    answer = asked("What is the treatment of Zorblaxia?", in_memory([passing]))
    assert answer.refusal is not None
    assert answer.refusal.reason == "unsupported"
    assert "Zorblaxia" in answer.refusal.message


def test_a_name_only_retracted_work_knows() -> None:
    gone = paper(92, "zorblaxia", "Zorblaxia is treated with hats.", notices=(RETRACTED,))
    answer = asked("What is the treatment of Zorblaxia?", in_memory([gone]))
    assert answer.refusal is not None
    assert answer.refusal.reason == "retracted"
    assert "Zorblaxia" not in " ".join(answer.refusal.nearest)


def test_retracted_work_is_not_blamed_where_sound_work_names_it_too() -> None:
    passing = paper(93, "nonesuchine and fictional palsy", "Nonesuchine and fictional palsy rhyme.")
    answer = asked("Is nonesuchine effective for fictional palsy?", in_memory((*GONE, passing)))
    assert answer.refusal is not None
    assert answer.refusal.reason == "unsupported"
