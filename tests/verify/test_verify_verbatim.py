"""A sentence of the passage, retyped or not, is always supported; nothing else about it matters."""

from __future__ import annotations

import gzip
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osler.answer.answer import VerdictKind
from osler.answer.verify import judge
from osler.evidence.split import sentences


def _abstracts(data: Path, count: int) -> list[str]:
    with gzip.open(data / "pubmed" / "recent_abstracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for _, line in zip(range(count), lines, strict=False)]
    return [record["abstract"] for record in records if record.get("abstract")]


def _failures(passages: list[str]) -> list[tuple[str, str]]:
    failed = []
    for passage in passages:
        for start, end in sentences(passage):
            sentence = passage[start:end]
            if not any(sign.isalpha() for sign in sentence):
                continue
            for typed in (sentence, _retyped(sentence)):
                verdict = judge(typed, [passage])
                if verdict.kind is not VerdictKind.SUPPORTED:
                    failed.append((typed, str(verdict)))
    return failed


def _retyped(sentence: str) -> str:
    """Wide spaces, accents apart, plain dashes."""
    loose = unicodedata.normalize("NFD", sentence).replace(" ", "  ").replace("–", "-")
    return loose.replace("  ", "\n", 1)


@pytest.mark.shared
def test_every_sentence_of_recent_abstracts(shared_data: Path) -> None:
    assert _failures(_abstracts(shared_data, 600)) == []


@pytest.mark.shared
def test_every_sentence_of_cochrane_abstracts(shared_data: Path) -> None:
    lines = (shared_data / "plain" / "val.source").read_text("utf-8").splitlines()
    assert _failures(lines[:80]) == []


@given(st.sampled_from(("The balm did not soften lips in 12 rats.", "Mice may improve with 5 mg.")))
def test_case_and_space_do_not_matter(sentence: str) -> None:
    passage = f"Aims were set. {sentence} Nothing else was seen."
    for typed in (sentence.upper(), sentence.lower(), sentence.replace(" ", "   ")):
        assert judge(typed, [passage]).kind is VerdictKind.SUPPORTED


def test_part_of_a_sentence_is_not_verbatim() -> None:
    passage = "It is not true that the balm softened lips."
    assert judge("The balm softened lips.", [passage]).kind is not VerdictKind.SUPPORTED
