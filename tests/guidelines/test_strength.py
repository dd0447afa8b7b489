"""Minimal pairs: a word changes, and so does the strength."""

from __future__ import annotations

import pytest

from osler.evidence.recommendation import Scheme
from osler.sources.guidelines.block import Block, Kind, paragraph
from osler.sources.guidelines.strength import marked, read_strength

GRADED = [
    ("We recommend zinc for adults.", "strong", None),
    ("We suggest zinc for adults.", "conditional", None),
    ("We recommend against zinc for adults.", "strong against", None),
    ("We suggest against zinc for adults.", "conditional against", None),
    ("The panel conditionally recommends zinc.", "conditional", None),
    ("WHO recommends zinc (low-certainty evidence).", "strong", "low"),
    ("Zinc should be given (strong recommendation, high certainty of evidence).", "strong", "high"),
    ("Zinc may be given (conditional recommendation, very low quality evidence).", "conditional",
     "very low"),
    ("Zinc should not be given (strong recommendation against, moderate certainty evidence).",
     "strong against", "moderate"),
    ("We suggest zinc (2C).", "conditional", "low"),
    ("Zinc should be given (1A).", "strong", "high"),
    ("Zinc should be given (1B).", "strong", "moderate"),
]  # fmt: skip
NOT_GRADED = [
    "We suggest that these findings need confirmation.",
    "The latest WHO recommendations were published.",
    "A strong recommendation can be made where evidence is good.",
    "A weak or conditional recommendation is one for which benefits probably outweigh harms.",
    "Zinc was given to adults.",
    "The image shows a nucleus (2B).",
    "Offer of treatment was refused.",
]


@pytest.mark.parametrize(("sentence", "normalised", "certainty"), GRADED)
def test_grade_wording(sentence: str, normalised: str, certainty: str | None) -> None:
    found = read_strength(sentence)
    assert found is not None
    assert (found.scheme, found.normalised, found.certainty) == (
        Scheme.GRADE,
        normalised,
        certainty,
    )
    assert found.verbatim in sentence


@pytest.mark.parametrize("sentence", NOT_GRADED)
def test_words_that_are_no_grade(sentence: str) -> None:
    assert read_strength(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "normalised", "level"),
    [
        ("Zinc is recommended (Class I, Level of Evidence: A).", "class 1", "A"),
        ("Zinc is reasonable (Class IIa, Level of Evidence: B-NR).", "class 2a", "B-NR"),
        ("Zinc may be reasonable (COR 2b, LOE C-LD).", "class 2b", "C-LD"),
        ("Zinc is harmful (Class III, Level of Evidence: B).", "class 3", "B"),
    ],
)
def test_acc_aha(sentence: str, normalised: str, level: str) -> None:
    found = read_strength(sentence)
    assert found is not None
    assert (found.scheme, found.normalised, found.certainty) == (Scheme.ACC_AHA, normalised, level)


def test_heart_failure_class_is_no_class_of_recommendation() -> None:
    assert read_strength("Patients in NYHA class III were given zinc.") is None
    assert read_strength("Zinc was given to class 2 according to vaccine access.") is None


@pytest.mark.parametrize(
    ("sentence", "normalised"),
    [
        ("Offer zinc to adults.", "offer"),
        ("Consider zinc for adults.", "consider"),
        ("Do not offer zinc to adults.", "do not offer"),
    ],
)
def test_nice_only_where_asked(sentence: str, normalised: str) -> None:
    assert read_strength(sentence) is None
    found = read_strength(sentence, nice=True)
    assert found is not None
    assert (found.scheme, found.normalised) == (Scheme.NICE, normalised)


def test_a_bracketed_grade_covers_the_sentence_before() -> None:
    text = (
        "Background first. Zinc should be given to adults. "
        "(Strong recommendation, low quality of evidence)"
    )
    (mark,) = marked(paragraph(text)).marks
    assert text[mark.start : mark.end].startswith("Zinc should be given")
    assert text[mark.start : mark.end].endswith("evidence)")


def test_a_grade_alone_marks_nothing() -> None:
    label = "Strong recommendation, moderate- to high-certainty evidence"
    assert marked(paragraph(label)).marks == ()
    assert marked(Block(Kind.HEADING, "We recommend", 1)).marks == ()
