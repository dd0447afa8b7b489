"""What may be asked next: it fits, repeats nothing, stands alone, and has an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from osler.answer.answer import Answer
from osler.answer.ask import ask
from osler.answer.desk import Evidence, Wish
from osler.conversation.completed import Completed, Outcome
from osler.conversation.completion import complete
from osler.conversation.followups import MOST, fitting, named, offered
from osler.house.reading import reading
from osler.settings import Settings

WISH = Wish(year=2026)
QUESTIONS = (
    "What is the cause of myopathic necrosis?",
    "What is the first-line treatment of uncomplicated gonorrhoea?",
    "Should adults over 60 take aspirin to prevent heart attack?",
    "How should clopidogrel be used in CYP2C19 poor metabolizers?",
    "What are the side effects of isoniazid?",
    "Is lisinopril safe in pregnancy?",
)


@pytest.fixture(scope="module")
def evidence(starter_home: Path) -> Iterator[Evidence]:
    """The starter evidence."""
    with reading(Settings(home=starter_home)) as opened:
        yield opened


def _answer(question: str, evidence: Evidence) -> Answer:
    return ask(question, evidence, WISH)


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_offered_has_an_answer_and_was_not_asked(question: str, evidence: Evidence) -> None:
    found = offered(_answer(question, evidence), [], evidence, WISH)
    assert 1 <= len(found) <= MOST
    assert len(set(found)) == len(found)
    for each in found:
        assert _answer(each, evidence).refusal is None, each
        assert each != question
        assert each[0].isupper()
        assert each.endswith("?")


def test_no_model_is_asked_what_may_be_offered(evidence: Evidence) -> None:
    class Never:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"a model was asked ({name})")

    written = replace(evidence, writers={"": Never()})
    question = QUESTIONS[0]
    answer = _answer(question, evidence)
    assert offered(answer, [], written, WISH) == offered(answer, [], evidence, WISH)


def test_what_is_offered_stands_alone(evidence: Evidence) -> None:
    for question in QUESTIONS:
        for each in offered(_answer(question, evidence), [], evidence, WISH):
            whole = complete(each, [question], evidence.vocabulary)
            assert isinstance(whole, Completed)
            assert whole.text == each
            assert whole.outcome is not Outcome.COMPLETED


def test_what_was_asked_before_is_not_offered_however_it_was_worded(evidence: Evidence) -> None:
    answer = _answer("What is the first-line treatment of uncomplicated gonorrhoea?", evidence)
    first = offered(answer, [], evidence, WISH)
    assert "What are the side effects of ceftriaxone?" in first
    again = offered(answer, ["ceftriaxone adverse reactions"], evidence, WISH)
    assert "What are the side effects of ceftriaxone?" not in again


def test_what_fits_depends_on_what_was_asked(evidence: Evidence) -> None:
    def fits(question: str) -> tuple[str, ...]:
        return fitting(_answer(question, evidence), evidence.vocabulary)

    assert fits("What is the cause of myopathic necrosis?")[:2] == (
        "How is myopathic necrosis diagnosed?",
        "What is the treatment of myopathic necrosis?",
    )
    assert fits("Is colchicine effective for gout?")[:3] == (
        "What is the dose of colchicine for gout?",
        "What are the side effects of colchicine?",
        "Is colchicine safe in pregnancy?",
    )
    assert fits("What is the dose of apixaban?")[0] == "What are the side effects of apixaban?"


def test_where_nothing_is_known_of_these_people_everybody_is_offered(evidence: Evidence) -> None:
    refused = _answer("What are the side effects of atorvastatin in pregnancy?", evidence)
    assert refused.refusal is not None
    found = offered(refused, [], evidence, WISH)
    assert found[0] == "What are the side effects of atorvastatin?"


def test_nothing_is_offered_after_what_is_no_medicine(evidence: Evidence) -> None:
    assert offered(_answer("Who is the president of France?", evidence), [], evidence, WISH) == ()


def test_what_no_passage_names_is_not_even_asked(
    evidence: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not named("What is the dose of zorblaxumab?", evidence.index, evidence.vocabulary)
    assert named("What is the dose of isoniazid?", evidence.index, evidence.vocabulary)
    answer = _answer("What are the side effects of isoniazid?", evidence)
    monkeypatch.setattr("osler.conversation.followups.named", lambda *_: False)
    monkeypatch.setattr("osler.conversation.followups.ask", None)
    assert offered(answer, [], evidence, WISH) == ()
