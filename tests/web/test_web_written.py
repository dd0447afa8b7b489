"""A written answer on the web: statements come as they pass, and the page says who wrote."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_model_server import failing, serving, writing
from made_site import Site, site
from osler.answer.answer import Step
from osler.web.stream import stage_events, stages

pytest.importorskip("openai", reason="openai (osler[model]) is not installed")
QUESTION = "What is the first-line treatment of uncomplicated gonorrhoea?"
WORDS = "recommends ceftriaxone alone"
CANARY = "canaryfive"
STEPS = (
    Step("understood", "treatment"),
    Step("wrote", "guidelines: 2 statements"),
    Step("model", "openai:synthetic is given 4 passages"),
    Step("written", "Alpha treats beta.\tA synthetic title"),
    Step("model", "a statement did not pass: number"),
    Step("written", "Gamma treats beta.\tA synthetic title"),
    Step("model", "openai:synthetic wrote 2 statements that passed, 1 that did not"),
    Step("checked", "1 references, 0 disagreements"),
)


@pytest.fixture
def home(starter_home: Path, tmp_path: Path) -> Path:
    return shutil.copytree(starter_home, tmp_path / "home")


def events(here: Site, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Kind and data of each event of the stream."""
    for block in here.client.get(f"{where}/stream").text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "event" in fields:
            yield fields["event"], json.loads(fields["data"])


def test_stages_tell_of_statements_as_they_pass_and_take_nothing_back() -> None:
    told = [(each.statement, each.source) for each in stages(STEPS) if each.statement]
    assert told == [
        ("Alpha treats beta.", "A synthetic title"),
        ("Gamma treats beta.", "A synthetic title"),
    ]
    assert [each.said for each in stages(STEPS) if each.stage == "wrote"][
        -1
    ] == "Wrote 2 statements"
    whole = stage_events(STEPS)
    for number in range(len(STEPS) + 1):
        some = stage_events(STEPS[:number])
        assert whole[: len(some)] == some


def test_only_what_passed_streams_and_the_page_says_who_wrote(home: Path) -> None:
    with (
        serving(writing(WORDS, [f"{CANARY} cures gonorrhea."])) as server,
        site(home, model="openai:synthetic", model_url=server.url) as here,
    ):
        where = here.post("/ask", question=QUESTION, live="1").headers["location"]
        where = where.removesuffix("?live=1")
        sent = list(events(here, where))
        told = [data["statement"] for kind, data in sent if "statement" in data]
        assert len(told) == 1
        assert WORDS in told[0]
        assert sent[-1][0] == "end"
        page = here.client.get(where).text
        assert "Written by the language model openai:synthetic" in page
        assert "osler, written by openai:synthetic, checked" in page
        assert CANARY not in page + json.dumps(sent)
        assert len(server.requests) == 2  # one answer, one repair, and no more for the page


def test_a_model_that_fails_is_one_line_on_the_page(home: Path) -> None:
    with (
        serving(failing(500)) as server,
        site(home, model="openai:synthetic", model_url=server.url) as here,
    ):
        where = here.post("/ask", question=QUESTION).headers["location"]
        page = here.client.get(where).text
    assert "The model openai:synthetic answered with status 500." in page
    assert "osler, extractive" in page


def test_who_reads_chooses_the_model(home: Path) -> None:
    with (
        serving(writing(WORDS)) as server,
        site(home, model_for="patient=openai:synthetic", model_url=server.url) as here,
    ):
        for reader, asked in (("nurse", 0), ("patient", 1)):
            form = {"question": QUESTION, "reader": reader}
            where = here.post("/ask", **form).headers["location"]
            assert here.client.get(where).status_code == 200
            assert len(server.requests) == asked
