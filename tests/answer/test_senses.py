"""Letters that stand for what was asked about, and those that do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from made_candidate import question, sentence
from osler.answer.candidate import Candidate
from osler.answer.senses import another_sense, unclear
from osler.evidence.document import MeshHeading

ASKED = question("MUD treatment")
SAID = "Hats are the treatment of MUD."


def around(text: str, passage: str, title: str = "Synthetic record") -> Candidate:
    made = sentence(text, title=title)
    whole = replace(made.hit.passage, text=f"{text} {passage}")
    return replace(made, hit=replace(made.hit, passage=whole))


@pytest.mark.parametrize(
    "passage",
    [
        "Madeupitis is rare.",
        "A made-up disease (MUD) was seen.",
        "Of made-up diseases little is known.",
    ],
)
def test_letters_beside_a_long_name_stand_for_it(passage: str) -> None:
    assert another_sense(ASKED, around(SAID, passage)) is None


@pytest.mark.parametrize(
    "passage",
    [
        "",
        "Matched unrelated donors (MUDs) were few.",
        "A mudstone (MUD) was seen.",
        "Matched unrelated donors [MUD; n = 4] had madeupitis.",
    ],
)
def test_letters_that_stand_for_something_else_or_nothing_do_not(passage: str) -> None:
    assert another_sense(ASKED, around(SAID, passage)) == "does not speak of madeupitis"


def test_a_title_or_heading_gives_the_sense() -> None:
    assert another_sense(ASKED, around(SAID, "", "Care in madeupitis")) is None
    made = sentence(SAID)
    headed = replace(made.hit.header, mesh=(MeshHeading(None, "Made-up Disease"),))
    assert another_sense(ASKED, replace(made, hit=replace(made.hit, header=headed))) is None
    assert another_sense(ASKED, around(SAID, "", "Matched Unrelated Donors")) is not None


def test_the_long_name_in_the_sentence_settles_it() -> None:
    said = around("Madeupitis is treated with hats.", "Matched unrelated donors (MUD) were few.")
    assert another_sense(ASKED, said) is None


def test_nothing_is_doubted_of_what_was_asked_by_its_long_name() -> None:
    asked = question("madeupitis treatment")
    assert another_sense(asked, around(SAID, "")) is None


def test_letters_with_other_meanings_are_told() -> None:
    assert unclear(ASKED.mentions[0]) == frozenset({"mud"})
    assert unclear(question("madeupitis").mentions[0]) == frozenset()
