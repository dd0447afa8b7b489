"""The article page: its order, its honesty, and what hostile words can do in it: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from made_board import evidence
from made_site import Page, Site, site
from osler.accounts.role import Right
from osler.answer.answer import Statement, Verdict, VerdictKind
from osler.articles import actions
from osler.articles.content import Content
from osler.articles.records import Article
from osler.articles.staleness import CauseKind, Change

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\" onfocus='x' \u202e{{ 7*7 }}"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Site]:
    """The pages over an empty board."""
    with site(tmp_path) as found:
        yield found


def _retract(here: Site, article: Article) -> None:
    _, content = here.board.held(article.slug)
    cited = content.answer.references[0]
    said = f"“{cited.title}” was retracted."
    change = Change(
        CauseKind.RETRACTED, cited.document, "pubmed:99000077", None, said, None, None, "f" * 64
    )
    actions.notice(here.board.board, article.id, [change])


def test_parts_come_in_order(here: Site) -> None:
    article = here.board.approved()
    words = here.page(f"/a/{article.slug}").words
    parts = [
        "What causes synthetic disease?",
        "Submitted",
        "Under review",
        "Approved",
        "Last updated",
        "Last reviewed",
        "Evidence current to",
        "Which best describes you?",
        "In brief",
        "From the Guidelines",
        "No guideline held here answers this.",
        "From the FDA Drug Label",
        "From the Research",
        "Where sources disagree",
        "Not covered",
        "References",
        "What was searched",
        "How this was made",
        "Version history",
        "Ask a follow-up",
        "For healthcare professionals",
    ]
    main = words[words.index("Sign in") :]
    places = [main.index(part) for part in parts]
    assert places == sorted(places)


def test_every_citation_leads_to_a_passage_under_its_reference(here: Site) -> None:
    page = here.page(f"/a/{here.board.approved().slug}")
    cites = page.classed("a", "cite")
    assert cites
    assert {held["href"].removeprefix("#") for held in cites} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert {f"ref-{number}" for number in (1, 2, 3, 4)} <= set(page.ids)


def test_a_passage_is_shown_in_its_context(here: Site) -> None:
    html = here.client.get(f"/a/{here.board.approved().slug}").text
    marked = "<mark>Synthetic disease is associated with alpha. </mark>"
    assert f"Padding. X{marked} More words of a synthetic passage." in html


def test_approved_says_so_with_names_and_no_caution(here: Site) -> None:
    page = here.page(f"/a/{here.board.approved().slug}")
    assert page.classed("div", "banner") == []
    (now,) = page.all("li", **{"aria-current": "step"})
    assert now["class"] == "now good"
    for name in ("Synthetic First", "Synthetic Second"):
        assert name in page.words
    assert "not yet" not in page.words.replace("Not yet", "")


def test_a_submission_is_never_called_reviewed_or_approved(here: Site) -> None:
    article = here.board.save()
    actions.submit(here.board.board, here.board.editor, article.slug)
    page = here.page(f"/a/{article.slug}")
    (now,) = page.all("li", **{"aria-current": "step"})
    assert now["class"].split() == ["now"]
    assert "Not yet reviewed: use with caution." in page.words
    assert "Approved: not yet" in page.words
    assert "Last reviewednot yet" in page.words.replace("\n", "")


def test_under_review_says_who_and_since_when(here: Site) -> None:
    article = here.board.under_review()
    page = here.page(f"/a/{article.slug}")
    assert "Synthetic First, since 2 Mar 2026" in page.words
    assert "Not yet reviewed: use with caution." in page.words


def test_a_retraction_shows_on_banner_reference_and_statement(here: Site) -> None:
    article = here.board.approved()
    _retract(here, article)
    html = here.client.get(f"/a/{article.slug}").text
    page = Page(html)
    assert "The evidence changed since this was approved" in page.words
    assert "was retracted. Noticed on 2 Mar 2026." in page.words
    assert '<span class="badge bad">retracted, noticed 2 Mar 2026</span>' in html
    assert "Rests on a retracted source, so no certainty is given" in page.words
    assert "Source 1: retracted, noticed 2 Mar 2026" in page.words
    (now,) = page.all("li", **{"aria-current": "step"})
    assert now["class"] == "now caution"


def test_withdrawn_shows_the_reason_and_not_the_text(here: Site) -> None:
    article = here.board.approved()
    actions.withdraw(here.board.board, here.board.admin, article.slug, "Synthetic reason.")
    page = here.page(f"/a/{article.slug}")
    assert "Withdrawn: do not rely on this article." in page.words
    assert "Synthetic reason." in page.words
    assert "In brief" not in page.words
    assert page.all("meta", name="robots", content="noindex")
    kept = here.page(f"/a/{article.slug}/v/1")
    assert "In brief" in kept.words
    assert "Withdrawn: do not rely on this article." in kept.words
    assert kept.all("meta", name="robots", content="noindex")


def test_an_older_version_says_so_and_is_not_indexed(here: Site) -> None:
    article = here.board.approved()
    actions.refresh(here.board.board, here.board.editor, article.slug, *evidence())
    actions.submit(here.board.board, here.board.editor, article.slug)
    for who in (here.board.first, here.board.second):
        actions.declare(here.board.board, who, article.slug, False, "None.")
    actions.begin(here.board.board, here.board.first, article.slug)
    here.board.approve(article.slug)
    old = here.page(f"/a/{article.slug}/v/1")
    assert "This is version 1" in old.words
    assert old.all("meta", name="robots", content="noindex")
    assert "This is version" not in here.page(f"/a/{article.slug}").words
    assert "In brief" in old.words


@pytest.mark.parametrize("address", ["", "/report", "/v/1"])
def test_hostile_words_are_inert(here: Site, address: str) -> None:
    article = here.board.approve(here.board.under_review(HOSTILE).slug)
    html = here.client.get(f"/a/{article.slug}{address}").text
    page = Page(html)
    assert page.all("img", src="x") == []
    assert "\u202e" not in html
    assert "{{ 7*7 }}" in page.words
    for tag, held in page.elements:
        assert "style" not in held
        assert not [name for name in held if name.startswith("on")]
        assert tag != "style"
        if tag == "script" and held.get("type") != "application/ld+json":
            assert held["src"].startswith("/static/")
        assert not held.get("href", "").lower().startswith(("javascript:", "data:"))


def test_a_reader_reports_an_error_on_a_statement(here: Site) -> None:
    slug = here.board.approved().slug
    form = here.page(f"/a/{slug}/report?statement=s1")
    assert "Syntheticine may cause beta." in form.words
    sent = here.post(f"/a/{slug}/report", body="Synthetic doubt.", statement="s1", number="1")
    assert sent.status_code == 200
    assert "Thank you" in sent.text
    assert here.post(f"/a/{slug}/report", body="  ").status_code == 422
    assert here.post(f"/a/{slug}/report", body="x", statement="s99").status_code == 422
    forged = here.client.post(f"/a/{slug}/report", data={"body": "x"})
    assert forged.status_code == 403


def test_the_disclaimer_fits_the_reader(here: Site) -> None:
    slug = here.board.approved().slug
    back = here.post("/reader", reader="patient", to=f"/a/{slug}")
    assert back.headers["location"] == f"/a/{slug}"
    page = here.page(f"/a/{slug}")
    assert "your doctor or pharmacist" in page.words
    assert page.all("option", value="patient", selected="")
    here.post("/reader", reader="", to="/")
    assert "For healthcare professionals" in here.page(f"/a/{slug}").words


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "/a/../x", "/a/x\n", "x"]
)
def test_a_reader_is_led_to_pages_of_ours_only(here: Site, to: str) -> None:
    assert here.post("/reader", reader="nurse", to=to).headers["location"] == "/"


@pytest.mark.parametrize("address", ["/a/x", "/a/%00", "/a/x/v/1", "/a/X%20Y", "/nowhere"])
def test_what_is_not_there_is_said_plainly(here: Site, address: str) -> None:
    page = here.page(address, 404)
    assert "Not found" in page.words
    assert page.classed("a", "button")


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 40, "²", "2"])
def test_no_such_version(here: Site, number: str) -> None:
    here.page(f"/a/{here.board.approved().slug}/v/{number}", 404)


def test_drafts_are_for_staff(here: Site) -> None:
    slug = here.board.save().slug
    here.page(f"/a/{slug}", 404)
    here.act_as(here.board.editor, Right.READ)
    page = here.page(f"/a/{slug}")
    assert "A draft, not yet reviewed" in page.words
    assert page.all("meta", name="robots", content="noindex")


def test_edits_by_people_are_told(here: Site) -> None:
    article = here.board.save()
    actions.gloss(here.board.board, here.board.editor, article.slug, "A synthetic gloss")
    actions.submit(here.board.board, here.board.editor, article.slug)
    page = here.page(f"/a/{article.slug}")
    assert "A synthetic gloss" in page.words
    assert "1 change by people" in page.words
    assert "Synthetic Editor edited the line under the title" in page.words


def test_reworded_statements_say_so(here: Site) -> None:
    article = here.board.under_review()

    def verify(_content: Content, _statement: Statement, _words: str) -> Verdict:
        return Verdict(VerdictKind.SUPPORTED, 0.9, ("synthetic reason",))

    before = here.page(f"/a/{article.slug}")
    assert "reworded" not in before.words
    edited = "Syntheticine might cause beta."
    actions.edit(here.board.board, here.board.first, article.slug, "s1", edited, verify)
    page = here.page(f"/a/{article.slug}")
    for said in (edited, "reworded", "supported, certainty moderate", "synthetic reason"):
        assert said in page.words
    assert "Every sentence is quoted" not in page.words


def test_link_checkers_may_ask_for_the_head_alone(here: Site) -> None:
    slug = here.board.approved().slug
    for address in ("/", f"/a/{slug}"):
        response = here.client.head(address)
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/html")
    assert here.client.head("/a/nothing").status_code == 404


def test_a_page_is_small(here: Site) -> None:
    response = here.client.get(f"/a/{here.board.approved().slug}")
    assert len(response.content) < 30_000
