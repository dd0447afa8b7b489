"""Each file in tests/golden/pubmed parses to exactly what stands beside it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from osler.sources.pubmed import SOURCES
from osler.sources.source import Deleted, Found, Item, Quarantined, Skipped

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "pubmed"
CASES = sorted(path for path in GOLDEN.iterdir() if path.suffix != ".json")


def shown(item: Item) -> dict[str, Any]:
    match item:
        case Found(document, version, rank):
            return {
                "item": "found",
                "version": version,
                "rank": rank,
                "text": document.text,
                "sections": [
                    [list(each.path), each.code, document.text[each.start : each.end]]
                    for each in document.sections
                ],
                "header": json.loads(msgspec.json.encode(document.header)),
                "extra": [list(pair) for pair in document.header.extra],
            }
        case Deleted(key, version):
            return {"item": "deleted", "key": key, "version": version}
        case Skipped(record, _):
            return {"item": "skipped", "record": record}
        case Quarantined(record, _):
            return {"item": "quarantined", "record": record}


def within(expected: Any, actual: Any) -> Any:
    """The part of `actual` that `expected` speaks of."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return {name: within(value, actual.get(name)) for name, value in expected.items()}
    return actual


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    content = path.read_bytes()
    (source,) = (each for each in SOURCES if each.recognises(content[:65536]))
    items = [
        item
        for chunk in source.chunks(io.BytesIO(content))
        for item in source.parse(chunk, path.name)
    ]
    expected = json.loads(path.with_suffix(".json").read_text())
    actual = [shown(item) for item in items]
    assert len(actual) == len(expected)
    for wanted, got in zip(expected, actual, strict=True):
        assert within(wanted, got) == wanted
