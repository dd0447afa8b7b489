"""Look-alike letters are Latin among Latin letters, and Greek that means something stays."""

from __future__ import annotations

import pytest

from osler.answer.homoglyphs import latin
from osler.answer.understand import normalised


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("mеtformin", "metformin"),
        ("wаrfаrin and аspirin", "warfarin and aspirin"),
        ("ΜRSA", "MRSA"),
        ("insulin fοr", "insulin for"),
        ("TNF-α and IFNγ", "TNF-α and IFNγ"),
        ("5 μg of NF-κB", "5 μg of NF-κB"),
        ("β-blocker", "β-blocker"),
        ("αvβ3", "αvβ3"),
        ("аспирин", "аспирин"),
        ("naïve Ménière", "naïve Ménière"),
    ],
)
def test_words(typed: str, read: str) -> None:
    assert latin(typed) == read
    assert normalised(typed + "?") == read + "?"
