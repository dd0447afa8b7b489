"""Titles in brackets and labels inside one paragraph."""

from __future__ import annotations

import pytest

from osler.sources.pubmed.draft import english_title, labelled


@pytest.mark.parametrize(
    ("printed", "vernacular", "title"),
    [
        ("[Myopathy in adults].", "", "Myopathy in adults."),
        ("[Myopathy in adults]", "", "Myopathy in adults"),
        ("[Is it so?].", "", "Is it so?"),
        ("[Myopathy (author's transl)].", "", "Myopathy (author's transl)."),
        ("[3H]Thymidine uptake [review].", "", "[3H]Thymidine uptake [review]."),
        ("[Effect of [3H]X on Y].", "", "Effect of [3H]X on Y."),
        ("Plain title.", "Titre", "Plain title."),
        ("[Not Available].", "Titre original", "Titre original"),
        ("", "Titre original", "Titre original"),
        ("[", "", "["),
        ("[].", "", "[]."),
    ],
)
def test_titles(printed: str, vernacular: str, title: str) -> None:
    assert english_title(printed, vernacular) == title


def test_inline_labels_need_a_first_and_a_second() -> None:
    assert labelled("AIM: One. METHODS: Two (n=3). RESULTS: Three.") == [
        ("AIM", None, "One."),
        ("METHODS", None, "Two (n=3)."),
        ("RESULTS", None, "Three."),
    ]
    assert labelled("DNA: what it is. Nothing more.") == [
        (None, None, "DNA: what it is. Nothing more.")
    ]
    assert labelled("We saw it. RESULTS: Three. CONCLUSION: Four.")[0][0] is None
    assert labelled("") == []
