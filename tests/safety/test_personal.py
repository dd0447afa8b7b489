"""What identifies a person is masked; what is of medicine is not."""

from __future__ import annotations

import time

import pytest

from osler.evaluation.bench_safety import counted
from osler.evaluation.safety_lists import (
    FOLDER,
    QUESTIONS,
    UNSEEN_NUMBERS,
    UNSEEN_QUESTIONS,
    lines,
    questions,
)
from osler.safety.identifier import Identifier
from osler.safety.personal import bare, kinds_masked, masked
from osler.safety.reception import receive
from osler.vocabulary.small import SmallVocabulary

VOCABULARY = SmallVocabulary()
NUMBERS = "personal_numbers.txt"
ASKED = {name: questions(FOLDER / name) for name in QUESTIONS}
EVERY = [each for held in ASKED.values() for each in held]


def _masked(text: str) -> str:
    return masked(text, VOCABULARY).text


def test_there_are_enough_questions_and_every_kind_of_identifier() -> None:
    assert len(EVERY) >= 300
    assert min(sum(bool(each.identifiers) for each in EVERY), len(EVERY) // 2) >= 150
    held = {one.kind for each in EVERY for one in each.identifiers}
    assert held == set(Identifier)


@pytest.mark.parametrize("name", [each for each in QUESTIONS if each != NUMBERS])
def test_nearly_every_identifier_is_masked_and_nearly_nothing_else(name: str) -> None:
    count = counted(ASKED[name], VOCABULARY)
    hard = name == "personal_rounds.txt"  # written to be missed
    assert count.recall >= (0.91 if hard else 0.97)
    assert count.precision >= 0.98
    assert count.whole >= count.free * 0.99 - 1


@pytest.mark.parametrize("name", [NUMBERS, UNSEEN_NUMBERS])
def test_what_is_measured_of_a_body_is_never_masked(name: str) -> None:
    asked = lines(FOLDER / name)
    assert len(asked) >= 60
    assert [_masked(each) for each in asked] == asked


@pytest.mark.parametrize("subject", ["my eGFR", "her potassium", "my bmi", "his pulse", "my son"])
def test_no_value_of_it_is(subject: str) -> None:
    """Whatever the number: weights have liked some and not others."""
    for value in range(1, 90 if subject == "my son" else 400):
        asked = f"{subject} is {value} what now"
        assert _masked(asked) == asked


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("my ssn ends in 4432, is metformin safe", "4432"),
        ("the last four of my social are 4432, gout diet?", "4432"),
        ("call my cell 555 0142 about my INR", "555 0142"),
        ("bill account 99120 for the eGFR", "99120"),
        ("my grandmother is 97 and takes apixaban", "97"),
    ],
)
def test_an_identifier_that_is_a_short_number_still_is(asked: str, kept: str) -> None:
    assert kept not in _masked(asked)


def test_questions_that_nothing_was_mended_on() -> None:
    """The honest figure: what to expect of words that nobody thought of."""
    count = counted(questions(FOLDER / UNSEEN_QUESTIONS), VOCABULARY)
    assert count.recall >= 0.95
    assert count.precision >= 0.97
    assert count.whole / count.free >= 0.98


def test_names_of_persons_are_told_from_names_in_medicine() -> None:
    first = [each for name in QUESTIONS[:3] for each in ASKED[name]]
    count = counted(first, VOCABULARY, Identifier.NAME)
    assert count.recall >= 0.97


def test_masking_what_is_masked_changes_nothing() -> None:
    for each in EVERY:
        if each.identifiers:
            once = _masked(each.text)
            assert _masked(once) == once, each.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("SSN 123-45-6789", "SSN [social security number]"),
        ("call 212-867-5309 please", "call [telephone number] please"),
        ("+1 (415) 867-5309", "[telephone number]"),
        ("at 8.8.4.4", "at [IP address]"),
        ("born 3/14/1962", "born [date of 1962]"),
        ("born 1931, gout", "born [date], gout"),
        ("seen 2024-03-14", "seen [date of 2024]"),
        ("a 92-year-old woman", "a [over 89]-year-old woman"),
        ("an 89-year-old woman", "an 89-year-old woman"),
        ("Mr. Addison has Addison disease", "Mr. [name] has Addison disease"),
        ("jo\u200bhn@exam\u00adple.org", "[e-mail address]"),
        ("ｊｏｈｎ＠example.org", "[e-mail address]"),
        ("２１２-８６７-５３０９ is mine, call me", "[telephone number] is mine, call me"),
    ],
)
def test_what_stands_in_place_of_an_identifier(typed: str, kept: str) -> None:
    assert _masked(typed) == kept


def test_findings_are_places_in_the_text_as_typed() -> None:
    typed = "mail jo\u200bhn@example.org now"
    (found,) = masked(typed, VOCABULARY).findings
    assert typed[found.start : found.end] == "jo\u200bhn@example.org"


def test_a_masked_question_says_what_was_masked_and_is_understood_without_it() -> None:
    typed = "My patient John Smith, born 3/14/1962, a 93-year-old, has gout. Is colchicine safe?"
    text = _masked(typed)
    assert kinds_masked(text) == {Identifier.NAME: 1, Identifier.DATE: 1, Identifier.AGE: 1}
    assert bare(text) == "My patient, a 90-year-old, has gout. Is colchicine safe?"
    assert bare("array [0] of [3H]thymidine") == "array [0] of [3H]thymidine"


@pytest.mark.parametrize("part", ["a@", "1-", "Aa ", "Mr. ", "1", "how many ", "a.", "- 1 "])
def test_what_is_long_is_read_in_time(part: str) -> None:
    typed = (part * 4000)[:4000]
    begin = time.process_time()
    receive(typed, None, "US", VOCABULARY)
    assert time.process_time() - begin < 2.0  # a slow machine; usually well under 0.2 s
