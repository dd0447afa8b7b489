"""An answer and an article in a reader's words: the choice, the page, the stream, the desk."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_site import Page, Site, site
from made_visitor import Browser, Place, place
from osler.accounts import people as accounts
from osler.accounts import preferences
from osler.accounts.role import Role
from osler.ledger import book
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


READER = "reader@example.org"


@pytest.fixture
def people(tmp_path: Path) -> Iterator[Place]:
    """A site with one reader."""
    with place(tmp_path) as made:
        made.add(READER, Role.READER, name="Synthetic Reader")
        yield made


def _chosen(browser: Browser, path: str = "/account") -> str | None:
    found = re.search(r'<option value="(\w+)" selected>', browser.get(path).text)
    return found[1] if found else None


def _kept(people: Place) -> str | None:
    with people.service.board.database.reading() as connection:
        person = accounts.person(connection, READER)
        return preferences.reader(connection, person.id)


def test_a_choice_is_kept_in_the_account_and_wins_on_another_device(people: Place) -> None:
    one, other = people.browser(), people.browser()
    one.sign_in(READER)
    assert one.post("/reader", reader="patient").status_code == 303
    assert (_kept(people), _chosen(one)) == ("patient", "patient")
    other.post("/reader", reader="nurse")  # what this browser had before
    assert (_chosen(other, "/"), _kept(people)) == ("nurse", "patient")
    other.sign_in(READER)
    assert (_chosen(other), _chosen(other, "/")) == ("patient", "patient")


def test_a_change_is_made_in_both(people: Place) -> None:
    one, other = people.browser(), people.browser()
    for each in (one, other):
        each.sign_in(READER)
    one.post("/reader", reader="patient")
    other.post("/reader", reader="student")
    assert (_kept(people), other.cookie("reader")) == ("student", "student")
    assert _chosen(one) == "student"
    other.post("/reader", reader="")
    assert (_kept(people), other.cookie("reader")) == (None, None)
    assert _chosen(other) is None


def test_what_this_browser_chose_holds_where_the_account_chose_nothing(people: Place) -> None:
    browser = people.browser()
    browser.post("/reader", reader="caregiver")
    browser.sign_in(READER)
    assert _kept(people) is None
    assert _chosen(browser, "/") == "caregiver"


def test_the_account_says_what_became_of_it(people: Place) -> None:
    browser = people.browser()
    browser.sign_in(READER)
    token = browser.token()
    client = browser.client
    sent = {"csrf": token, "reader": "patient", "to": "/account"}
    led = client.post("/reader", data=sent, follow_redirects=False)
    assert led.headers["location"] == "/account?done=reader"
    assert "Pages are written for whom you chose" in client.get("/account?done=reader").text


def test_the_ledger_is_not_told_who_reads(people: Place) -> None:
    browser = people.browser()
    browser.sign_in(READER)
    with people.service.board.database.reading() as connection:
        before = len(list(book.entries(connection)))
    browser.post("/reader", reader="patient")
    with people.service.board.database.reading() as connection:
        assert len(list(book.entries(connection))) == before
