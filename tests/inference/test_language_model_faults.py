"""What goes wrong with a model behind an address is one short line, in time, without secrets."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from made_model_server import TOKENS, Handler, chunk, cut_off, failing, flooding, saying, serving
from osler.inference.breaker import Breaker
from osler.inference.faults import (
    ModelBusy,
    ModelDenied,
    ModelDown,
    ModelEndless,
    ModelFault,
    ModelResting,
    ModelSlow,
    ModelUnreadable,
)
from osler.inference.language_model import Prices, Prompt
from osler.inference.local_model import LocalModel
from osler.inference.openai_model import OpenAIModel
from osler.inference.scripted_model import ScriptedModel

pytest.importorskip("openai", reason="openai (osler[model]) is not installed")
KEY = "synthetic-secret-key"
PROMPT = Prompt("system", "user", {"type": "object"}, tokens=50, seconds=5.0)


def fault_of(url: str, prompt: Prompt = PROMPT) -> ModelFault:
    """What listening to a model at this address raises."""
    with pytest.raises(ModelFault) as caught:
        list(OpenAIModel("synthetic", url, KEY).write(prompt))
    said = str(caught.value)
    assert KEY not in said
    assert "canary" not in said
    assert "\n" not in said
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, ModelDenied), (403, ModelDenied), (404, ModelDenied), (429, ModelBusy),
     (500, ModelDown), (503, ModelDown), (302, ModelDown)],
)  # fmt: skip
def test_a_status_is_told_without_the_servers_words(status: int, kind: type[ModelFault]) -> None:
    with serving(failing(status)) as server:
        fault = fault_of(server.url)
    assert type(fault) is kind
    assert str(status) in str(fault)
    assert len(server.requests) == 1  # no retries: the deadline is the reader's


def test_a_closed_port_is_a_model_that_is_down() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert isinstance(fault_of(f"http://127.0.0.1:{port}/v1"), ModelDown)


def test_a_server_killed_in_the_middle_is_down() -> None:
    with serving(cut_off(["one ", "two "])) as server:
        stream = iter(OpenAIModel("synthetic", server.url).write(PROMPT))
        assert [next(stream), next(stream)] == ["one ", "two "]
        with pytest.raises(ModelDown, match="broke off"):
            next(stream)


def test_a_slow_first_token_and_a_stream_that_never_ends_are_left_at_the_deadline() -> None:
    short = Prompt("system", "user", {}, tokens=10_000, seconds=0.3)
    began = time.monotonic()
    with serving(saying(["late"], first=1.0)) as server:
        assert isinstance(fault_of(server.url, short), ModelSlow)
        assert time.monotonic() - began < 0.9
    with serving(saying(("drip" for _ in range(1000)), wait=0.02)) as server:
        assert isinstance(fault_of(server.url, short), ModelSlow)


def test_a_reply_beyond_its_budget_is_broken_off() -> None:
    with serving(saying(["x" * 700] * 3)) as server:
        assert isinstance(fault_of(server.url), ModelEndless)
    with serving(saying(["x" * 10_000_000])) as server:  # one token of ten megabytes
        assert isinstance(fault_of(server.url), ModelDown)
    with serving(flooding(10 << 20)) as server:
        assert isinstance(fault_of(server.url), ModelDown)


@pytest.mark.parametrize("event", ["no JSON at all", '{"choices": 7}', '"text"', "[]"])
def test_garbage_on_the_wire_is_a_fault_of_the_models(event: str) -> None:
    with serving(lambda handler: (handler.begin(), handler.event(event))[0]) as server:
        with pytest.raises(ModelFault) as caught:
            list(OpenAIModel("synthetic", server.url).write(PROMPT))
        assert "text" not in str(caught.value)


def test_a_server_without_schemas_is_asked_once_more_without() -> None:
    with serving(failing(400), saying(["said"])) as server:
        stream = OpenAIModel("synthetic", server.url, KEY, Prices(1.0, 2.0)).write(PROMPT)
        assert list(stream) == ["said"]
    first, second = server.requests
    assert first["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert "response_format" not in second
    assert first["messages"] == second["messages"]
    assert server.keys == [f"Bearer {KEY}"] * 2
    assert (stream.usage.read, stream.usage.written) == TOKENS or not stream.usage.counted


def test_tokens_are_the_servers_and_cost_is_the_prices() -> None:
    with serving(saying(["said"])) as server:
        stream = OpenAIModel("synthetic", server.url, KEY, Prices(1.0, 2.0)).write(PROMPT)
        assert list(stream) == ["said"]
    assert (stream.usage.read, stream.usage.written) == TOKENS
    assert stream.usage.counted
    assert stream.usage.cost == pytest.approx((321 + 2 * 45) / 1_000_000)


def test_chunks_without_words_are_passed_over() -> None:
    def act(handler: Handler) -> None:
        handler.begin()
        handler.event(chunk(""))
        handler.event(chunk(None))
        handler.event(chunk("said"))
        handler.event("[DONE]")

    with serving(act) as server:
        assert list(OpenAIModel("synthetic", server.url).write(PROMPT)) == ["said"]


def test_variables_of_the_library_are_not_told_to_the_endpoint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    with serving(saying(["said"])) as server:
        assert list(OpenAIModel("synthetic", server.url).write(PROMPT)) == ["said"]
    assert server.heads
    assert not any(KEY in head for head in server.heads)


def test_the_key_is_in_no_form_of_the_model() -> None:
    model = OpenAIModel("synthetic", "http://127.0.0.1:1/v1", KEY)
    assert KEY not in f"{model} {model!r} {model.name}"


def test_a_file_that_is_no_model_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "wrong.gguf").write_bytes(b"not a model")
    for name, said in (("wrong.gguf", "is no GGUF file"), ("absent.gguf", "cannot be read")):
        with pytest.raises(ModelUnreadable, match=said):
            list(LocalModel(tmp_path / name).write(PROMPT))


def test_after_three_failures_a_model_rests_and_then_gets_one_chance() -> None:
    now = [0.0]
    inner = ScriptedModel([ModelDown("broke off")], [ModelDown("broke off")],
                          [ModelDown("broke off")], ["well"], ["well"])  # fmt: skip
    model = Breaker(inner, failures=3, rest=60.0, clock=lambda: now[0])
    for _ in range(3):
        with pytest.raises(ModelDown):
            list(model.write(PROMPT))
    with pytest.raises(ModelResting, match="left alone after 3 failures"):
        model.write(PROMPT)
    assert len(inner.prompts) == 3  # nobody waited for it
    now[0] = 61.0
    trial = model.write(PROMPT)
    with pytest.raises(ModelResting):
        model.write(PROMPT)  # the others wait for how the trial ends
    assert list(trial) == ["well"]
    assert list(model.write(PROMPT)) == ["well"]


def test_closing_early_is_no_failure() -> None:
    model = Breaker(ScriptedModel(["one", "two"]), failures=1)
    for _ in range(3):
        stream = model.write(PROMPT)
        next(iter(stream))
        stream.close()
    assert list(model.write(PROMPT)) == ["one", "two"]


def test_without_a_key_or_an_address_nobody_is_called() -> None:
    with pytest.raises(ModelDenied, match=r"needs a key \(model_key\), or the address"):
        list(OpenAIModel("synthetic").write(PROMPT))
