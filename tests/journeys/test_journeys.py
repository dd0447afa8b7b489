"""Questions as a clinician asks them, over real evidence: what answers must and must not say."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from osler.answer.answer import Answer, Statement, VerdictKind
from osler.answer.ask import ask
from osler.answer.cite import statements
from osler.answer.desk import Evidence, Wish
from osler.evidence.document import text_hash
from osler.house import writing
from osler.house.reading import reading
from osler.settings import Settings

HERE = Path(__file__).parent
NOW = datetime.date(2026, 11, 23)


def journeys(name: str) -> list[dict[str, object]]:
    found = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    assert isinstance(found, list)
    return found


@pytest.fixture(scope="module")
def starter(whole_home: Path) -> Iterator[Evidence]:
    with reading(Settings(home=whole_home)) as evidence:
        yield evidence


@pytest.fixture(scope="module")
def shared(
    whole_home: Path, tmp_path_factory: pytest.TempPathFactory, shared_data: Path
) -> Iterator[Evidence]:
    home = shutil.copytree(whole_home, tmp_path_factory.mktemp("shared") / "home")
    settings = Settings(home=home)
    tally, problems, _ = writing.ingest(settings, [shared_data])
    assert tally.reconciles
    assert not problems
    with reading(settings) as evidence:
        yield evidence


@pytest.mark.parametrize("case", journeys("starter.yaml"), ids=lambda case: case["ask"])
def test_starter(starter: Evidence, case: dict[str, object]) -> None:
    check(starter, case)


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("case", journeys("shared.yaml"), ids=lambda case: case["ask"])
def test_shared(shared: Evidence, case: dict[str, object]) -> None:
    check(shared, case)


def check(evidence: Evidence, case: dict[str, object]) -> None:
    answer = ask(str(case["ask"]), evidence, Wish(NOW.year))
    if "refused" in case:
        assert answer.refusal is not None, "should have been refused"
        assert answer.refusal.reason in words(case, "refused")
        # What is of no medicine need not be searched to be refused.
        assert answer.refusal.searched or answer.refusal.reason == "scope"
        return
    assert answer.refusal is None, answer.refusal
    sound(answer, evidence)
    said = "\n".join(each.text for each in statements(answer.sections))
    brief = "\n".join(each.text for each in answer.summary)
    grades = "\n".join(each.recommendation or "" for each in statements(answer.sections))
    opening = answer.summary[0].text
    fields = (("must", said), ("first", brief), ("opens", opening), ("grades", grades))
    for field, text in fields:
        for pattern in words(case, field):
            assert re.search(pattern, text, re.I | re.M), f"{field}: {pattern}\n{text}"
    for pattern in words(case, "not"):
        assert not re.search(pattern, said, re.I | re.M), f"not: {pattern}\n{said}"
    answered = {section.family.value for section in answer.sections if section.groups}
    assert set(words(case, "families")) <= answered


def words(case: dict[str, object], field: str) -> list[str]:
    found = case.get(field, [])
    assert isinstance(found, list)
    return [str(each) for each in found]


def sound(answer: Answer, evidence: Evidence) -> None:
    """Every statement verified, every citation exact, nothing retracted or superseded."""
    shown = statements(answer.sections)
    assert answer.summary
    for statement in (*answer.summary, *shown):
        assert statement.verdict.kind is VerdictKind.SUPPORTED
        exact(statement, evidence)
    assert {each.text for each in answer.summary} <= {each.text for each in shown}
    used = [c.reference for s in (*answer.summary, *shown) for c in s.citations]
    assert list(dict.fromkeys(used)) == [each.number for each in answer.references]


def exact(statement: Statement, evidence: Evidence) -> None:
    held = evidence.index.fetch([each.document for each in statement.citations])
    assert statement.citations
    for citation in statement.citations:
        document = held[citation.document]
        assert document.text[citation.start : citation.end] == citation.quote
        assert text_hash(citation.quote) == citation.quote_sha256
        assert document.header.standing.current
