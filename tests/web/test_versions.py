"""Versions and their differences, as each visitor may see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_shelf import Site, site
from osler.answer.answer import Verdict, VerdictKind
from osler.articles import actions

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Site]:
    """A site that anyone may read."""
    with site(tmp_path) as found:
        yield found


def _edited(here: Site, words: str) -> str:
    """An article whose statement was edited under review, then approved."""
    people = here.people
    slug = people.under_review().slug
    _, content = people.held(slug)
    name = content.ids[0]
    actions.edit(
        people.board,
        people.first,
        slug,
        name,
        words,
        lambda *_: Verdict(VerdictKind.SUPPORTED, 1.0),
    )
    actions.strike(people.board, people.first, slug, content.ids[-1], "Not needed.")
    people.approve(slug)
    return slug


def test_the_history_of_an_approved_article(here: Site) -> None:
    slug = _edited(here, "Syntheticine may cause gamma.")
    text = here.client.get(f"/a/{slug}/history").text
    assert re.findall(r">Version (\d)</a>", text) == ["3", "2", "1"]
    assert "Saved by Synthetic Editor" in text
    assert "Edited by Synthetic First" in text
    assert text.count("Signed by") == 2
    assert f'href="/a/{slug}/diff/2..3"' in text
    assert "published now" in text


def test_words_that_went_and_came(here: Site) -> None:
    slug = _edited(here, f"Syntheticine may cause gamma. {HOSTILE}")
    text = here.client.get(f"/a/{slug}/diff/1..3").text
    assert "<del>beta.</del>" in text
    assert "<ins>gamma. &lt;img src=x" in text
    assert "<img src=x" not in text
    assert re.search(r"<h2>Removed.*?</h2>\s*<p><del>Synthetic disease is not", text, re.DOTALL)
    assert "1 statement stayed as it was" in text
    assert "References" in text
    assert "Nothing a reader sees" in here.client.get(f"/a/{slug}/diff/2..2").text


def test_the_gloss_is_compared(here: Site) -> None:
    slug = here.people.save().slug
    actions.gloss(here.people.board, here.people.editor, slug, "a line in plain words")
    actions.submit(here.people.board, here.people.editor, slug)
    for who in (here.people.first, here.people.second):
        actions.declare(here.people.board, who, slug, False, "None.")
    actions.begin(here.people.board, here.people.first, slug)
    here.people.approve(slug)
    text = here.client.get(f"/a/{slug}/diff/1..2").text
    assert "<ins>a line in plain words</ins>" in text


def test_readers_see_no_version_that_was_not_published(here: Site) -> None:
    slug = here.people.approved().slug
    actions.gloss(here.people.board, here.people.editor, slug, "still a draft")
    text = here.client.get(f"/a/{slug}/history").text
    assert re.findall(r">Version (\d)</a>", text) == ["1"]
    assert here.client.get(f"/a/{slug}/diff/1..2").status_code == 404
    waiting = here.people.under_review().slug
    text = here.client.get(f"/a/{waiting}/history").text  # what its address shows, and no more
    assert re.findall(r">Version (\d)</a>", text) == ["1"]
    draft = here.people.save().slug
    assert here.client.get(f"/a/{draft}/history").status_code == 404


def test_the_form_leads_to_the_address(here: Site) -> None:
    slug = _edited(here, "Syntheticine may cause gamma.")
    answer = here.client.get(f"/a/{slug}/diff?older=3&newer=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/a/{slug}/diff/1..3"
    for query in ("older=a&newer=1", "older=1", "", "older=0&newer=1", "older=1%0d%0aX:1&newer=2"):
        assert here.client.get(f"/a/{slug}/diff?{query}").status_code == 404
    assert here.client.get("/a/%2F%2Fevil.example/diff?older=1&newer=2").status_code == 404


@pytest.mark.parametrize("pair", ["1", "1..", "0..1", "1..9", "a..b", "1..99999999999", "١..٢"])
def test_no_such_pair(here: Site, pair: str) -> None:
    slug = here.people.approved().slug
    assert here.client.get(f"/a/{slug}/diff/{pair}").status_code == 404
