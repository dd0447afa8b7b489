"""Talk before a question and stories around it, apart from what is asked."""

from __future__ import annotations

import pytest

from made_candidate import question
from osler.answer.asking import asking, plain


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("Alright so what is syntheticine?", "what is syntheticine?"),
        ("But what is syntheticine", "what is syntheticine"),
        ("I have a question, can madeupitis come back?", "can madeupitis come back?"),
        ("One last question, can madeupitis come back?", "can madeupitis come back?"),
        ("No what is madeupitis?", "what is madeupitis?"),
        ("Could you tell me what madeupitis is?", "what madeupitis is?"),
        ("No interaction was found", "No interaction was found"),
        ("Or", "Or"),
        ("So what", "So what"),
    ],
)
def test_talk_is_left_out(asked: str, left: str) -> None:
    assert plain(asked) == left


def test_the_sentence_that_asks_is_found() -> None:
    text = "I am 32 and have madeupitis. Can I take syntheticine?"
    start, end = asking(text)
    assert text[start:end] == "Can I take syntheticine?"


@pytest.mark.parametrize(
    "text",
    ["What is madeupitis?", "I have madeupitis.", "Is it mockpox? Or is it nullaria? What is it?"],
)
def test_a_text_that_asks_once_or_often_is_asked_whole(text: str) -> None:
    assert asking(text) == (0, len(text))


def test_the_kind_is_told_by_what_asks() -> None:
    made = question("My doctor found the diagnosis. How is madeupitis treated?")
    assert made.kind.value == "treatment"


def test_a_condition_of_the_story_is_no_subject() -> None:
    made = question("My sister has mockpox. What causes madeupitis?")
    assert [each.concept.preferred for each in made.mentions] == ["madeupitis"]


def test_whom_a_medicine_is_for_always_counts() -> None:
    made = question("I have mockpox. Can I take syntheticine?")
    assert [each.concept.preferred for each in made.mentions] == ["mockpox", "syntheticine"]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("What is syntheticine for?", "treatment"),
        ("Is there anything you can prescribe for madeupitis?", "treatment"),
        ("If I have madeupitis what would I be prescribed?", "treatment"),
        ("What would be the best time to take syntheticine?", "dose"),
        ("How should syntheticine be dosed?", "dose"),
        ("How do I stop syntheticine?", "dose"),
        ("Any side affects from syntheticine?", "adverse effect"),
        ("Which drugs raise syntheticine levels?", "interaction"),
        ("Can syntheticine be used in children?", "contraindication"),
        ("Is fabricatol the same as syntheticine?", "definition"),
        ("Tell me more about it: syntheticine", "definition"),
        ("Is syntheticine better than fabricatol?", "treatment"),
        ("What is the target blood pressure in madeupitis?", "treatment"),
        ("Is syntheticine an enzyme?", "definition"),
        ("So syntheticine is a hat type medication?", "definition"),
        ("Is syntheticine a controlled substance?", "other"),
        ("Which enzyme does syntheticine target?", "mechanism"),
    ],
)
def test_lay_and_clinical_forms_have_a_kind(asked: str, kind: str) -> None:
    assert question(asked).kind.value == kind
