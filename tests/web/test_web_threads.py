"""Conversations on the web: follow-ups, whose they are, what is kept of them, what comes next."""

from __future__ import annotations

import datetime
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from made_site import Site, site
from osler.accounts.role import Right
from osler.gate import threads
from osler.storage import tables as t
from osler.storage.moment import utc_now

FIRST = "What is the first-line treatment of uncomplicated gonorrhoea?"
COUPLE = "Is ibuprofen safe with warfarin?"


@pytest.fixture(scope="module")
def home(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the starter evidence."""
    return shutil.copytree(starter_home, tmp_path_factory.mktemp("home") / "home")


@pytest.fixture
def here(home: Path) -> Iterator[Site]:
    """The pages over the starter evidence and an empty board."""
    for file in home.glob("osler.sqlite*"):
        file.unlink()
    with site(home) as found:
        yield found


def _ask(here: Site, question: str) -> str:
    led = here.post("/ask", question=question)
    assert led.status_code == 303
    return led.headers["location"]


def _follow(here: Site, where: str, question: str, **more: str) -> str:
    """Ask on from an answer; returns the address of the conversation."""
    led = here.post(f"{where}/follow", question=question, **more)
    assert led.status_code == 303, led.text
    return led.headers["location"]


def _newest(here: Site, thread: str) -> str:
    """The address of the newest turn's own answer."""
    found = re.search(r'action="(/ask/[^/]+)/follow"', here.client.get(thread).text)
    assert found
    return found[1]


def _rows(here: Site) -> dict[str, int]:
    with here.board.board.database.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (t.askings, t.threads, t.turns, t.offers)
        }


