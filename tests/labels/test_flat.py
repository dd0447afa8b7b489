"""Flattened sections without identifiers: named after their content."""

from __future__ import annotations

import io
import json

from made_label import GOLDEN, only, shown
from osler.sources.labels.flat import FlatLabels
from osler.sources.source import Found, Quarantined, Skipped

FLAT = FlatLabels()
LINES = (GOLDEN / "synthetic_lines.jsonl").read_bytes()


def parse_all(data: bytes) -> list[object]:
    return [item for chunk in FLAT.chunks(io.BytesIO(data)) for item in FLAT.parse(chunk, "f")]


def test_golden_lines() -> None:
    items = parse_all(LINES)
    texts = [shown(item.document) for item in items if isinstance(item, Found)]
    expected = (GOLDEN / "synthetic_lines.jsonl.txt").read_text(encoding="utf-8")
    assert "\n=====\n".join(texts) == expected


def test_same_content_is_one_document_and_another_maker_another() -> None:
    one, again, other = (item for item in parse_all(LINES) if isinstance(item, Found))
    assert one == again
    assert one.document.key != other.document.key
    assert one.document.key.startswith("label:flat:")
    assert len(one.document.key) == len("label:flat:") + 12
    assert one.document.header.lineage == one.document.key


def test_what_is_unknown_stays_unknown() -> None:
    header = next(item for item in parse_all(LINES) if isinstance(item, Found)).document.header
    assert (header.version, header.date, header.publisher, header.url) == (None, None, None, None)
    assert header.identifiers.set_id is None
    assert header.container == "openFDA"


def test_lines_without_text_or_name() -> None:
    bare = {"brand_name": "Osleron", "generic_name": None, "indications_and_usage": "None"}
    nameless = {"brand_name": None, "generic_name": "null", "indications_and_usage": "Tests."}
    assert only(parse_all(json.dumps(bare).encode())) == Skipped("f record 1", "label without text")
    assert only(parse_all(json.dumps(nameless).encode())) == Quarantined(
        "f record 1", "no drug name"
    )
    assert isinstance(only(parse_all(b'{"brand_name": oops}')), Quarantined)
    assert isinstance(only(parse_all(b"[3]")), Quarantined)


def test_recognises() -> None:
    assert FLAT.recognises(LINES)
    assert not FLAT.recognises(b'{"brand_name": "Synthetic", "price": 3}')
    assert not FLAT.recognises(b'{"openfda": {"brand_name": "x"}, "indications_and_usage": "x"}')
