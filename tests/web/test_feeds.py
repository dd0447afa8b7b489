"""The feed, the sitemap and robots.txt: valid, stable, and honest."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from made_shelf import Site, change, site
from osler.articles import actions

BASE = "https://osler.example.org"
HOSTILE = "]]><x>&amp; ￾ \u0007‮ <script>"
A = "{http://www.w3.org/2005/Atom}"
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def here(tmp_path: Path, database_url: str) -> Iterator[Site]:
    """A public site with an address of its own, over either database."""
    with site(tmp_path, base_url=BASE, database=database_url) as found:
        yield found


def _feed(here: Site) -> Any:
    answer = here.client.get("/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = etree.fromstring(answer.content)
    _valid(root)
    return root


def _valid(root: Any) -> None:
    """What RFC 4287 asks of a feed with these elements (4.1.1, 4.1.2, 3.3)."""
    assert root.tag == f"{A}feed"
    links = {(each.get("rel"), each.get("href")) for each in root.findall(f"{A}link")}
    assert ("self", f"{BASE}/feed.atom") in links
    for holder in (root, *root.findall(f"{A}entry")):
        for name in ("id", "title", "updated"):
            assert len(holder.findall(f"{A}{name}")) == 1
        assert "://" in holder.findtext(f"{A}id") or holder.findtext(f"{A}id").startswith("urn:")
        assert holder.findtext(f"{A}author/{A}name")
        assert datetime.datetime.fromisoformat(holder.findtext(f"{A}updated")).tzinfo is not None
        alternates = [e for e in holder.findall(f"{A}link") if e.get("rel") == "alternate"]
        assert len(alternates) == 1
    ids = [each.findtext(f"{A}id") for each in root.findall(f"{A}entry")]
    assert len(ids) == len(set(ids))
    moments = [each.findtext(f"{A}updated") for each in root.findall(f"{A}entry")]
    assert moments == sorted(moments, reverse=True)
    if moments:
        assert root.findtext(f"{A}updated") == moments[0]


def _entry(root: Any, slug: str) -> Any:
    for each in root.findall(f"{A}entry"):
        if each.find(f"{A}link").get("href") == f"{BASE}/a/{slug}":
            return each
    raise AssertionError(f"no entry for {slug}")


def test_an_empty_feed_is_a_feed(here: Site) -> None:
    assert _feed(here).findall(f"{A}entry") == []


def test_only_what_was_approved_is_told(here: Site) -> None:
    here.people.under_review()
    slug = here.people.approved().slug
    root = _feed(here)
    assert len(root.findall(f"{A}entry")) == 1
    entry = _entry(root, slug)
    assert entry.findtext(f"{A}summary").startswith("Synthetic disease is associated")
    assert entry.findtext(f"{A}author/{A}name") == "Synthetic Editor"


def test_a_stale_entry_says_so_and_keeps_its_id(here: Site) -> None:
    first, second = here.people.approved(), here.people.approved()
    before = _entry(_feed(here), first.slug)
    assert _feed(here).find(f"{A}entry/{A}link").get("href").endswith(second.slug)
    actions.notice(here.people.board, first.id, [change()])
    root = _feed(here)
    after = _entry(root, first.slug)
    assert root.find(f"{A}entry/{A}link").get("href").endswith(first.slug)
    assert after.findtext(f"{A}id") == before.findtext(f"{A}id")
    assert after.findtext(f"{A}updated") > before.findtext(f"{A}updated")
    assert after.findtext(f"{A}title").startswith("Stale: ")
    assert "was retracted" in after.findtext(f"{A}summary")


def test_a_withdrawn_entry_says_why_and_nothing_else(here: Site) -> None:
    slug = here.people.approved().slug
    actions.withdraw(here.people.board, here.people.admin, slug, "It was wrong.")
    summary = _entry(_feed(here), slug).findtext(f"{A}summary")
    assert summary == "Withdrawn on 2 Mar 2026. It was wrong."


def test_a_long_statement_is_cut(here: Site) -> None:
    slug = here.people.approve(here.people.under_review("word " * 300).slug).slug
    summary = _entry(_feed(here), slug).findtext(f"{A}summary")
    assert len(summary) <= 500
    assert summary.endswith("…")


def test_hostile_titles_stay_text(here: Site) -> None:
    slug = here.people.approve(here.people.under_review(HOSTILE).slug).slug
    title = _entry(_feed(here), slug).find(f"{A}title")
    assert "]]><x>&amp;" in title.text
    assert len(title) == 0
    assert "\u202e" not in title.text


def test_what_the_reader_has_is_not_sent_again(here: Site) -> None:
    article = here.people.approved()
    first = here.client.get("/feed.atom")
    tag, date = first.headers["etag"], first.headers["last-modified"]
    for asked in ({"if-none-match": f'"x", W/{tag}'}, {"if-modified-since": date}):
        again = here.client.get("/feed.atom", headers=asked)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    both = {"if-none-match": '"x"', "if-modified-since": date}
    assert here.client.get("/feed.atom", headers=both).status_code == 200
    for bad in ("nonsense", "Thu, 99 Foo 2026 00:00:00 GMT", ""):
        assert here.client.get("/feed.atom", headers={"if-modified-since": bad}).status_code == 200
    actions.notice(here.people.board, article.id, [change()])
    assert here.client.get("/feed.atom", headers={"if-none-match": tag}).status_code == 200


def _places(here: Site) -> dict[str, str | None]:
    answer = here.client.get("/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    root = etree.fromstring(answer.content)
    assert root.tag == f"{S}urlset"
    return {
        each.findtext(f"{S}loc"): each.findtext(f"{S}lastmod") for each in root.findall(f"{S}url")
    }


def test_the_sitemap_holds_what_is_approved_and_current(here: Site) -> None:
    good, stale, ended = (here.people.approved() for _ in range(3))
    actions.notice(here.people.board, stale.id, [change()])
    actions.retire(here.people.board, here.people.editor, ended.slug, "No longer asked.")
    here.people.under_review()
    assert _places(here) == {
        f"{BASE}/": None,
        f"{BASE}/library": "2026-03-02",
        f"{BASE}/board": None,
        f"{BASE}/editorial-policy": None,
        f"{BASE}/a/{good.slug}": "2026-03-02",
    }


def _may(here: Site, path: str) -> bool:
    parser = RobotFileParser()
    answer = here.client.get("/robots.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    parser.parse(answer.text.splitlines())
    return parser.can_fetch("Anybot", f"{BASE}{path}")


def test_robots_of_a_public_site(here: Site) -> None:
    for path in ("/", "/library", "/a/x", "/feed.atom", "/board", "/editorial-policy"):
        assert _may(here, path), path
    for path in ("/desk", "/desk/x", "/admin", "/account", "/ask/abc", "/sign-in"):
        assert not _may(here, path), path
    assert f"Sitemap: {BASE}/sitemap.xml" in here.client.get("/robots.txt").text


def test_a_private_site_tells_strangers_nothing(tmp_path: Path) -> None:
    with site(tmp_path, base_url=BASE, public=False) as here:
        slug = here.people.approved().slug
        for path in ("/feed.atom", "/sitemap.xml", "/library", "/board", "/editorial-policy"):
            answer = here.client.get(path)
            assert answer.status_code in {401, 303}, path
            assert slug not in answer.text
        for path in (f"/a/{slug}/history", f"/a/{slug}/cite.ris", f"/a/{slug}/diff/1..1"):
            assert here.client.get(path).status_code in {401, 303}, path
        assert not _may(here, "/")
        assert "Sitemap" not in here.client.get("/robots.txt").text
