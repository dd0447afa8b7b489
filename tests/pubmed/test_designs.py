"""Study design from publication types, MeSH and titles."""

from __future__ import annotations

import pytest

from osler.evidence.document import MeshHeading
from osler.evidence.standing import StudyDesign
from osler.sources.pubmed import designs


@pytest.mark.parametrize(
    ("types", "design"),
    [
        ((("D016428", "Journal Article"),), None),
        (
            (("D016428", "Journal Article"), ("D016449", "Randomized Controlled Trial")),
            "RANDOMISED_TRIAL",
        ),
        (((None, "randomized controlled trial"),), "RANDOMISED_TRIAL"),
        ((("D016454", "Review"), ("D002363", "Case Reports")), "CASE_REPORT"),
        ((("D016422", "Letter"), ("D002363", "Case Reports")), "CASE_REPORT"),
        ((("D000078182", "Systematic Review"), ("D002363", "Case Reports")), "SYSTEMATIC_REVIEW"),
        ((("D017418", "Meta-Analysis"), ("D000078182", "Systematic Review")), "SYSTEMATIC_REVIEW"),
        ((("D017065", "Practice Guideline"), ("D016454", "Review")), "PRACTICE_GUIDELINE"),
        ((("D016425", "Published Erratum"), ("D016449", "Randomized Controlled Trial")), "NOTICE"),
        ((("D016420", "Comment"), ("D016421", "Editorial")), "COMMENT"),
        (((None, "Clinical Trial, Phase III"),), "CLINICAL_TRIAL"),
        (((None, "Clinical Trial, Veterinary"),), "LABORATORY"),
    ],
)
def test_types(types: tuple[tuple[str | None, str], ...], design: str | None) -> None:
    found = designs.of_types(tuple(designs.known(*each) for each in types))
    assert found == (StudyDesign[design] if design else None)


@pytest.mark.parametrize(
    ("title", "design"),
    [
        ("Synthetic drug for pain: a systematic review and meta-analysis.", "SYSTEMATIC_REVIEW"),
        ("A bibliometric study of systematic reviews.", None),
        (
            "Synthetic drug: a randomized, double-blind, placebo-controlled trial.",
            "RANDOMISED_TRIAL",
        ),
        ("Synthetic drug: protocol for a randomised controlled trial.", None),
        ("A case of synthetic disease.", "CASE_REPORT"),
        ("Synthetic exposure: a cohort study.", "OBSERVATIONAL"),
        ("Synthetic disease: a narrative review.", "REVIEW"),
        ("Synthetic disease in adults.", None),
    ],
)
def test_titles(title: str, design: str | None) -> None:
    assert designs.of_title(title) == (StudyDesign[design] if design else None)


@pytest.mark.parametrize(
    ("mesh", "title", "animal"),
    [
        (("Animals", "Mice"), "", True),
        (("Animals", "Humans"), "", False),
        (("Humans",), "Effects in mice", False),
        ((), "Effects of a synthetic drug in diabetic mice", True),
        ((), "A rat model of synthetic disease", True),
        ((), "Outcomes of in vitro fertilization", False),
        ((), "Rat bite fever in a child", False),
    ],
)
def test_animals(mesh: tuple[str, ...], title: str, animal: bool) -> None:
    assert designs.about_animals([MeshHeading(None, name) for name in mesh], title) is animal
