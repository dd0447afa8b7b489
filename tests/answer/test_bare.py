"""What stands before a sentence in print is left out, and never whom it is about."""

from __future__ import annotations

import pytest

from made_candidate import LABEL, sentence
from osler.answer.bare import bare

CUT = [
    ("Hatotoxicity Syntheticine has been seen in soup.", "Syntheticine has been seen in soup."),
    (
        "Madeupitis Syntheticine tablets are used for hats.",
        "Syntheticine tablets are used for hats.",
    ),
    ("Mockpox in adults Mockpox in adults is rare.", "Mockpox in adults is rare."),
    ("Conclusions:Soup causes madeupitis.", "Soup causes madeupitis."),
    ("Risk of Mockpox Syntheticine may cause mockpox.", "Syntheticine may cause mockpox."),
]
WHOLE = [
    "Oral Syntheticine is used for hats.",
    "Treatment with Syntheticine is used for hats.",
    "Once Syntheticine is stopped, hats are safe.",
    "Stopping Syntheticine may cause mockpox.",
    "Severe Hepatic Impairment Avoid use.",
    "Severe Renal Impairment Reduce the dose by half.",
    "Not For Mockpox Syntheticine is used for hats.",
    "Hats and syntheticine are used.",
    "Mockpox is treated with Syntheticine.",
]


@pytest.mark.parametrize(("text", "left"), CUT)
def test_a_heading_before_the_drugs_own_name_is_cut(text: str, left: str) -> None:
    found = bare(sentence(text, LABEL, drugs=("syntheticine",)))
    assert found.text == left
    assert text[found.start : found.end] == left


@pytest.mark.parametrize("text", WHOLE)
def test_what_belongs_to_the_sentence_stays(text: str) -> None:
    assert bare(sentence(text, LABEL, drugs=("syntheticine",))).text == text