def test_a_follow_up_is_made_whole_said_and_answered(here: Site) -> None:
    first = _ask(here, FIRST)
    thread = _follow(here, first, "and the dose of ceftriaxone?")
    page = here.page(thread)
    assert "What is the dose of ceftriaxone for gonorrhoea?" in page.words
    assert "You typed: “and the dose of ceftriaxone?”" in page.words
    assert "Completed from the questions before. Kept: gonorrhoea." in page.words
    assert FIRST in page.words
    assert {held["href"][1:] for held in page.classed("a", "cite")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_each_turn_keeps_an_answer_of_its_own(here: Site) -> None:
    first = _ask(here, FIRST)
    thread = _follow(here, first, "side effects of ceftriaxone?")
    again = _follow(here, _newest(here, thread), "which drug interactions does it have?")
    assert again == thread
    page = here.page(thread)
    links = [each["href"] for each in page.all("a") if each.get("href", "").startswith("/ask/")]
    assert first in links
    for each in {*links} - {f"{_newest(here, thread)}/next"}:
        assert here.client.get(each).status_code == 200


def test_what_may_be_meant_two_ways_is_asked_and_nothing_is_kept(here: Site) -> None:
    first = _ask(here, COUPLE)
    asked = here.post(f"{first}/follow", question="which dose?")
    assert asked.status_code == 200
    assert "Which do you mean?" in asked.text
    assert 'value="What is the dose of warfarin?"' in asked.text
    assert _rows(here)["threads"] == 0
    thread = _follow(here, first, "What is the dose of warfarin?", whole="1")
    assert "What is the dose of warfarin?" in here.page(thread).words


def test_the_completed_question_can_be_changed_before_it_is_asked(here: Site) -> None:
    first = _ask(here, FIRST)
    looked = here.post(f"{first}/follow", question="and in pregnancy?", look="1")
    assert looked.status_code == 200
    assert "What is the first-line treatment of uncomplicated gonorrhoea in pregnancy?" in (
        looked.text
    )
    assert _rows(here)["threads"] == 0


def test_another_topic_carries_nothing_over_and_says_so(here: Site) -> None:
    thread = _follow(here, _ask(here, FIRST), "What is the cause of myopathic necrosis?")
    assert "A new topic: nothing was carried over." in here.page(thread).words


@pytest.mark.parametrize("question", ["", "?!", "x" * 2001])
def test_what_is_no_question_is_said(here: Site, question: str) -> None:
    first = _ask(here, FIRST)
    for more in ({}, {"whole": "1"}):
        got = here.post(f"{first}/follow", question=question, **more)
        assert got.status_code == 422
        assert 'class="error"' in got.text


def test_hostile_words_are_words(here: Site) -> None:
    first = _ask(here, FIRST)
    said = "and <script>alert(1)</script> in pregnancy?"
    thread = _follow(here, first, said, whole="1")
    page = here.page(thread)
    assert said in page.words
    assert all(held.get("src", "").startswith("/static/") for held in page.all("script"))


def test_a_thread_is_its_owners_alone(here: Site) -> None:
    first = _ask(here, FIRST)
    thread = _follow(here, first, "and in pregnancy?")
    asked = _newest(here, thread)
    assert FIRST in here.page("/threads").words
    here.client.cookies.clear()
    assert FIRST not in here.page("/threads").words
    for address in (thread, asked, f"{asked}/stream", f"{asked}/next"):
        here.page(address, 404)
    for address in (f"{thread}/delete", f"{asked}/follow"):
        assert here.post(address, question="why?").status_code == 404
    assert _rows(here)["threads"] == 1


def test_its_owner_deletes_it_whole(here: Site) -> None:
    first = _ask(here, FIRST)
    other = _ask(here, COUPLE)
    thread = _follow(here, first, "and in pregnancy?")
    asked = _newest(here, thread)
    here.page(f"{asked}/next")
    assert here.client.post(f"{thread}/delete").status_code == 403, "a form of ours is needed"
    assert here.post(f"{thread}/delete").headers["location"] == "/threads"
    for address in (thread, asked, first):
        here.page(address, 404)
    here.page(other)
    assert _rows(here) == {"askings": 1, "threads": 0, "turns": 0, "offers": 0}


def test_a_thread_expires_with_all_its_turns(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _ask(here, FIRST)
    thread = _follow(here, first, "and in pregnancy?")
    days = here.app.state.service.settings.thread_days
    later = utc_now() + datetime.timedelta(days=days - 1)
    for module in ("threads", "ask"):
        monkeypatch.setattr(f"osler.web.pages.{module}.utc_now", lambda: later)
    here.page(thread)
    here.page(first)
    later += datetime.timedelta(days=2)
    here.page(thread, 404)
    here.page(first, 404)
    assert FIRST not in here.page("/threads").words
    _ask(here, COUPLE)
    _follow(here, _ask(here, COUPLE), "and apixaban?", whole="1")
    assert _rows(here)["threads"] == 1


def test_a_thread_of_an_account_is_seen_from_wherever_it_signs_in(here: Site) -> None:
    first = _ask(here, FIRST)
    mine, others = threads.Owners(threads.of_account("a"), ("visitor",)), threads.Owners("visitor")
    database, now = here.board.board.database, utc_now()
    assert first
    held = threads.begin(database, mine.mine, threads.Said("x?", "Synthetic?"), None, now, 1)
    assert threads.thread(database, threads.Owners(mine.mine), held.id, now).turns
    assert [each.id for each in threads.listed(database, mine, now)] == [held.id]
    assert threads.listed(database, others, now) == []


def test_a_full_thread_says_so(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "MOST_TURNS", 2)
    thread = _follow(here, _ask(here, FIRST), "and in pregnancy?")
    full = here.post(f"{_newest(here, thread)}/follow", question="and in children?")
    assert full.status_code == 409
    assert "Begin a new one" in full.text


def test_what_comes_next_is_answered_by_the_evidence(here: Site) -> None:
    first = _ask(here, FIRST)
    here.page(first)
    part = here.client.get(f"{first}/next?part=1").text
    offers = re.findall(r'name="question" value="([^"]+)"', part)
    assert 1 <= len(offers) <= 3
    assert FIRST not in offers
    for each in offers:
        page = here.page(_follow(here, first, each, whole="1"))
        assert "In brief" in page.words, each
    assert "Questions to ask next" in here.page(f"{first}/next").words


def test_a_turn_is_saved_as_an_article_as_any_answer_is(here: Site) -> None:
    thread = _follow(here, _ask(here, FIRST), "side effects of ceftriaxone?")
    asked = _newest(here, thread)
    here.page(thread)
    here.act_as(here.board.editor, Right.ASK, Right.WRITE)
    slug = here.post(f"{asked}/save").headers["location"]
    assert slug == "/desk/side-effects-of-ceftriaxone"
    assert here.page(thread).all("a", href=slug)


def test_what_comes_next_makes_no_question_wait(
    here: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _ask(here, FIRST)
    here.page(first)
    desk = here.app.state.service.desk
    monkeypatch.setattr(desk, "_turns", threading.BoundedSemaphore(1))
    with desk._turns:
        assert "Nothing more was found" in here.client.get(f"{first}/next?part=1").text
    assert _rows(here)["offers"] == 0, "it is looked for again"
    assert 'name="question"' in here.client.get(f"{first}/next?part=1").text
