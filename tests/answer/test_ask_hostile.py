"""Whatever is typed: an answer, a refusal or one clear error; and the same answer every time."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osler.answer.answer import Answer, VerdictKind
from osler.answer.understand import QuestionError
from universe import asked, in_memory, shown

EVIDENCE = in_memory()
TESTS = Path(__file__).resolve().parents[1]

_PRINT = """
import sys
sys.path.insert(0, sys.argv[1])
from universe import asked, in_memory
evidence = in_memory()
for question in sys.argv[2:]:
    print(asked(question, evidence))
"""
REPLAYED = (
    "What causes madeupitis?",
    "What is the treatment of madeupitis?",
    "What are the adverse effects of syntheticine?",
    "Does imaginol improve survival in fictional palsy?",
    "What causes Zorblaxia?",
)


def test_the_same_question_gives_the_same_answer() -> None:
    for question in REPLAYED:
        assert asked(question, EVIDENCE) == asked(question, in_memory())


def test_the_same_answer_in_another_process_with_another_hash_seed() -> None:
    printed = set()
    for seed in ("0", "4242"):
        done = subprocess.run(
            [sys.executable, "-c", _PRINT, str(TESTS), *REPLAYED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        printed.add(done.stdout)
    here = "".join(f"{asked(question, EVIDENCE)}\n" for question in REPLAYED)
    assert printed == {here}


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   \t\n",
        "?!…—;;;",
        "1234567890",
        "\x00\x00",
        "\u202e\u2066\u200f",
        "\ud800\udfff",
        "a " * 600_000,
        "madeupitis" * 100_000,
        "🩺💊",
    ],
)
def test_what_is_no_question_is_one_clear_error(question: str) -> None:
    with pytest.raises(QuestionError) as caught:
        asked(question, EVIDENCE)
    assert str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def _same(one: Answer, other: Answer) -> bool:
    return replace(one, question="") == replace(other, question="")


PLAIN = "What causes madeupitis?"


@pytest.mark.parametrize(
    "typed",
    [
        "What causes\x00 madeupitis?",
        "\ufeffWhat causes madeupitis?",
        "What causes \u202emadeupitis\u202c?",
        "What causes \ud800madeupitis?",
        "What causes made\u00adupitis?",
        "What causes made\u200bupitis?",
        "  What\tcauses\n\nmadeupitis?  ",
        "What causes madeupitis\x1b?",
        "\uff37\uff48\uff41\uff54 causes madeupitis?",
        "What\u00a0causes\u2003madeupitis?",
    ],
)
def test_hidden_characters_change_nothing(typed: str) -> None:
    assert _same(asked(typed, EVIDENCE), asked(PLAIN, EVIDENCE))


def test_composed_and_decomposed_forms_are_one_question() -> None:
    question = "What causes whimsyösis?"
    forms = {unicodedata.normalize(form, question) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms) == 2
    answers = [asked(form, EVIDENCE) for form in sorted(forms)]
    assert _same(answers[0], answers[1])
    assert answers[0].understood.concepts == ("whimsyosis",)


@pytest.mark.parametrize(
    "question",
    [
        "What causes m\u0430deupitis?",  # a Cyrillic letter
        "<script>alert(1)</script> What causes madeupitis?",
        "What causes madeupitis'; DROP TABLE passages; --",
        'madeupitis AND (body:* OR *:*) ^1000 ~2 "',
        "../../etc/passwd madeupitis",
        "{{7*7}} ${7*7} %s %n madeupitis",
        "madeupitis " * 150,
        "(" * 900 + "madeupitis" + ")" * 900,
        "what causes " + "é" * 1500,
        "مادا يسبب madeupitis؟",
        "虚構の病気の原因は何ですか",
    ],
)
def test_odd_questions_are_answered_or_refused(question: str) -> None:
    answer = asked(question, EVIDENCE)
    assert bool(answer.sections) != (answer.refusal is not None)
    assert all(each.verdict.kind is VerdictKind.SUPPORTED for each in shown(answer))


def test_a_look_alike_letter_among_latin_ones_is_read_as_latin() -> None:
    plain = asked("What causes madeupitis?", EVIDENCE)
    answer = asked("What causes m\u0430deupitis?", EVIDENCE)
    assert answer.understood.concepts == plain.understood.concepts != ()
    other = asked("What causes \u043c\u0430\u0434\u0435?", EVIDENCE)
    assert other.understood.concepts == ()


WORDS = st.sampled_from(
    ["madeupitis", "syntheticine", "causes", "treatment", "not", "inventosis", "dose", "pregnancy",
     "children", "imaginol", "What", "is", "of", "the", "Does", "\x00", "\u202e", "\ud800", "'",
     '"', "(", "*", "AND", "12", "aged 60", "mice", "?", "Zorblaxia"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, min_size=1, max_size=12).map(" ".join)))
def test_anything_typed(question: str) -> None:
    try:
        answer = asked(question, EVIDENCE)
    except QuestionError:
        return
    assert bool(answer.sections) != (answer.refusal is not None)
    held = EVIDENCE.index.fetch([each.document for each in answer.references])
    for statement in shown(answer):
        assert statement.verdict.kind is VerdictKind.SUPPORTED
        for each in statement.citations:
            assert held[each.document].text[each.start : each.end] == each.quote
    for each in answer.references:
        assert held[each.document].header.standing.current
    assert answer == asked(question, EVIDENCE)
