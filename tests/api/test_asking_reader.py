"""Asking for a reader over HTTP: both wordings, and no field that means something else."""

from __future__ import annotations

import json
from typing import get_args

from made_api import QUESTION, Callers

from osler.api.bodies import Reader
from osler.readers.audience import READERS
from osler.rendering.json_form import decode


def test_a_reader_gets_both_wordings(shared: Callers) -> None:
    found = shared.call("POST", "/ask", None, {"question": QUESTION, "reader": "patient"})
    assert found.status_code == 200
    said = found.json()
    assert said["reader"] == "patient"
    shown = said["adapted"]["statements"]
    answer = decode(found.content)
    assert [e["original"] for e in shown if e["in_brief"]] == [e.text for e in answer.summary]
    assert any(each["shown"] != each["original"] for each in shown)
    assert "adapted" not in shared.call("POST", "/ask", None, {"question": QUESTION}).json()


def test_a_stream_has_them_too(shared: Callers) -> None:
    asked = {"question": QUESTION, "reader": "student"}
    text = shared.call("POST", "/ask", None, asked, accept="text/event-stream").text
    (answer,) = [e for e in text.split("\n\n") if e.startswith("event: answer")]
    assert json.loads(answer.partition("data: ")[2])["reader"] == "student"


def test_another_reader_is_refused(shared: Callers) -> None:
    found = shared.call("POST", "/ask", None, {"question": QUESTION, "reader": "dog"})
    assert found.status_code == 422


def test_the_api_knows_every_reader() -> None:
    assert get_args(Reader) == READERS
