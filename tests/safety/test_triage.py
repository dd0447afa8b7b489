"""Phrases that tell of danger, and phrases that only name it."""

from __future__ import annotations

import pytest

from osler.evaluation.safety_lists import FOLDER, PHRASES, phrases
from osler.safety.advice import advice
from osler.safety.cues import Danger
from osler.safety.locales import LOCALES
from osler.safety.notice import GRAVE
from osler.safety.triage import triage

TOLD = [each for name in PHRASES for each in phrases(FOLDER / name)]


def test_there_are_phrases_in_both_directions() -> None:
    dangers = [phrase for kind, phrase in TOLD if kind != "none"]
    assert len(TOLD) == len({phrase for _, phrase in TOLD}) >= 150
    assert min(len(dangers), len(TOLD) - len(dangers)) >= 70


@pytest.mark.parametrize(("kind", "phrase"), TOLD, ids=[phrase for _, phrase in TOLD])
def test_phrase(kind: str, phrase: str) -> None:
    found = [danger.value for danger in triage(phrase)]
    assert kind in found if kind != "none" else found == []


def test_hidden_characters_hide_no_danger() -> None:
    assert triage("my da\u200bd has che\u00adst pain \u202enow\u202c") == (Danger.EMERGENCY,)
    assert triage("ＭＹ ＤＡＤ ＨＡＳ ＣＨＥＳＴ ＰＡＩＮ") == (Danger.EMERGENCY,)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("danger", Danger)
def test_advice_names_every_number_it_gives(danger: Danger, locale: str) -> None:
    said = advice(danger, LOCALES[locale])
    assert said.kind in GRAVE
    assert all(number in said.text for number in said.numbers)
    assert bool(said.numbers) is (locale != "other")


def test_the_numbers_of_the_united_states() -> None:
    place = LOCALES["US"]
    assert advice(Danger.EMERGENCY, place).numbers == ("911",)
    assert advice(Danger.SELF_HARM, place).numbers == ("988", "911")
    assert advice(Danger.POISONING, place).numbers == ("911", "1-800-222-1222")
