"""Phrases that tell of danger, and phrases that only name it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from osler.evaluation.safety_lists import FOLDER, PHRASES, UNSEEN_PHRASES, phrases
from osler.safety.advice import advice
from osler.safety.cues import Danger
from osler.safety.locales import LOCALES
from osler.safety.notice import GRAVE
from osler.safety.triage import triage, wording

FIRST, *ROUNDS = PHRASES
TOLD = phrases(FOLDER / FIRST)
MORE = [each for name in ROUNDS for each in phrases(FOLDER / name)]
UNSEEN = phrases(FOLDER / UNSEEN_PHRASES)


def test_there_are_phrases_in_both_directions_and_none_twice() -> None:
    every = [wording(phrase) for held in (TOLD, MORE, UNSEEN) for _, phrase in held]
    assert len(every) == len(set(every)) >= 1300
    for held in (TOLD, MORE, UNSEEN):
        dangers = [phrase for kind, phrase in held if kind != "none"]
        assert min(len(dangers), len(held) - len(dangers)) >= 60


@pytest.mark.parametrize(("kind", "phrase"), TOLD, ids=[phrase for _, phrase in TOLD])
def test_phrase(kind: str, phrase: str) -> None:
    found = [danger.value for danger in triage(phrase)]
    assert kind in found if kind != "none" else found == []


def _shares(held: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """Dangers told, told as what they are, and calm phrases that raise an alarm."""
    found = [(kind, {danger.value for danger in triage(phrase)}) for kind, phrase in held]
    dangers = [(kind, told) for kind, told in found if kind != "none"]
    calm = [told for kind, told in found if kind == "none"]
    return (
        sum(bool(told) for _, told in dangers) / len(dangers),
        sum(kind in told for kind, told in dangers) / len(dangers),
        sum(map(bool, calm)) / len(calm),
    )


def test_phrases_of_the_rounds() -> None:
    told, as_it_is, alarms = _shares(MORE)
    assert told >= 0.98
    assert as_it_is >= 0.94
    assert alarms <= 0.01


def test_phrases_that_nothing_was_mended_on() -> None:
    """The honest figure: what to expect of words that nobody thought of."""
    told, as_it_is, alarms = _shares(UNSEEN)
    assert told >= 0.9
    assert as_it_is >= 0.8
    assert alarms <= 0.03


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("cant breath, plz help", "can't breath, please help"),
        ("hes sucidal rn", "he's suicidal right now"),
        ("my cheast hurts soooo bad", "my chest hurts so bad"),
        ("unconcious...on the floor", "unconscious, on the floor"),
        ("a breach of the threat to chess players", "a breach of the threat to chess players"),
        ("collapse of the lung in class III", "collapse of the lung in class iii"),
        ("[name] swallowed it", "he swallowed it"),
    ],
)
def test_plain_wording(typed: str, written: str) -> None:
    assert wording(typed) == written
    assert wording(written) == written


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
