"""What every language model owes: a scripted one, one behind an address, one in a file."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import pytest

from made_model_server import saying, serving
from made_small_model import small_model
from osler.inference.faults import ModelSlow
from osler.inference.language_model import LanguageModel, Prompt
from osler.inference.local_model import LocalModel
from osler.inference.openai_model import OpenAIModel
from osler.inference.scripted_model import ScriptedModel

SCHEMA = {
    "type": "object",
    "properties": {"said": {"type": "string", "maxLength": 12}},
    "required": ["said"],
    "additionalProperties": False,
}
PROMPT = Prompt("Reply in JSON.", "Say something.", SCHEMA, tokens=60, seconds=30.0)
PIECES = ['{"said": ', '"blue ', 'thumbs"', "}"]
Make = Callable[[float], LanguageModel]


@pytest.fixture(scope="module")
def local() -> LocalModel:
    return LocalModel(small_model(), threads=1)


@pytest.fixture(params=["scripted", "openai", "local"])
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    """Makes a model that waits some seconds before each piece; the one in a file takes its time."""
    if request.param == "scripted":
        yield lambda wait: ScriptedModel([part for each in PIECES for part in (wait, each)])
    elif request.param == "local":
        found = request.getfixturevalue("local")
        yield lambda _wait: found
    else:
        pytest.importorskip("openai", reason="openai (osler[model]) is not installed")
        slow, fast = saying(PIECES, wait=0.5), saying(PIECES)
        with serving(fast) as quick, serving(slow) as late:
            yield lambda wait: OpenAIModel("synthetic", late.url if wait else quick.url)


def test_a_reply_comes_in_pieces_that_make_the_whole(make: Make) -> None:
    model = make(0.0)
    stream = model.write(PROMPT)
    pieces = list(stream)
    assert len(pieces) > 1
    assert all(pieces)
    assert json.loads("".join(pieces)).keys() == {"said"}
    assert stream.usage.read > 0
    assert stream.usage.written > 0
    assert 0.0 < stream.usage.seconds < 30.0
    assert model.name.partition(":")[2]


def test_nothing_is_waited_for_beyond_the_deadline(make: Make) -> None:
    model = make(0.5)
    began = time.monotonic()
    with pytest.raises(ModelSlow, match=r"did not end within 0\.1 s"):
        list(model.write(Prompt("Reply in JSON.", "Say something.", SCHEMA, 60, 0.1)))
    assert time.monotonic() - began < 1.0


def test_a_stream_can_be_closed_at_any_time_and_the_model_asked_again(make: Make) -> None:
    model = make(0.0)
    untouched = model.write(PROMPT)
    untouched.close()
    assert untouched.usage.seconds == 0.0
    stream = model.write(PROMPT)
    for _ in stream:
        break
    stream.close()
    stream.close()
    took = stream.usage
    assert took.seconds > 0.0
    assert list(model.write(PROMPT))
    assert stream.usage.seconds == took.seconds
