"""A label with a lone surrogate is set aside, whichever shape of JSON it comes in."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osler.sources.labels.openfda import OpenFdaLabels
from osler.sources.labels.surrogates import Marked
from osler.sources.source import Found, Quarantined

SET_ID = "00000000-0000-4000-8000-00000000000"


def record(number: int, text: str) -> str:
    return (
        f'{{"set_id": "{SET_ID}{number}", "version": "1", '
        f'"indications_and_usage": ["Take {text} daily"]}}'
    )


@pytest.mark.parametrize("shape", ['{"meta": {}, "results": [%s, %s]}', "[%s, %s]", "%s\n%s\n"])
@pytest.mark.parametrize(
    "bad", ["\\ud800", "\\udc00", "\\ud800\\ud800", "\\\\\\uDBFFx", "\\udc00\\ud800"]
)
def test_lone_surrogates_set_a_label_aside(shape: str, bad: str) -> None:
    good = "😀 \\ud83d\\ude00 \\\\ud800 five"
    data = (shape % (record(1, bad), record(2, good))).encode()
    source = OpenFdaLabels()
    assert source.recognises(data)
    items = [
        item
        for chunk in source.chunks(io.BytesIO(data))
        for item in source.parse(chunk, "synthetic.json")
    ]
    first, second = items
    assert isinstance(first, Quarantined)
    assert first.record == f"{SET_ID}1"
    assert "lone surrogates" in first.reason
    assert isinstance(second, Found)
    assert "😀 😀 \\ud800 five" in second.document.text


PIECES = st.sampled_from(
    ["\\ud83d\\ude00", "\\n", "\\\\", "x", "\\ud800", "\\udc00", '\\"', "\\u00e9"]
)


@given(st.lists(PIECES, max_size=40), st.integers(1, 30))
def test_blocks_of_any_size_read_the_same(pieces: list[str], size: int) -> None:
    data = "".join(pieces).encode()
    stream = Marked(io.BytesIO(data))
    read = b"".join(iter(lambda: stream.read(size), b""))
    text = json.loads(b'"' + data + b'"')
    expected = "".join("\ufdd0" if "\ud800" <= each <= "\udfff" else each for each in text)
    assert json.loads(b'"' + read + b'"') == expected
    assert len(read) == len(data)
