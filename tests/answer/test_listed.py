"""A sentence that opens a list is one statement with it."""

from __future__ import annotations

import pytest

from osler.answer.listed import LONGEST, with_fragments, with_lists
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
        "It is contraindicated in:\n• madeupitis [see Warnings (5.2)] .\n• mockpox (blue).",
        "It is contraindicated in:\n• madeupitis.\n• mockpox (blue).",
    ],
)
def test_a_list_belongs_to_what_opens_it(listed: str) -> None:
    assert split(listed + AFTER) == [listed, "Nothing else is synthetic here."]
    assert split(listed) == [listed]


def test_the_lines_that_highlights_repeat_are_no_items() -> None:
    listed = "It is contraindicated in:\n• madeupitis [see Warnings (5.2)] .\n• mockpox ."
    assert split(f"{listed}\n• Madeupitis. ( 4 )\n• Mockpox ( 4, 5.2 )")[0] == listed
    only = "It is contraindicated in:\n• Madeupitis. ( 4 )\n• Mockpox ( 4 )."
    assert split(only) == [only]


@pytest.mark.parametrize(
    "text",
    [
        "It is contraindicated in:\n• madeupitis.\n• mockpox [see Warnings (5.8)]",
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


def test_phrases_after_what_is_contraindicated_belong_to_it() -> None:
    text = (
        "Syntheticine is contraindicated in patients with: Severe madeupitis [see Warnings (5)]. "
        "Mockpox of any degree. Hypersensitivity to syntheticine, which has caused rashes. "
        "Reactions were reported in few. Rash."
    )
    spans = with_fragments(text, sentences(text))
    assert [text[a:b] for a, b in spans] == [
        text[: text.index(" Reactions")],
        "Reactions were reported in few.",
        "Rash.",
    ]
    cut = "Syntheticine is contraindicated in: Severe madeupitis. Mockpox of [see Warnings (5)]"
    assert with_fragments(cut, sentences(cut)) == tuple(sentences(cut))
    signed = "It is contraindicated in:\n• madeupitis.\n• mockpox. Hypersensitivity to hats."
    listed = with_lists(signed, sentences(signed))
    assert with_fragments(signed, listed) == listed
    other = "Syntheticine is used for madeupitis: so it is said. Mockpox of any degree."
    assert with_fragments(other, sentences(other)) == tuple(sentences(other))


def test_the_answer_quotes_the_list_whole() -> None:
    listed = "Madeupitis is treated with any of the following:\n\n1. alphine 2. betine 3. gammine."
    answer = asked("How is madeupitis treated?", in_memory([paper(401, "Treatment", listed)]))
    assert answer.refusal is None
    (statement, *_) = shown(answer)
    assert statement.citations[0].quote == listed
    assert "alphine" in statement.text
    assert "gammine" in statement.text
