"""What a question turns on beside the names in it."""

from __future__ import annotations

import pytest

from made_candidate import question, sentence
from osler.answer.turning import misses


@pytest.mark.parametrize(
    ("asked", "answers", "circles"),
    [
        (
            "Does syntheticine increase the risk of fractures?",
            "Syntheticine was associated with fractures.",
            "Syntheticine was associated with hiccups.",
        ),
        (
            "What is the half-life of syntheticine?",
            "The half-life of syntheticine is 4 hours.",
            "Only the half showed signs of syntheticine.",
        ),
    ],
)
def test_what_is_turned_on_must_be_said(asked: str, answers: str, circles: str) -> None:
    made = question(asked)
    assert not misses(made, sentence(answers), 1.0, 1.0)
    assert misses(made, sentence(circles), 1.0, 1.0)


def test_of_two_conditions_both_must_be_spoken_of() -> None:
    made = question("Does madeupitis cause mockpox?")
    said = sentence("Mockpox is caused by hats.")
    assert misses(made, said, 0.5, 1.0)
    assert not misses(made, said, 1.0, 1.0)


def test_a_condition_needs_nothing_else() -> None:
    assert not misses(question("What causes madeupitis?"), sentence("Hats."), 0.5, 0.0)
