"""Sentences read by themselves: additions in brackets, source bytes untouched."""

from __future__ import annotations

import re

import pytest
from ranked_pool import made_candidate, made_question

from osler.answer.fitness import unfit
from osler.answer.stands_alone import stands_alone

QUESTION = made_question("What causes necrotizing myopathy?")

UNFIT = [
    "We aimed to determine the causes of necrotizing myopathy in adults.",
    "The purpose of this review is to discuss necrotizing myopathy.",
    "To evaluate the efficacy of rituximab in patients with necrotizing myopathy.",
    "Further studies are needed to confirm the role of statins in necrotizing myopathy.",
    "Larger prospective trials are warranted before rituximab can be recommended.",
    "The mechanism of statin myopathy remains to be elucidated.",
    "This trial was registered at ClinicalTrials.gov under a number.",
    "Copyright 2020 the authors and the publisher, all rights reserved.",
    "What is the cause of necrotizing myopathy in adults?",
    "Patients were randomly assigned to prednisone or placebo for six weeks.",
    "PubMed and Embase were searched from inception to June for relevant studies.",
    "Necrotizing myopathy: diagnosis and outcome in adults of any age",
    "The causes of necrotizing myopathy include the following:",
    "A 54-year-old woman developed necrotizing myopathy after starting a statin.",
    "Necrotizing myopathy is common (see above.",
    "Keywords: myopathy, statins, necrosis, muscle, autoantibodies are listed.",
    "Statins cause it.",
    "Drug doses are shown in Table 3 of this document.",
]
FIT = [
    "Necrotizing myopathy is caused by statins, viral infection and cancer.",
    "Statins were associated with necrotizing myopathy in 12 of 100 patients (12%).",
    "Rituximab is recommended for patients who do not respond to corticosteroids.",
    "p53 mutations cause several cancers in adults and children.",
    "Screening for colorectal cancer reduces mortality in adults aged 50 to 75 years.",
]


@pytest.mark.parametrize("text", UNFIT)
def test_never_shown(text: str) -> None:
    assert unfit(made_candidate(text), QUESTION)


@pytest.mark.parametrize("text", FIT)
def test_may_be_shown(text: str) -> None:
    assert unfit(made_candidate(text), QUESTION) is None
    assert stands_alone(made_candidate(text)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "These findings show that statins cause necrotizing myopathy.",
        "However, statins cause necrotizing myopathy in some patients.",
        "The latter is caused by autoantibodies against a muscle enzyme.",
        "Such patients respond well to corticosteroids and immunoglobulin.",
        "It was caused by a statin in most of the patients studied.",
        "In most patients this condition is caused by a statin.",
    ],
)
def test_what_leans_on_another_sentence_does_not_stand(text: str) -> None:
    found = stands_alone(made_candidate(text))
    assert found.text is None
    assert found.reason


def test_a_title_is_no_statement() -> None:
    text = "Statins cause necrotizing myopathy in adults."
    assert unfit(made_candidate(text, title=text), QUESTION) == "a title, not a statement"


def test_an_abbreviation_is_expanded_as_the_passage_spells_it() -> None:
    text = "IMNM is caused by statins in some patients."
    passage = f"Immune-mediated necrotizing myopathy (IMNM) is rare. {text}"
    found = stands_alone(made_candidate(text, passage=passage, before="x"))
    assert found.text == (
        "IMNM [Immune-mediated necrotizing myopathy] is caused by statins in some patients."
    )
    assert re.sub(r" \[[^\]]*\]", "", found.text) == text


def test_an_abbreviation_spelled_out_in_the_sentence_is_left() -> None:
    text = "Immune-mediated necrotizing myopathy (IMNM) is rare, and IMNM may follow statins."
    assert stands_alone(made_candidate(text)).text == text


def test_a_pronoun_gets_the_subject_of_the_sentence_before() -> None:
    before = "Rhabdomyolysis is a serious muscle disorder."
    text = "It may be caused by statins and by crush injury."
    found = stands_alone(made_candidate(text, passage=f"{before} {text}", before=before))
    assert found.text == "It [Rhabdomyolysis] may be caused by statins and by crush injury."


def test_an_expansion_from_outside_fills_only_what_the_passage_leaves_open() -> None:
    text = "IMNM is caused by statins in some patients."
    known = stands_alone(made_candidate(text), lambda short: "outside form").text
    assert known == "IMNM [outside form] is caused by statins in some patients."
