"""Asking: the box, the answer whole, refusals, and what goes wrong, in plain words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_site import Site, site
from osler.accounts.role import Right
from osler.articles import store
from osler.gate.work import BusyError
from osler.web.pages.ask import EXAMPLES


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


def _ask(here: Site, question: str, **more: str) -> str:
    """Ask, and return where the answer is."""
    led = here.post("/ask", question=question, **more)
    assert led.status_code == 303
    return led.headers["location"]


@pytest.mark.parametrize("question", EXAMPLES)
def test_each_example_is_answered(here: Site, question: str) -> None:
    page = here.page(_ask(here, question))
    assert "In brief" in page.words
    assert page.classed("a", "cite")
    assert {held["href"][1:] for held in page.classed("a", "cite")} <= set(page.ids)


def test_the_box_can_be_filled_in(here: Site) -> None:
    page = here.page("/?q=What+causes+%3Cb%3Egout%3C%2Fb%3E%3F")
    assert "What causes <b>gout</b>?" in page.words
    assert page.all("b") == []
    assert len(here.page("/").classed("form", "asking")) == 1


def test_the_whole_answer_needs_no_script(here: Site) -> None:
    page = here.page(_ask(here, EXAMPLES[0]))
    for part in ("Not reviewed by a medical board.", "References", "Searched 3 families"):
        assert part in page.words
    assert page.all("meta", name="robots", content="noindex")
    assert all("style" not in held for _, held in page.elements)
    assert all(held.get("src", "").startswith("/static/") for held in page.all("script"))


def test_a_refusal_says_what_was_searched(here: Site) -> None:
    page = here.page(_ask(here, "What causes flumphic zorbulitis?"))
    assert "No answer" in page.words
    assert "What was searched" in page.words
    assert "guidelines: 49 documents" in page.words
    assert "Not reviewed" not in page.words


@pytest.mark.parametrize("question", ["", "   ", "\u200b", "?!", "x" * 2001, "y" * 200_000])
def test_what_is_no_question_is_said(here: Site, question: str) -> None:
    response = here.post("/ask", question=question)
    assert response.status_code == 422
    assert 'class="error"' in response.text
    assert len(response.content) < 20_000


@pytest.mark.parametrize(
    "body", [b"question=%ff%fe%ed%a0%80gout", b"question=a%00gout", b"question=%e2%80%aegout"]
)
def test_hostile_bytes_are_no_fault(here: Site, body: bytes) -> None:
    head = {"content-type": "application/x-www-form-urlencoded"}
    sent = b"csrf=" + here.token.encode() + b"&" + body
    led = here.client.post("/ask", content=sent, headers=head, follow_redirects=False)
    assert led.status_code == 303
    assert "\u202e" not in here.client.get(led.headers["location"]).text


def test_a_question_is_its_askers_own(here: Site) -> None:
    where = _ask(here, EXAMPLES[0])
    here.client.cookies.clear()
    here.page(where, 404)
    here.page(f"{where}/stream", 404)


def test_a_form_of_somebody_elses_is_refused(here: Site) -> None:
    assert here.client.post("/ask", data={"question": EXAMPLES[0]}).status_code == 403


def test_the_reader_is_remembered(here: Site) -> None:
    page = here.page(_ask(here, EXAMPLES[0], reader="patient"))
    assert "your doctor or pharmacist" in page.words
    assert here.page("/").all("option", value="patient", selected="")
    nobody = _ask(here, EXAMPLES[0], reader="<b>")
    assert here.page(nobody).all("option", value="patient", selected="")


def test_busy_is_said_with_when_to_come_again(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    where = _ask(here, EXAMPLES[0])

    def busy(*_: object) -> None:
        raise BusyError

    monkeypatch.setattr(here.app.state.service.desk, "begin", busy)
    response = here.client.get(where)
    assert response.status_code == 503
    assert response.headers["retry-after"] == "5"
    assert "Try again" in response.text


def test_no_evidence_is_said(tmp_path: Path) -> None:
    with site(tmp_path) as bare:
        response = bare.client.get(_ask(bare, EXAMPLES[0]))
    assert response.status_code == 503
    assert "evidence cannot be read" in response.text
    assert str(tmp_path) not in response.text


def test_an_editor_saves_an_answer_once(here: Site) -> None:
    where = _ask(here, EXAMPLES[0])
    assert "Save as article" not in here.page(where).words
    assert here.post(f"{where}/save").status_code == 401
    here.act_as(here.board.editor, Right.ASK, Right.WRITE)
    assert "Save as article" in here.page(where).words
    first = here.post(f"{where}/save").headers["location"]
    assert first == "/desk/what-is-the-cause-of-myopathic-necrosis"
    assert here.post(f"{where}/save").headers["location"] == first
    with here.board.board.database.reading() as connection:
        assert len(store.articles(connection)) == 1
    assert here.page(where).all("a", href=first)


def test_the_same_question_asked_again_leads_to_its_article(here: Site) -> None:
    here.act_as(here.board.editor, Right.ASK, Right.WRITE)
    where = _ask(here, EXAMPLES[0])
    here.page(where)
    first = here.post(f"{where}/save").headers["location"]
    later = _ask(here, EXAMPLES[0])
    here.page(later)
    told = here.post(f"{later}/save")
    assert told.status_code == 409
    assert "An article on this question exists" in told.text
    assert f'href="{first}"' in told.text
    assert "Save as another article" in told.text
    assert here.post(f"{later}/save", again="1").headers["location"] == f"{first}-2"


def test_a_refusal_is_not_saved(here: Site) -> None:
    where = _ask(here, "What causes flumphic zorbulitis?")
    here.act_as(here.board.editor, Right.ASK, Right.WRITE)
    assert here.post(f"{where}/save").status_code == 409  # not answered yet
    assert "Save as article" not in here.page(where).words
    refused = here.post(f"{where}/save")
    assert refused.status_code == 409
    assert "refusal cannot become an article" in refused.text
