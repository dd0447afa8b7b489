"""A sentence that opens a list is one statement with it."""

from __future__ import annotations

import pytest

from osler.answer.listed import LONGEST, with_lists
from osler.evidence.split import sentences
from universe import asked, in_memory, shown
from universe_records import paper

AFTER = "\n\nNothing else is synthetic here."


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in with_lists(text, sentences(text))]


@pytest.mark.parametrize(
    "listed",
    [
        "Use any of these for madeupitis:\n\n1. alphine 2. betine (BT) 3. gammine.",
        "Use any of these for madeupitis:\n\n1. alphine\n\n2. betine\n\n3. gammine.",
        "Use any of these for madeupitis:\n• alphine\n• betine.",
        "Use any of these for madeupitis: (a) alphine, (b) betine.",
        "Use any of these for madeupitis:\n\n– alphine;\n\n– betine.",
    ],
)
def test_a_list_belongs_to_what_opens_it(listed: str) -> None:
    assert split(listed + AFTER) == [listed, "Nothing else is synthetic here."]
    assert split(listed) == [listed]


@pytest.mark.parametrize(
    "text",
    [
        "Use any of these for madeupitis:\n\n1. alphine 2. betine",  # may go on in what is not here
        "Use any of these for madeupitis:\n\n1. alphine.",  # no list
        "Use any of these for madeupitis: alphine and betine.",
        "Use any of these for madeupitis:",
        "It was said of madeupitis:\n\nAlphine is used. Betine is not.",
        "Use any for madeupitis:\n\n1. " + "alphine and so on " * (LONGEST // 18) + "2. betine.",
    ],
)
def test_what_is_no_whole_list_stays_as_it_was(text: str) -> None:
    assert with_lists(text, sentences(text)) == tuple(sentences(text))


def test_the_answer_quotes_the_list_whole() -> None:
    listed = "Madeupitis is treated with any of the following:\n\n1. alphine 2. betine 3. gammine."
    answer = asked("How is madeupitis treated?", in_memory([paper(401, "Treatment", listed)]))
    assert answer.refusal is None
    (statement, *_) = shown(answer)
    assert statement.citations[0].quote == listed
    assert "alphine" in statement.text
    assert "gammine" in statement.text
