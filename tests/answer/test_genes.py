"""Genes as questions name them. The symbols are real, for they are what is recognised."""

from __future__ import annotations

import pytest

from made_candidate import question
from osler.answer.genes import Genotype, genotype, phenotypes
from osler.vocabulary.concept import ConceptKind


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("fabricatol CYP2D6 ultrarapid metabolizer",
         Genotype(("CYP2D6",), (), frozenset({"ultrarapid"}))),
        ("fabricatol cyp2d6 ultra-rapid metaboliser",
         Genotype(("CYP2D6",), (), frozenset({"ultrarapid"}))),
        ("CYP2C19 PM and fabricatol", Genotype(("CYP2C19",), (), frozenset({"poor"}))),
        ("HLA-B*58:01 fabricatol", Genotype(("HLA-B",), (("HLA-B", "*58:01"),))),
        ("HLA-B5801 negative, fabricatol",
         Genotype(("HLA-B",), (("HLA-B", "*58:01"),), frozenset(), "negative")),
        ("carriers of HLA-A*31:01",
         Genotype(("HLA-A",), (("HLA-A", "*31:01"),), frozenset(), "positive")),
        ("SLCO1B1 decreased function", Genotype(("SLCO1B1",), (), frozenset({"decreased"}))),
        ("fabricatol tpmt dose", Genotype(("TPMT",))),
        ("fabricatol in the PM", Genotype()),
        ("hla-b27 and madeupitis", Genotype()),
        ("fabricatol for madeupitis", Genotype()),
    ],
)  # fmt: skip
def test_what_a_question_says_of_genes(text: str, made: Genotype) -> None:
    assert genotype(text) == made


def test_a_deficiency_is_any_lowered_activity() -> None:
    named = genotype("fabricatol DPYD deficiency").phenotypes
    assert {"poor", "intermediate", "decreased", "deficient"} == named
    assert genotype("fabricatol in iron deficiency").phenotypes == frozenset()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Poor metabolizers of fabricatol", {"poor"}),
        ("Poor metabolisers of fabricatol", {"poor"}),
        ("ultrarapid metabolizer", {"ultrarapid"}),
        ("rapid metabolizer and normal metabolizer", {"rapid", "normal"}),
        ("extensive metabolizer", {"normal"}),
        ("decreased function", {"decreased"}),
        ("Intermediate metabolizers", {"intermediate"}),
        ("poor sleepers", set()),
        ("normal weight", set()),
    ],
)
def test_phenotypes(text: str, named: set[str]) -> None:
    assert phenotypes(text) == named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("fabricatol and HLA-B*58:01", "hla-b*58:01"),
        ("fabricatol and CYP3A5", "cyp3a5"),
        ("fabricatol and TPMT", "tpmt"),
    ],
)
def test_a_gene_is_understood_as_itself_allele_and_all(text: str, name: str) -> None:
    drug, gene = question(text).mentions
    assert drug.concept.preferred == "fabricatol"
    assert gene.concept.preferred == name
    assert gene.concept.kind is ConceptKind.GENE
    assert text[gene.start : gene.end].lower() == name
