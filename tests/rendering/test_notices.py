"""What whoever asked must be told stands before everything else, in every rendering."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from made_answer import answer
from osler.answer.answer import Answer
from osler.rendering import json_form, words
from osler.rendering.markdown import markdown
from osler.rendering.page import page
from osler.rendering.terminal import plain
from osler.safety.notice import Notice, NoticeKind

TOLD = tuple(Notice(kind, f"Synthetic words of {kind.value}.", ("000",)) for kind in NoticeKind)


def _told() -> Answer:
    return replace(answer(), notices=TOLD)


@pytest.mark.parametrize("shown", [plain(_told()), markdown(_told()), page(_told(), {})])
def test_notices_come_first_and_in_order(shown: str) -> None:
    body = shown[shown.index("<body") :] if "<body" in shown else shown
    flat = " ".join(body.split())
    places = [flat.index(each.text) for each in TOLD]
    assert places == sorted(places)
    assert places[-1] < flat.index("What causes synthetic disease?")
    assert all(words.NOTICES[each.kind.value] in flat for each in TOLD)


def test_the_public_format_holds_them() -> None:
    made = _told()
    value = json.loads(json_form.encode(made))
    jsonschema.validate(value, json_form.schema())
    assert json_form.decode(json_form.encode(made)).notices == TOLD
    del value["notices"]  # as answers were before
    assert json_form.decode(json.dumps(value).encode()).notices == ()
