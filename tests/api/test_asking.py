"""Asking over HTTP: the public format, and stages as they end."""

from __future__ import annotations

import json

import pytest
from made_api import QUESTION, Callers

from osler.gate.work import BusyError
from osler.rendering.json_form import decode


def _events(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for block in text.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), data.removeprefix("data: ")))
    return found


def test_an_answer_is_in_the_public_format(shared: Callers) -> None:
    found = shared.call("POST", "/ask", None, {"question": QUESTION})
    assert found.status_code == 200
    answer = decode(found.content)
    assert answer.question == QUESTION
    assert answer.summary


def test_families_and_years_narrow_what_is_searched(shared: Callers) -> None:
    asked = {"question": QUESTION, "families": ["research"], "since": 1900}
    answer = decode(shared.call("POST", "/ask", None, asked).content)
    assert {each.family.value for each in answer.references} <= {"research"}


def test_stages_come_before_the_answer_and_done_after_it(shared: Callers) -> None:
    found = shared.call("POST", "/ask", None, {"question": QUESTION}, accept="text/event-stream")
    assert found.headers["content-type"].startswith("text/event-stream")
    events = _events(found.text)
    names = [name for name, _ in events]
    assert names[-2:] == ["answer", "done"]
    assert set(names[:-2]) == {"stage"}
    stages = [json.loads(data)["stage"] for name, data in events if name == "stage"]
    assert stages[0] == "understood"
    answer = decode(events[-2][1].encode())
    assert [each.stage for each in answer.trace] == stages


def test_what_is_no_question_is_no_stream(shared: Callers) -> None:
    found = shared.call("POST", "/ask", None, {"question": "?! 1"}, accept="text/event-stream")
    assert found.status_code == 422
    assert found.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("kind", ["application/json", "text/event-stream"])
def test_busy_is_said_with_when_to_come_again(
    api: Callers, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise BusyError

    monkeypatch.setattr(api.app.state.service.desk, "ask", busy)
    got = api.call("POST", "/ask", None, {"question": QUESTION}, accept=kind)
    assert (got.status_code, got.json()["type"]) == (503, "urn:osler:problem:unavailable")
    assert got.headers["retry-after"] == "5"


URGENT = "My dad has crushing chest pain right now, call me on 555-010-0199"


def test_help_comes_first_and_personal_data_is_masked(shared: Callers) -> None:
    answer = decode(shared.call("POST", "/ask", None, {"question": URGENT}).content)
    assert [each.kind.value for each in answer.notices] == ["emergency", "masked"]
    assert answer.question.endswith("call me on [telephone number]")
    assert answer.refusal is not None
    assert answer.refusal.reason == "withheld"
    asked = {"question": URGENT, "reader": "physician"}
    seen = decode(shared.call("POST", "/ask", None, asked).content)
    assert seen.notices == answer.notices
    assert seen.refusal is None or seen.refusal.reason != "withheld"


def test_notices_come_before_the_stages(shared: Callers) -> None:
    asked = {"question": URGENT, "reader": "physician"}
    found = shared.call("POST", "/ask", None, asked, accept="text/event-stream")
    events = _events(found.text)
    assert events[0][0] == "notices"
    assert json.loads(events[0][1])[0]["numbers"] == ["911"]
    assert "0199" not in found.text
