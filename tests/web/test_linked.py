"""What is said to machines is no more than is so."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from made_board import Publishers, publishers
from made_shelf import change
from osler.accounts.actor import ANONYMOUS, SYSTEM
from osler.articles import actions
from osler.articles.public import Public, public
from osler.storage import tables as t
from osler.storage.database import Database
from osler.web.linked import Linked, embedded, linked
from osler.web.render import pages

BASE = "https://osler.example.org"
HOSTILE = '</script><script>alert(1)</script> <!-- " & \u2028 ‮'


@pytest.fixture
def board(tmp_path: Path) -> Publishers:
    """People, the first with credentials, and an empty board."""
    database = Database(f"sqlite:///{tmp_path / 'osler.sqlite'}")
    database.prepare()
    made = publishers(database)
    with database.writing() as connection:
        connection.execute(
            update(t.users)
            .where(t.users.c.id == made.first.id)
            .values(credentials="MD", specialty="Synthetic medicine")
        )
    return made


def _seen(board: Publishers, slug: str, number: int | None = None) -> Public:
    return public(board.board, ANONYMOUS if number is None else SYSTEM, slug, number)


def _graph(found: Linked) -> dict[str, Any]:
    graph: dict[str, Any] = json.loads(found.graph)
    return graph


def test_an_approved_article(board: Publishers) -> None:
    slug = board.approved().slug
    found = linked(_seen(board, slug), BASE)
    graph = _graph(found)
    assert (found.canonical, found.index) == (f"{BASE}/a/{slug}", True)
    assert graph["@type"] == "MedicalWebPage"
    assert graph["lastReviewed"] == graph["datePublished"] == "2026-03-02"
    assert graph["reviewedBy"] == [
        {
            "@type": "Person",
            "name": "Synthetic First",
            "honorificSuffix": "MD",
            "jobTitle": "Synthetic medicine",
        },
        {"@type": "Person", "name": "Synthetic Second"},
    ]
    assert graph["publishingPrinciples"] == f"{BASE}/editorial-policy"
    assert graph["audience"] == {"@type": "MedicalAudience", "audienceType": "Clinician"}
    assert graph["about"] == [{"@type": "MedicalEntity", "name": "synthetic disease"}]
    assert graph["author"] == {"@type": "Person", "name": "Synthetic Editor"}
    cited = graph["citation"]
    assert {each["@type"] for each in cited} == {"ScholarlyArticle", "CreativeWork"}
    paper = next(each for each in cited if each["name"] == "Synthetic m:1")
    assert paper["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "PMID", "value": "99000001"}
    ]
    assert paper["isPartOf"] == {"@type": "Periodical", "name": "Synthetic Journal"}
    assert paper["author"][0] == {"@type": "Person", "name": "Alpha A"}
    corrected = next(each for each in cited if each["name"] == "Synthetic m:2")
    assert corrected["creativeWorkStatus"] == "corrected"


def _stale(board: Publishers) -> Public:
    article = board.approved()
    actions.notice(board.board, article.id, [change()])
    return _seen(board, article.slug)


def _old(board: Publishers) -> Public:
    slug = board.approved().slug
    actions.gloss(board.board, board.editor, slug, "a plain line")
    actions.submit(board.board, board.editor, slug)
    actions.begin(board.board, board.first, slug)
    board.approve(slug)
    return _seen(board, slug, 1)


def _withdrawn(board: Publishers) -> Public:
    slug = board.approved().slug
    actions.withdraw(board.board, board.admin, slug, "It was wrong.")
    return _seen(board, slug)


def _retired(board: Publishers) -> Public:
    slug = board.approved().slug
    actions.retire(board.board, board.editor, slug, "No longer asked.")
    return _seen(board, slug)


@pytest.mark.parametrize(
    "made",
    [
        _stale,
        _old,
        _withdrawn,
        _retired,
        lambda board: _seen(board, board.under_review().slug),
    ],
    ids=["stale", "old", "withdrawn", "retired", "unreviewed"],
)
def test_nothing_else_is_called_reviewed(board: Publishers, made: Any) -> None:
    found = linked(made(board), BASE)
    graph = _graph(found)
    assert not found.index
    assert "lastReviewed" not in graph
    assert "reviewedBy" not in graph
    assert '<meta name="robots" content="noindex">' in _partial(found)


def test_an_unreviewed_article_was_never_published(board: Publishers) -> None:
    found = linked(_seen(board, board.under_review().slug), BASE)
    assert "datePublished" not in _graph(found)
    assert "article:published_time" not in dict(found.properties)
    assert found.description.startswith("Not reviewed. ")


def test_a_withdrawn_article_says_nothing_more(board: Publishers) -> None:
    found = linked(_withdrawn(board), BASE)
    assert found.description == "This article was withdrawn."
    assert "citation" not in _graph(found)
    assert "alpha" not in found.graph


def test_a_review_begun_again_is_not_one_done(board: Publishers) -> None:
    article = board.approved()
    actions.notice(board.board, article.id, [change()])
    actions.reaffirm(board.board, board.first, article.slug, "Looked at again.")
    board.accept_all(article.slug, board.first)
    with pytest.raises(Exception, match="was retracted"):
        board.sign(article.slug, board.first)
    assert "reviewedBy" not in _graph(linked(_seen(board, article.slug), BASE))


def _partial(found: Linked) -> str:
    return pages.get_template("parts/linked.html").render(linked=found)


class _Reader(HTMLParser):
    """Elements as a browser would see them, and the text of scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script":
            self.script += data


def test_hostile_words_end_nothing(board: Publishers) -> None:
    slug = board.approve(board.under_review(HOSTILE).slug).slug
    found = linked(_seen(board, slug), BASE)
    reader = _Reader()
    reader.feed(_partial(found))
    assert [tag for tag, _ in reader.tags].count("script") == 1
    assert {tag for tag, _ in reader.tags} == {"link", "meta", "script"}
    assert json.loads(reader.script) == _graph(found)
    assert "</script><script>alert(1)</script>" in _graph(found)["name"]
    assert not re.search("[<>&\u2028\u202e]", found.graph)
    (script,) = (attributes for tag, attributes in reader.tags if tag == "script")
    assert script == {"type": "application/ld+json"}


def test_embedded_json_is_the_same_value() -> None:
    value = {"a": HOSTILE, "b": ["é", 1, None]}
    assert json.loads(embedded(value)) == value
