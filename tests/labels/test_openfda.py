"""openFDA answers, bulk files and lines: golden answer, chunking, recognition, damage."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from made_label import GOLDEN, SET_ID, only, shown
from osler.sources.labels import SOURCES
from osler.sources.labels.openfda import OpenFdaLabels
from osler.sources.labels.records import BATCH
from osler.sources.source import Found, Quarantined, Skipped, TruncatedError

OPENFDA = OpenFdaLabels()


def record(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "set_id": f"00000000-0000-4000-8000-{number:012d}",
        "version": "2",
        "indications_and_usage": [f"1 INDICATIONS AND USAGE Synthetic use number {number}."],
        **fields,
    }


def parse_all(data: bytes) -> list[object]:
    return [
        item for chunk in OPENFDA.chunks(io.BytesIO(data)) for item in OPENFDA.parse(chunk, "f")
    ]


def test_golden_answer() -> None:
    (item,) = parse_all((GOLDEN / "synthetic_answer.json").read_bytes())
    assert isinstance(item, Found)
    expected = (GOLDEN / "synthetic_answer.json.txt").read_text(encoding="utf-8")
    assert shown(item.document) == expected
    assert (item.version, item.rank) == (12, 1)


def test_golden_header() -> None:
    (item,) = parse_all((GOLDEN / "synthetic_answer.json").read_bytes())
    assert isinstance(item, Found)
    header = item.document.header
    assert header.key == f"label:{SET_ID}:12"
    assert header.source == "openfda"
    assert header.identifiers.rxcui == ("99999901",)
    assert header.identifiers.spl_id == "00000000-0000-4000-8000-0000000000bb"
    assert header.drugs[:2] == ("testastatin calcium", "testastatin")
    assert dict(header.extra)["pharmacologic class"] == "Synthetic Class [EPC]"
    assert dict(header.extra)["boxed"] == "yes"


def _shapes(records: list[dict[str, Any]]) -> dict[str, bytes]:
    return {
        "answer": json.dumps({"meta": {}, "results": records}).encode(),
        "pretty answer": json.dumps({"meta": {}, "results": records}, indent=2).encode(),
        "array": json.dumps(records).encode(),
        "pretty array": json.dumps(records, indent=1).encode(),
        "lines": "\n".join(json.dumps(each) for each in records).encode(),
        "lines with blanks": ("\n\n" + "\n\n".join(json.dumps(r) for r in records)).encode()
        + b"\n",
    }


@pytest.mark.parametrize("shape", sorted(_shapes([])))
@pytest.mark.parametrize("padding", [0, 70_000])
def test_every_shape_gives_every_record(shape: str, padding: int) -> None:
    records = [
        record(number, description=["11 DESCRIPTION " + "Synthetic. " * (padding // 11)])
        for number in range(1, 8)
    ]
    data = _shapes(records)[shape]
    assert OPENFDA.recognises(data[:65536])
    items = parse_all(data)
    keys = [item.document.key for item in items if isinstance(item, Found)]
    assert keys == [f"label:{each['set_id']}:2" for each in records]


@pytest.mark.parametrize("indent", [None, 2])
def test_single_record(indent: int | None) -> None:
    assert len(parse_all(json.dumps(record(), indent=indent).encode())) == 1


def test_bulk_is_cut_into_batches() -> None:
    records = [record(n, description=["Synthetic " * (BATCH // 25)]) for n in range(6)]
    data = _shapes(records)["answer"]
    chunks = list(OPENFDA.chunks(io.BytesIO(data)))
    assert len(chunks) > 1
    assert sum(len(list(OPENFDA.parse(chunk, "f"))) for chunk in chunks) == 6


def test_truncated_bulk_gives_whole_records_then_says_so() -> None:
    data = _shapes([record(n) for n in range(5)])["answer"][:-120]
    chunks: list[bytes] = []
    with pytest.raises(TruncatedError):
        chunks.extend(OPENFDA.chunks(io.BytesIO(data)))
    whole = OPENFDA.chunks(io.BytesIO(data))
    assert len(list(OPENFDA.parse(next(whole), "f"))) == 4


def test_a_bad_line_is_quarantined_and_the_rest_loaded() -> None:
    good = json.dumps(record(1)).encode()
    data = good + b"\n" + good[:60] + b"\n[1, 2]\n" + json.dumps(record(2)).encode()
    first, cut, other, last = parse_all(data)
    assert isinstance(first, Found)
    assert isinstance(last, Found)
    assert cut == Quarantined(f"00000000-0000-4000-8000-{1:012d}", "not valid JSON")
    assert isinstance(other, Quarantined)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"set_id": None, "id": "abc"}, Quarantined("abc", "no set id")),
        ({"version": "two"}, Quarantined(record()["set_id"], "no version number")),
        ({"version": None}, Quarantined(record()["set_id"], "no version number")),
        (
            {"indications_and_usage": ["null"]},
            Skipped(f"label:{record()['set_id']}:2", "label without text"),
        ),
    ],
)
def test_what_cannot_be_used(change: dict[str, Any], expected: object) -> None:
    assert only(parse_all(json.dumps([record(**change)]).encode())) == expected


@pytest.mark.parametrize("value", [7, {"a": 1}, [3, None, {}], "text", None, True])
def test_fields_of_the_wrong_kind_do_no_harm(value: object) -> None:
    odd = record(openfda=value, warnings=value, warnings_table=value, effective_time=value)
    assert isinstance(only(parse_all(json.dumps([odd]).encode())), (Found, Quarantined))


def test_deep_json_is_quarantined() -> None:
    (item,) = list(OPENFDA.parse(b"[" * 200_000, "f"))
    assert item == Quarantined("f record 1", "nested too deeply")


def test_controls_are_replaced() -> None:
    bad = record(description=["11 DESCRIPTION Synthetic \u0001 text \u0001 here."])
    item = only(parse_all(json.dumps(bad).encode()))
    assert isinstance(item, Found)
    assert "Synthetic \ufffd text \ufffd here." in item.document.text
    item.document.text.encode("utf-8")


def test_nothing_else_is_claimed() -> None:
    others = [
        b'{"pmid": "99000001", "title": "Synthetic", "abstract": "x"}',
        b'{"specificRecommendations": [{"id": 1, "title": "Synthetic"}]}',
        b'{"guideline": {"id": "PA1", "name": "Synthetic"}}',
        b'{"title": "Synthetic guideline", "clean_text": "indications_and_usage"}',
        b'{"meta": {}, "results": [{"safetyreportid": "1", "patient": {"drug": []}}]}',
        b"plain text",
        b"",
        b"\x00\xff",
    ]
    for head in others:
        assert [source.name for source in SOURCES if source.recognises(head)] == []


def test_each_golden_is_claimed_once() -> None:
    for path in sorted(Path(GOLDEN).iterdir()):
        claims = [source.name for source in SOURCES if source.recognises(path.read_bytes())]
        assert len(claims) == (path.suffix != ".txt"), path.name


def test_mapping_rows_are_skipped() -> None:
    data = f"SETID|SPL_VERSION|RXCUI|RXSTRING|RXTTY\r\n{SET_ID}|1|99|Synthetic|SCD\r\n".encode()
    (source,) = [each for each in SOURCES if each.recognises(data)]
    (chunk,) = source.chunks(io.BytesIO(data))
    expected = [Skipped(f"label:{SET_ID}", "drug name mapping, not evidence")]
    assert list(source.parse(chunk, "f")) == expected
