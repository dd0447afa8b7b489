"""What contradicts the brief is looked for by itself, and shown with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from osler.answer.contrary import HEADING
from osler.answer.desk import Evidence
from universe import asked, in_memory, shown

QUESTION = "Does syntheticine reduce mortality in inventosis?"


def narrow() -> Evidence:
    """The small universe, of which the search for answers reads one passage a family."""
    return replace(in_memory(), passages=1)


def test_evidence_against_the_brief_is_found_beyond_what_answers() -> None:
    answer = asked(QUESTION, narrow())
    against = [
        each
        for section in answer.sections
        for group in section.groups
        if group.heading == HEADING
        for each in group.statements
    ]
    assert len(against) == 1
    (made,) = answer.disagreements
    assert {side.text for side in made.sides} == {answer.summary[0].text, against[0].text}
    assert len({each.document for each in answer.references}) == 2


def test_it_is_cited_to_its_span_as_everything_is() -> None:
    evidence = narrow()
    answer = asked(QUESTION, evidence)
    documents = evidence.index.fetch([each.document for each in answer.references])
    for statement in shown(answer):
        for citation in statement.citations:
            text = documents[citation.document].text[citation.start : citation.end]
            assert text == citation.quote


def test_the_brief_stays_what_it_was() -> None:
    answer = asked(QUESTION, narrow())
    against = {text for side in answer.disagreements for text in [side.sides[1].text]}
    assert not against & {each.text for each in answer.summary}


@pytest.mark.parametrize(
    "question",
    [
        "Does fabricatol reduce mortality in nullaria?",  # other people
        "What causes madeupitis?",
        "What is the dose of syntheticine?",
    ],
)
def test_other_matters_are_no_evidence_against(question: str) -> None:
    answer = asked(question, narrow())
    headings = {group.heading for section in answer.sections for group in section.groups}
    assert HEADING not in headings


def test_the_trace_says_that_it_was_looked_for() -> None:
    steps = {step.stage: step.detail for step in asked(QUESTION, narrow()).trace}
    assert steps["doubted"] == "1 statements searched for what denies them: 1"
