"""Shorthand as clinicians type it, and words that only look like it."""

from __future__ import annotations

import pytest

from made_vocabulary import MadeVocabulary
from osler.answer.shorthand import spelled_out
from osler.answer.understand import understand


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tx for htn", "treatment for hypertension"),
        ("Tx of HTN", "treatment of hypertension"),
        ("ddx of rhabdo", "differential diagnosis of rhabdomyolysis"),
        ("abx w/ penicillin allergy", "antibiotics with penicillin allergy"),
        ("warfarin s/e", "warfarin side effects"),
        ("mgmt of hyperK", "management of hyperkalemia"),
        ("hypoNa w/u", "hyponatremia work-up"),
        ("PT and INR", "PT and INR"),  # prothrombin time is no patient
        ("What is the role of it in us?", "What is the role of it in us?"),
        ("IL-6/STAT3 and rx", "IL-6/STAT3 and treatment"),
        ("mg/kg per dose", "mg/kg per dose"),
    ],
)
def test_spelled_out(typed: str, read: str) -> None:
    assert spelled_out(typed, MadeVocabulary()) == read


def test_spelling_out_twice_changes_nothing() -> None:
    once = spelled_out("abx ppx for pna in peds w/ htn", MadeVocabulary())
    assert spelled_out(once, MadeVocabulary()) == once


def test_what_was_typed_is_kept_beside_what_was_read() -> None:
    question = understand("tx of madeupitis", MadeVocabulary())
    assert question.asked == "tx of madeupitis"
    assert question.text == "treatment of madeupitis"
    for mention in question.mentions:
        assert question.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("madeupitis treatment in ED", "madeupitis treatment in the emergency department"),
        ("imaginol in the ED", "imaginol in the emergency department"),
        ("imaginol for madeupitis in ED", "imaginol for madeupitis in ED"),
        ("what helps in ED?", "what helps in ED?"),
    ],
)
def test_the_emergency_department_is_a_place(typed: str, read: str) -> None:
    assert spelled_out(typed, MadeVocabulary()) == read
