"""A real small model writes: what it is worth, nobody is told anything unsupported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from made_small_model import small_model
from osler.answer.answer import VerdictKind
from osler.answer.ask import ask
from osler.answer.desk import Wish, Writer
from osler.inference.local_model import LocalModel
from universe import YEAR, cited, in_memory, shown

EVIDENCE = in_memory()


@pytest.fixture(scope="module")
def model() -> LocalModel:
    return LocalModel(small_model(), threads=1)


def test_a_real_model_writes_json_and_only_supported_statements_are_shown(
    model: LocalModel,
) -> None:
    writer = Writer(model, seconds=300.0, tokens=40, passages=1)
    answer = ask("What causes madeupitis?", replace(EVIDENCE, writers={"": writer}), Wish(YEAR))
    record = answer.written
    assert record is not None
    assert record.counted
    assert record.read > 100
    assert record.written > 10
    held = EVIDENCE.index.fetch([each.document for each in cited(answer)])
    assert shown(answer)
    for statement in shown(answer):
        assert statement.verdict.kind is VerdictKind.SUPPORTED
    for each in cited(answer):
        assert held[each.document].text[each.start : each.end] == each.quote
