"""Opposite statements of different works are shown as two sides; different matters are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from made_answer import header, statement
from made_vocabulary import MadeVocabulary
from osler.answer.answer import Disagreement, Group, Section
from osler.answer.disagreement import disagreements
from osler.evidence.document import Family
from universe import asked, in_memory, shown

VOCABULARY = MadeVocabulary()
HEADERS = {key: header(key) for key in ("m:1", "m:3", "m:4")}


def found(one: str, other: str, keys: tuple[str, str] = ("m:1", "m:3")) -> tuple[Disagreement, ...]:
    made = (statement(one, keys[0]), statement(other, keys[1]))
    return disagreements((Section(Family.RESEARCH, "", (Group(None, made),)),), HEADERS, VOCABULARY)


OPPOSITES = [
    ("Syntheticine reduced mortality in inventosis.",
     "Syntheticine did not reduce mortality in inventosis."),
    ("Hats are associated with madeupitis in adults.",
     "Hats are not associated with madeupitis in adults."),
    ("Syntheticine increased the risk of mockpox.",
     "Syntheticine decreased the risk of mockpox."),
    ("Imaginol improves survival in nullaria.", "Imaginol does not improve survival in nullaria."),
    ("Fabricatol is effective in mockpox.", "Fabricatol is not effective in mockpox."),
    ("Syntheticine should be used in madeupitis.",
     "Syntheticine should not be used in madeupitis."),
    ("Fabricatol lowers mortality in mockpox.", "Fabricatol raises mortality in mockpox."),
    ("Imaginol prevents mockpox in schools.", "Imaginol does not prevent mockpox in schools."),
]  # fmt: skip
NO_OPPOSITES = [
    ("Syntheticine reduced mortality in inventosis.", "Syntheticine lowered deaths in inventosis."),
    ("Syntheticine reduced mortality in inventosis.",
     "Fabricatol did not reduce mortality in inventosis."),
    ("Syntheticine reduced mortality in inventosis.",
     "Syntheticine did not reduce mortality in madeupitis."),
    ("Syntheticine reduced mortality in children with inventosis.",
     "Syntheticine did not reduce mortality in older adults with inventosis."),
    ("Syntheticine 10 mg reduced mortality in inventosis.",
     "Syntheticine 20 mg did not reduce mortality in inventosis."),
    ("Hats cause madeupitis.", "Soup causes madeupitis."),
    ("Imaginol improves survival in nullaria.", "Kettles do not improve the taste of tea."),
    ("Mockpox is common in autumn.", "Mockpox is treated with imaginol."),
    ("Stop syntheticine and begin supportive care in madeupitis.",
     "Stop syntheticine begin supportive care in madeupitis without delay."),
    ("Madeupitis shows as weak arms, raised hat levels and necrosis on biopsy.",
     "Madeupitis shows as weak arms, raised hat levels and necrosis on biopsy without swelling."),
    ("Syntheticine is used in mockpox to reduce fever and cough.",
     "Syntheticine is used in mockpox to reduce fever, raise spirits and cough."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_opposites_have_two_sides(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        (made,) = found(first, second)
        assert [each.text for each in made.sides] == [first, second]
        assert all(each.citations and each.design for each in made.sides)


@pytest.mark.parametrize(("one", "other"), NO_OPPOSITES)
def test_different_matters_do_not_disagree(one: str, other: str) -> None:
    assert found(one, other) == ()
    assert found(other, one) == ()


def test_one_work_does_not_disagree_with_itself() -> None:
    one, other = OPPOSITES[0]
    assert found(one, other, ("m:1", "m:1")) == ()
    versions = {**HEADERS, "m:3": replace(HEADERS["m:3"], lineage="m:1")}
    made = (statement(one, "m:1"), statement(other, "m:3"))
    section = Section(Family.RESEARCH, "", (Group(None, made),))
    assert disagreements((section,), versions, VOCABULARY) == ()


def test_the_point_names_what_both_speak_of() -> None:
    (made,) = found(*OPPOSITES[0])
    assert "syntheticine" in made.point
    assert "inventosis" in made.point


def test_a_guideline_and_a_later_trial_are_shown_with_both_sides_and_dates() -> None:
    answer = asked("Does imaginol improve survival in fictional palsy?", in_memory())
    (made,) = answer.disagreements
    assert {each.date for each in made.sides} == {"2015", "2024"}
    assert [each.design for each in made.sides] == [
        "practice guideline",
        "randomised controlled trial",
    ]
    numbers = {each.number for each in answer.references}
    assert all(each.reference in numbers for side in made.sides for each in side.citations)
    assert {side.text for side in made.sides} <= {each.text for each in shown(answer)}


def test_trials_in_different_people_do_not_disagree() -> None:
    answer = asked("Does fabricatol reduce mortality in nullaria?", in_memory())
    assert answer.references
    assert answer.disagreements == ()


def test_trials_in_different_people_are_both_shown() -> None:
    answer = asked("Does fabricatol reduce mortality in nullaria?", in_memory())
    assert len({each.document for each in answer.references}) == 2


def test_a_contradiction_in_the_same_words_is_shown() -> None:
    answer = asked("Does syntheticine reduce mortality in inventosis?", in_memory())
    assert {each.year for each in answer.references} == {2018, 2023}
    assert answer.disagreements


def test_different_outcomes_do_not_disagree() -> None:
    one = "Syntheticine reduced mortality in adults with inventosis."
    assert found(one, "Syntheticine did not reduce stroke in adults with inventosis.") == ()


@pytest.mark.xfail(reason="a side that says more is held to be about something else")
def test_a_side_may_say_more() -> None:
    one = "Syntheticine increased mortality in inventosis."
    assert found(one, "Syntheticine reduced mortality in inventosis and in cold feet in autumn.")
