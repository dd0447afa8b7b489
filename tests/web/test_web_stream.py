"""An answer as it comes: honest stages, statements in order, and going on where it broke off."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from made_answer import answer as made_answer
from made_site import Page, Site, site
from osler.answer.answer import Answer, Step
from osler.answer.understand import QuestionError
from osler.gate.work import WAITING, Bench, BusyError
from osler.web.pages.ask import EXAMPLES
from osler.web.stream import stage_events, stages

STEPS = (
    Step("understood", "cause (list); concepts: synthetic disease"),
    Step("searched", "guidelines: nothing"),
    Step("searched", "research: synthetic"),
    Step("searched", "1200 passages ranked"),
    Step("dropped", "7: too short"),
    Step("dropped", "3: not on the subject"),
    Step("wrote", "guidelines: 2 statements"),
    Step("ranked", "m:1#0 0.50: why"),
    Step("wrote", "research: 3 statements"),
    Step("checked", "4 references, 0 disagreements"),
)


@pytest.fixture(scope="module")
def here(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The pages over the starter evidence."""
    home = shutil.copytree(starter_home, tmp_path_factory.mktemp("home") / "home")
    with site(home) as found:
        yield found


def _events(text: str) -> list[dict[str, str]]:
    """Events of a stream as fields; comments are left out."""
    blocks = [block for block in text.split("\n\n") if block and not block.startswith(":")]
    return [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]


def test_stages_count_what_was_done() -> None:
    assert [each.said for each in stages(STEPS) if each.ended] == [
        "Understood: cause (list); concepts: synthetic disease",
        "Searched 2 families of sources, 1,200 passages",
        "Wrote 5 statements",
        "Checked each against its passage; dropped 10 other sentences",
    ]


def test_what_was_sent_is_never_taken_back() -> None:
    whole = stage_events(STEPS)
    for number in range(len(STEPS) + 1):
        some = stage_events(STEPS[:number])
        assert whole[: len(some)] == some


def test_the_stream_holds_the_whole_answer(here: Site) -> None:
    led = here.post("/ask", question=EXAMPLES[0], live="1").headers["location"]
    assert led.endswith("?live=1")
    where = led.removesuffix("?live=1")
    live = here.page(led)
    assert live.all("div", **{"data-stream": f"{where}/stream"})
    response = here.client.get(f"{where}/stream")
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    events = _events(response.text)
    assert [each["id"] for each in events] == [str(n + 1) for n in range(len(events))]
    assert events[-1]["event"] == "end"
    parts = [json.loads(each["data"]) for each in events if each["event"] == "part"]
    streamed = Page("".join(each["html"] for each in parts))
    whole = here.page(where)
    for cites in (streamed, whole):
        assert {held["href"][1:] for held in cites.classed("a", "cite")} <= set(cites.ids)
    assert [h["href"] for h in streamed.classed("a", "cite")] == [
        h["href"] for h in whole.classed("a", "cite")
    ]
    held = {"answer", *streamed.ids}
    assert {each["to"] for each in parts} <= held


def test_a_dropped_connection_goes_on_where_it_was(here: Site) -> None:
    where = here.post("/ask", question=EXAMPLES[1]).headers["location"]
    whole = here.client.get(f"{where}/stream").text
    events = _events(whole)
    for seen in (1, 5, len(events) - 1, len(events), 10**8):
        rest = here.client.get(f"{where}/stream", headers={"Last-Event-ID": str(seen)}).text
        assert _events(rest) == events[seen:]
    odd = here.client.get(f"{where}/stream", headers={"Last-Event-ID": "x\u00b2".encode()}).text
    assert odd == whole


def test_a_stream_that_cannot_be_says_so(tmp_path: Path) -> None:
    with site(tmp_path) as bare:
        where = bare.post("/ask", question=EXAMPLES[0]).headers["location"]
        assert _events(bare.client.get(f"{where}/stream").text)[-1]["event"] == "failed"


def test_one_question_is_worked_on_once_however_many_wait() -> None:
    asked: list[str] = []
    go = threading.Event()

    def ask(question: str, hear: Callable[[Step], None], _reader: str | None = None) -> Answer:
        asked.append(question)
        hear(STEPS[0])
        go.wait(10)
        return made_answer()

    kept: list[Answer] = []
    bench = Bench(ask, 1)
    first = bench.begin("a", "Q", kept.append)
    second = bench.begin("a", "Q", kept.append)
    assert first is second
    steps, answer = first.after(0, 10)
    assert (steps, answer) == (STEPS[:1], None)
    assert first.after(1, 0.01) == (STEPS[:1], None)
    go.set()
    assert first.answer() == made_answer()
    assert (asked, len(kept)) == (["Q"], 1)
    bench.close()


def test_too_many_questions_are_told_to_wait() -> None:
    go = threading.Event()

    def ask(question: str, hear: Callable[[Step], None], _reader: str | None = None) -> Answer:
        go.wait(10)
        raise QuestionError(question)

    bench = Bench(ask, 1)
    works = [bench.begin(str(n), str(n), lambda _: None) for n in range(WAITING + 1)]
    with pytest.raises(BusyError):
        bench.begin("one more", "", lambda _: None)
    go.set()
    with pytest.raises(QuestionError, match="0"):
        works[0].answer()
    with pytest.raises(QuestionError):
        works[-1].answer()
    bench.close()


def test_closing_lets_nobody_wait() -> None:
    go, began = threading.Event(), threading.Event()

    def ask(question: str, hear: Callable[[Step], None], _reader: str | None = None) -> Answer:
        began.set()
        go.wait(10)
        return made_answer()

    bench = Bench(ask, 1)
    first = bench.begin("a", "", lambda _: None)
    second = bench.begin("b", "", lambda _: None)
    assert began.wait(10)
    closing = threading.Thread(target=bench.close)
    closing.start()
    with pytest.raises(BusyError):
        second.answer()
    go.set()
    closing.join(10)
    assert first.answer() == made_answer()
