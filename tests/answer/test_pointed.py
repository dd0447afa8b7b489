"""Sentences that meet the point of a question, before those that speak beside it."""

from __future__ import annotations

import pytest

from made_candidate import INDICATED, LABEL, question, scored, sentence
from osler.answer.answering import unanswering
from osler.answer.candidate import Candidate
from osler.answer.pointed import defines, says_use, settles
from osler.answer.preference import preferred
from osler.answer.question import stops, uses

OWN = ("syntheticine",)


def label(text: str, code: str | None = INDICATED) -> Candidate:
    return sentence(text, LABEL, drugs=OWN, code=code)


PAIRS = [
    (
        "What is syntheticine used for?",
        label("Syntheticine is indicated for the treatment of madeupitis."),
        label("Syntheticine should be given again after two minutes.", "34068-7"),
    ),
    (
        "What is syntheticine?",
        sentence("Syntheticine is an inhibitor of hat shrinking."),
        sentence("Syntheticine is now sold in hat shops to most people."),
    ),
    (
        "What is syntheticine?",
        sentence("Syntheticine tablets are a hat inhibitor indicated for madeupitis."),
        sentence("Syntheticine is a white crystalline powder."),
    ),
    (
        "Is syntheticine contraindicated in madeupitis?",
        sentence("Syntheticine is contraindicated in madeupitis."),
        sentence("Syntheticine and madeupitis are discussed with caution."),
    ),
    (
        "Does syntheticine cause hiccups?",
        sentence("Syntheticine is not associated with hiccups, as shown."),
        sentence("Syntheticine was due on the day of hiccup counting."),
    ),
    (
        "What is the maximum dose of syntheticine?",
        sentence("The dose of syntheticine should not exceed 40 mg daily."),
        sentence("The dose of syntheticine is 10 mg in most hats."),
    ),
    (
        "What is the starting dose of syntheticine?",
        sentence("The starting dose of syntheticine is 10 mg."),
        sentence("It is not known whether the starting dose of syntheticine matters."),
    ),
    (
        "What is the treatment of madeupitis?",
        sentence("Madeupitis is treated with warfarin in hats."),
        sentence("Madeupitis isolates were treated with warfarin in vitro."),
    ),
    (
        "What is the treatment of madeupitis?",
        sentence("The panel recommends warfarin in madeupitis treatment."),
        sentence("The panel recommends adding warfarin in madeupitis treatment."),
    ),
    (
        "What is the treatment of madeupitis?",
        sentence("Those with madeupitis should be treated with warfarin."),
        sentence("Sex partners of those with madeupitis should be treated with warfarin."),
    ),
    (
        "What are the symptoms of madeupitis?",
        sentence("Symptoms of madeupitis include hiccups, yawning and sneezing."),
        sentence("Those suspected of madeupitis should be tested for mockpox."),
    ),
]


@pytest.mark.parametrize(("asked", "first", "second"), PAIRS)
def test_what_meets_the_point_comes_first(asked: str, first: Candidate, second: Candidate) -> None:
    ranked = preferred(question(asked), [scored(second, 0.5), scored(first, 0.5)], 2026)
    assert ranked[0].candidate is first
    assert ranked[0].score > ranked[1].score


def test_of_what_a_medicine_is_for_only_that_is_said() -> None:
    made = question("What is syntheticine used for?")
    assert uses(made)
    assert unanswering(made, label("Swallow syntheticine whole, a treatment rule.")) is not None
    assert unanswering(made, label("Syntheticine is indicated for madeupitis.")) is None


def test_what_something_else_was_used_for_is_no_use() -> None:
    made = question("What is syntheticine used for?")
    assert says_use(made, sentence("Syntheticine is used for treatment of hats."))
    assert not says_use(made, sentence("Hats were used to treat those on syntheticine."))
    assert not says_use(made, label("Syntheticine is not indicated for mockpox."))


@pytest.mark.parametrize(
    "text",
    [
        "Syntheticine is a hat.",
        "SYNTHA (syntheticine), a hat inhibitor, is sold.",
        "Syntheticine belongs to a class of hats.",
        "Syntheticine refers to hats.",
    ],
)
def test_definitions_are_told(text: str) -> None:
    assert defines(question("What is syntheticine?"), text)


@pytest.mark.parametrize("text", ["Syntheticine was given to hats.", "A hat is no syntheticine."])
def test_what_defines_nothing_is_told(text: str) -> None:
    assert not defines(question("What is syntheticine?"), text)


def test_what_is_customary_settles_nothing_but_whether_it_is_used() -> None:
    text = "Syntheticine is commonly used to treat madeupitis."
    assert not settles(question("Is syntheticine effective in madeupitis?"), text)
    assert settles(question("Is syntheticine used for treatment of madeupitis?"), text)


def test_how_a_medicine_is_stopped_is_said() -> None:
    made = question("How do I stop syntheticine?")
    assert stops(made.text)
    assert unanswering(made, label("The dose of syntheticine is 5 mg.", "34068-7")) is not None
    tapers = label("Syntheticine should be tapered over two weeks.", "34068-7")
    assert unanswering(made, tapers) is None


def test_whether_it_spreads_is_said() -> None:
    made = question("Is madeupitis contagious?")
    assert unanswering(made, sentence("Madeupitis is caused by hats.")) is not None
    assert unanswering(made, sentence("Madeupitis is transmitted by hats.")) is None


def test_whether_it_is_abused_is_said() -> None:
    made = question("Is syntheticine a controlled substance?")
    assert unanswering(made, sentence("Syntheticine kept hats controlled.")) is not None
    assert unanswering(made, sentence("Syntheticine has a potential for abuse.")) is None


def test_a_staining_named_after_a_medicine_is_no_medicine() -> None:
    assert not uses(question("What is syntheticine staining used for?"))


def test_a_target_is_said_with_its_number() -> None:
    made = question("What is the target blood pressure in madeupitis?")
    assert unanswering(made, sentence("Hats are recommended for madeupitis.")) is not None
    assert unanswering(made, sentence("A target of 130 is recommended in madeupitis.")) is None


def test_what_is_measured_is_said() -> None:
    made = question("How should syntheticine be monitored?")
    assert unanswering(made, sentence("Syntheticine is a hat.")) is not None
    assert unanswering(made, sentence("Measure hats before syntheticine.")) is None
