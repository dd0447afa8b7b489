"""A real model writes answers to journey questions over real evidence; run by `make nightly`."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_journeys import NOW, journeys

from osler.answer.answer import VerdictKind
from osler.answer.ask import ask
from osler.answer.cite import statements
from osler.answer.desk import Evidence, Wish
from osler.evidence.document import text_hash
from osler.house import writing
from osler.house.reading import reading
from osler.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.shared]
ASKED = [str(case["ask"]) for case in journeys("shared.yaml") if "refused" not in case][:5]


@pytest.fixture(scope="module")
def written(
    whole_home: Path, tmp_path_factory: pytest.TempPathFactory, shared_data: Path
) -> Iterator[Evidence]:
    """The public data, with the model that `make nightly` fetches."""
    file = os.environ.get("OSLER_TEST_MODEL")
    if not file:
        pytest.skip("no model to write with (OSLER_TEST_MODEL, which `make nightly` sets)")
    home = shutil.copytree(whole_home, tmp_path_factory.mktemp("written") / "home")
    settings = Settings(
        home=home, model=f"local:{file}", model_deadline=300, model_tokens=400, model_passages=4
    )
    writing.ingest(settings, [shared_data])
    with reading(settings) as evidence:
        yield evidence


@pytest.mark.parametrize("question", ASKED)
def test_every_statement_shown_is_supported(written: Evidence, question: str) -> None:
    answer = ask(question, written, Wish(year=NOW.year), time.perf_counter)
    record = answer.written
    assert record is not None
    assert record.counted
    assert answer.sections
    held = written.index.fetch([each.document for each in answer.references])
    for statement in (*answer.summary, *statements(answer.sections)):
        assert statement.verdict.kind is VerdictKind.SUPPORTED
        for cited in statement.citations:
            assert held[cited.document].text[cited.start : cited.end] == cited.quote
            assert text_hash(cited.quote) == cited.quote_sha256
    passed = [each.sha256 for each in record.checked if each.outcome == "shown"]
    said = {text_hash(each.text) for each in statements(answer.sections)}
    assert set(passed) <= said or record.instead is not None
