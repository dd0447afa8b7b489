"""Sentences that do not carry the level of their work's design."""

from __future__ import annotations

from dataclasses import replace

import pytest

from made_candidate import sentence
from osler.answer.aside import aside
from osler.evidence.standing import StudyDesign

SAID = "Syntheticine improves madeupitis in most people."


@pytest.mark.parametrize(
    ("text", "path", "label"),
    [
        (SAID, ("Introduction",), None),
        (SAID, (), "background"),
        (SAID, ("Discussion",), None),
        ("Syntheticine has been widely used for madeupitis.", (), None),
        ("Syntheticine is often prescribed for madeupitis.", ("Results",), None),
    ],
)
def test_what_a_meta_analysis_says_in_passing_is_no_finding(
    text: str, path: tuple[str, ...], label: str | None
) -> None:
    made = sentence(text, path=path, design=StudyDesign.META_ANALYSIS)
    assert aside(replace(made, label=label))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (SAID, ()),
        (SAID, ("Results",)),
        (SAID, ("Conclusions",)),
        ("In this trial, syntheticine improved madeupitis.", ("Discussion",)),
        ("Our findings show that syntheticine is commonly used.", ()),
    ],
)
def test_findings_are_findings(text: str, path: tuple[str, ...]) -> None:
    assert aside(sentence(text, path=path, design=StudyDesign.RANDOMISED_TRIAL)) is None


def test_works_whose_design_claims_little_are_left_as_they_are() -> None:
    assert aside(sentence(SAID, path=("Introduction",), design=StudyDesign.REVIEW)) is None
