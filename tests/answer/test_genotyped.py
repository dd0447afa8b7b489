"""Pharmacogenetic rows: which stand for a genotype asked about. Nothing here is a medical fact."""

from __future__ import annotations

import pytest
from made_rows import genotyped

from made_candidate import question
from osler.answer.answering import misplaced
from osler.answer.genotyped import conditions, weight
from osler.answer.recommended import fits
from osler.answer.whom import recommendation

AVOID = "Avoid fabricatol."

# A question, a population that fits it, one that does not.
ROWS = [
    ("fabricatol CYP2D6 ultrarapid metabolizer",
     "CYP2D6 activity score 2.5 or more", "CYP2D6 activity score 1.25 to 2.25"),
    ("fabricatol CYP2D6 ultrarapid metabolizer",
     "CYP2D6 Ultrarapid Metabolizer", "CYP2D6 Poor Metabolizer"),
    ("fabricatol CYP2D6 poor metabolizer",
     "CYP2D6 activity score 0.0", "CYP2D6 activity score 0.25 to 1.0"),
    ("fabricatol CYP2D6 intermediate metabolizer",
     "CYP2D6 activity score 0.25 to 1.0", "CYP2D6 activity score 0.0"),
    ("fabricatol CYP2D6 dose", "CYP2D6 Poor Metabolizer", "CYP2D6 n/a"),
    ("fabricatol CYP2D6 dose",
     "CYP2D6 Poor Metabolizer with TPMT No Result",
     "CYP2D6 No Result with TPMT Poor Metabolizer"),
    ("fabricatol CYP2D6 dose",
     "HLA-B *15:02 negative or No Result with CYP2D6 activity score 1.0",
     "HLA-B *15:02 positive with CYP2D6 n/a or No Result or activity score 1.0"),
    ("fabricatol CYP2D6 dose",
     "CYP2D6 n/a; CYP2D6 Poor Metabolizer; adults", "CYP2D6 Indeterminate; adults"),
    ("fabricatol HLA-B*15:02", "HLA-B *15:02 positive", "HLA-B *58:01 positive"),
    ("fabricatol HLA-B*15:02", "HLA-B *15:02 negative", "HLA-B No Result"),
    ("fabricatol HLA-B*15:02 positive", "HLA-B *15:02 positive", "HLA-B *15:02 negative"),
    ("fabricatol HLA-B*15:02 negative", "HLA-B *15:02 negative", "HLA-B *15:02 positive"),
    ("fabricatol G6PD deficiency", "G6PD Deficient with CNSHA", "G6PD Normal"),
    ("fabricatol ultrarapid metabolizer", "CYP2D6 Ultrarapid Metabolizer", "CYP2D6 Indeterminate"),
    ("fabricatol TPMT deficiency", "TPMT Poor Metabolizer", "TPMT Normal Metabolizer"),
]  # fmt: skip
GENES = ("CYP2D6", "TPMT", "HLA-B", "G6PD")


@pytest.mark.parametrize(("asked", "stands", "falls"), ROWS)
def test_a_row_stands_for_the_genotype_asked_about(asked: str, stands: str, falls: str) -> None:
    assert misplaced(question(asked), genotyped(stands, AVOID, genes=GENES)) is None
    assert misplaced(question(asked), genotyped(falls, AVOID, genes=GENES))


def test_a_row_stands_for_its_gene_and_drug_only() -> None:
    asked = question("fabricatol CYP2D6")
    row = "CYP2D6 Poor Metabolizer"
    assert misplaced(asked, genotyped(row, AVOID)) is None
    other = genotyped("TPMT Poor Metabolizer", AVOID, genes=("TPMT",))
    assert misplaced(asked, other)
    beside = genotyped(row, "Avoid fabricatol, too.", drugs=("imaginol",))
    assert misplaced(asked, beside) == "is for imaginol"


def test_without_a_genotype_no_row_stands() -> None:
    row = genotyped("CYP2D6 Poor Metabolizer", AVOID)
    for asked in ("What is the dose of fabricatol?", "Which genes have variants in yeast?"):
        assert misplaced(question(asked), row)
    assert misplaced(question("CYP2D6 variants in madeupitis"), row)
    assert misplaced(question("CYP2D6 variants"), row) is None


def test_the_lines_of_a_population() -> None:
    ((first, second), (third,)) = conditions(
        "CYP2D6 Poor Metabolizer with TPMT No Result; CYP2D6 activity score 2.5 or more; adults",
        ("CYP2D6", "TPMT"),
    )
    assert (first.gene, first.values, first.told) == ("CYP2D6", {"poor"}, True)
    assert (second.gene, second.told) == ("TPMT", False)
    assert third.values == {"ultrarapid"}


@pytest.mark.parametrize(
    ("text", "before", "advises"),
    [
        ("Avoid fabricatol.", "", True),
        ("Fabricatol is contraindicated", "", True),
        ("Imaginol does not meet CYP2D6.", "Avoid fabricatol. ", False),
        ("Avoid fabricatol.", "Avoid it.\n\nOther Considerations\n\n", False),
        ("Avoid fabricatol.", "FOR HATS:\n\n", False),
        ("No recommendation", "", False),
    ],
)
def test_what_advises_and_what_remarks(text: str, before: str, advises: bool) -> None:
    made = genotyped("CYP2D6 Poor Metabolizer", text, before=before)
    assert fits(question("fabricatol CYP2D6 poor metabolizer"), made) is advises


# A row that counts for more than another where only the gene is asked about.
HEAVIER = [
    (("CYP2D6 Poor Metabolizer", "Avoid fabricatol.", "Strong"),
     ("CYP2D6 Normal Metabolizer", "Avoid fabricatol.", "Strong")),
    (("CYP2D6 Poor Metabolizer", "Avoid fabricatol.", "Strong"),
     ("CYP2D6 Poor Metabolizer", "Avoid fabricatol.", "Optional")),
    (("CYP2D6 Poor Metabolizer", "Use 50% of the dose.", "Strong"),
     ("CYP2D6 Poor Metabolizer", "Use the standard dose.", "Strong")),
    (("CYP2D6 Poor Metabolizer", "Avoid fabricatol.", "Strong"),
     ("CYP2D6 Poor Metabolizer; pediatrics", "Avoid fabricatol.", "Strong")),
    (("CYP2D6 Poor Metabolizer", "Avoid fabricatol.", "Strong"),
     ("CYP2D6 Likely Poor Metabolizer", "Avoid fabricatol.", "Strong")),
]  # fmt: skip


@pytest.mark.parametrize(("more", "less"), HEAVIER)
def test_rows_that_change_care_come_first(
    more: tuple[str, str, str], less: tuple[str, str, str]
) -> None:
    weights = []
    for population, text, strength in (more, less):
        made = genotyped(population, text, strength=strength)
        graded = recommendation(made)
        assert graded is not None
        weights.append(weight("fabricatol CYP2D6", made.hit.header, graded, 0, text))
    assert weights[0] > weights[1]
