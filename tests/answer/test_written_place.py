"""The rules that keep sentences out of an extractive answer hold for written statements."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_ask import NEVER, QUESTIONS

from osler.answer.ask import ask
from osler.answer.desk import Wish, Writer
from osler.answer.pool import candidates
from osler.answer.retrieve import retrieve
from osler.answer.understand import understand
from osler.answer.written.checking import Checker, Found
from osler.answer.written.drafts import Draft
from osler.answer.written.supplied import Supplied
from osler.index.index import Hit
from osler.inference.scripted_model import ScriptedModel
from universe import YEAR, in_memory

EVIDENCE = in_memory()


def checked(question: str, about: str, words: str, text: str) -> Found:
    """What comes of a statement that quotes `words`, of a passage found by asking `about`: one
    that would never be supplied for `question`.
    """
    understood = understand(question, EVIDENCE.vocabulary)
    other = understand(about, EVIDENCE.vocabulary)
    found = retrieve(other, EVIDENCE.index, EVIDENCE.passages, None, None)
    hit: Hit = next(hit for each in found for hit in each.hits if words in hit.passage.text)
    given = Supplied(1, hit, tuple(candidates(understood, [hit])))
    checker = Checker(understood, [given], EVIDENCE, Wish(YEAR))
    return checker.check(Draft(text, (1,), words))


HARMS = "What are the adverse effects of syntheticine?"
SAID = "mockpox, blue thumbs and hiccups"


def test_in_its_place_it_passes() -> None:
    text = "Common adverse reactions to syntheticine are mockpox, blue thumbs and hiccups."
    assert checked(HARMS, HARMS, SAID, text).statement is not None


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What are the adverse effects of fabricatol?", "place: "),
        ("Does syntheticine interact with fabricatol?", "place: "),
        ("What is the dose of syntheticine?", "place: not where a label says so|answer: |place: "),
        ("What causes inventosis?", "place: |answer: "),
    ],
)
def test_of_another_drug_or_matter_it_does_not(question: str, why: str) -> None:
    text = "Common adverse reactions to syntheticine are mockpox, blue thumbs and hiccups."
    found = checked(question, HARMS, SAID, text)
    assert found.statement is None
    assert any(found.reasons[0].startswith(each) for each in why.split("|"))


def test_another_drugs_name_put_in_does_not_pass() -> None:
    text = "Common adverse reactions to fabricatol are mockpox, blue thumbs and hiccups."
    assert checked(HARMS, HARMS, SAID, text).statement is None
    asked = "What are the adverse effects of fabricatol?"
    assert checked(asked, HARMS, SAID, text).statement is None


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_retracted_or_superseded_is_given_to_a_model(question: str) -> None:
    model = ScriptedModel(['{"statements": []}'])
    answer = ask(question, replace(EVIDENCE, writers={"": Writer(model)}), Wish(YEAR))
    passages = answer.written.passages if answer.written else ()
    assert not NEVER & {key.partition("#")[0] for key in passages}
    assert bool(answer.sections) != (answer.refusal is not None)
