"""Names suggested for a word that is one letter off, and none taken for it."""

from __future__ import annotations

import pytest

from osler.answer.suggestion import suggestions
from osler.answer.understand import understand
from osler.vocabulary.small import SmallVocabulary
from universe import asked, in_memory


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("warfarrin with food", "warfarin"),
        ("simvastatim dose", "simvastatin"),
        ("hypertnesion treatment", "hypertension"),
        ("simvastatin dose", None),
        ("sourdough bread", None),
    ],
)
def test_one_letter_off(typed: str, meant: str | None) -> None:
    vocabulary = SmallVocabulary()
    found = suggestions(understand(typed, vocabulary), vocabulary)
    assert (meant in found) if meant else not found


def test_a_refusal_asks_and_does_not_take_it() -> None:
    answer = asked("What causes madeupitos?", in_memory())
    assert answer.refusal is not None
    assert "Did you mean madeupitis?" in answer.refusal.message
    assert "madeupitis" not in answer.understood.concepts


@pytest.mark.parametrize(
    "asked_for",
    ["é" * 2000, "x" * 1999, " ".join(f"x{'qzjvkwgh' * 3}{chr(97 + at)}" for at in range(20))],
)
def test_a_hostile_question_is_not_spelt_in_every_way(
    asked_for: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    vocabulary = SmallVocabulary()
    question = understand(asked_for, vocabulary)
    looked: list[str] = []
    monkeypatch.setattr(vocabulary, "named", lambda name: looked.append(name))
    assert suggestions(question, vocabulary) == ()
    assert len(looked) < 10_000
