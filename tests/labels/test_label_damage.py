"""Damaged files: whatever bytes change, a parser answers with items and never raises."""

from __future__ import annotations

import io
import random

import pytest

from made_label import GOLDEN
from osler.evidence.codec import decode_document, encode
from osler.sources.labels import SOURCES
from osler.sources.source import Found, Quarantined, Skipped, TruncatedError

FILES = ("synthetic_tablet.xml", "synthetic_answer.json", "synthetic_lines.jsonl")


def damaged(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(out))
        end = min(len(out), start + chance.randint(0, 40))
        kind = chance.randrange(4)
        if kind == 0:
            out[start:end] = b""
        elif kind == 1:
            out[start:start] = out[start:end]
        elif kind == 2:
            out[start:end] = bytes(chance.randrange(256) for _ in range(end - start))
        else:
            out = out[: max(end, 1)]
    return bytes(out)


@pytest.mark.parametrize("name", FILES)
def test_damage_never_raises(name: str) -> None:
    data = (GOLDEN / name).read_bytes()
    (source,) = [each for each in SOURCES if each.recognises(data)]
    chance = random.Random(name)  # noqa: S311 - repeatable, not secret
    for _ in range(250):
        broken = damaged(data, chance)
        for each in SOURCES:
            assert each.recognises(broken) in (True, False)
        try:
            chunks = [*source.chunks(io.BytesIO(broken)), broken]
        except TruncatedError:
            chunks = [broken]
        for chunk in chunks:
            for item in source.parse(chunk, name):
                assert isinstance(item, (Found, Skipped, Quarantined))
                if isinstance(item, Found):
                    assert decode_document(encode(item.document)) == item.document
