"""Phrases that tell of danger, and phrases that only name it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from osler.safety.triage import triage

_FILE = Path(__file__).with_name("triage_phrases.yaml")
_WRITTEN = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
PHRASES = [
    (kind, phrase)
    for part in _WRITTEN.values()
    for kind, phrases in part.items()
    for phrase in phrases
]


def test_there_are_phrases_in_both_directions() -> None:
    dangers = [phrase for kind, phrase in PHRASES if kind != "none"]
    assert len(PHRASES) == len({phrase for _, phrase in PHRASES}) >= 150
    assert min(len(dangers), len(PHRASES) - len(dangers)) >= 70


@pytest.mark.parametrize(("kind", "phrase"), PHRASES, ids=[phrase for _, phrase in PHRASES])
def test_phrase(kind: str, phrase: str) -> None:
    found = [danger.value for danger in triage(phrase)]
    assert kind in found if kind != "none" else found == []
