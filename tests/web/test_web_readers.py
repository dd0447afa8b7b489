"""An answer and an article in a reader's words: the choice, the page, the stream, the desk."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_site import Page, Site, site
from osler.readers.audience import READERS
from osler.web.pages.ask import EXAMPLES


@pytest.fixture(scope="module")
def here(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The pages over the starter evidence."""
    home = shutil.copytree(starter_home, tmp_path_factory.mktemp("readers") / "home")
    with site(home) as found:
        yield found


def answered(here: Site, reader: str, question: str = EXAMPLES[0]) -> Page:
    led = here.post("/ask", question=question, reader=reader)
    return here.page(led.headers["location"])


def test_a_patient_reads_plain_words_that_are_seen_to_be_ours(here: Site) -> None:
    page = answered(here, "patient")
    assert "Words explained" in page.words
    assert "talk to your doctor, nurse or pharmacist" in page.words
    ours = page.classed("a", "ours")
    assert ours
    assert {held["href"][1:] for held in page.classed("a", "term")} <= set(page.ids)
    assert all(held["title"] for held in page.classed("a", "term"))
    assert page.words.count("the source’s words") > 5
    assert "Muscle fibre necrosis may also be caused by toxins" in page.words  # one click away


def test_every_word_explained_has_its_place_once(here: Site) -> None:
    for reader in ("patient", "caregiver", "student"):
        ids = answered(here, reader).ids
        assert len(ids) == len(set(ids))


def test_a_physician_reads_the_sources_words(here: Site) -> None:
    page = answered(here, "physician")
    assert not page.classed("a", "term")
    assert not page.classed("span", "ours")
    assert "Words explained" not in page.words
    assert "talk to" not in page.words


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_is_told_the_same_citations(here: Site, reader: str) -> None:
    cited = [held["href"] for held in answered(here, "physician").classed("a", "cite")]
    mine = [held["href"] for held in answered(here, reader).classed("a", "cite")]
    assert sorted(mine) == sorted(cited)


def test_the_stream_tells_what_the_whole_page_tells(here: Site) -> None:
    led = here.post("/ask", question=EXAMPLES[0], reader="patient", live="1")
    where = led.headers["location"].partition("?")[0]
    streamed = here.client.get(f"{where}/stream").text
    parts = "".join(
        json.loads(line[6:])["html"]
        for line in streamed.splitlines()
        if line.startswith("data: ") and '"html"' in line
    )
    whole = here.client.get(where).text

    def told(html: str) -> list[str]:
        said = re.findall(r'<span class="said">(.*?)</span><?', html, re.S)
        return [re.sub(r"<[^>]*>|\s+", " ", each).strip() for each in said]

    assert told(parts) == told(whole)
    assert len(told(parts)) > 5


def test_studies_stand_behind_a_fold_for_a_patient(here: Site) -> None:
    assert answered(here, "patient").classed("details", "deeper")
    assert not answered(here, "physician").classed("details", "deeper")
