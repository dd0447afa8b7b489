"""`osler article`: listed, shown, saved, handed in, exported."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from made_board import Publishers, publishers
from made_command import osler
from osler.articles import store
from osler.articles.workflow import State
from osler.storage.database import Database


@pytest.fixture
def made(tmp_path: Path) -> Publishers:
    """People and articles in a home without evidence."""
    database = Database(f"sqlite:///{tmp_path / 'osler.sqlite'}")
    database.prepare()
    return publishers(database)


def test_where_nothing_was_saved_it_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    assert osler(tmp_path, "article", "list").stdout == "No articles.\n"
    assert osler(tmp_path, "article", "list", "--json").stdout == "[]\n"
    for arguments in (["show", "x"], ["export", "x"], ["submit", "x", "--as", "y"]):
        done = osler(tmp_path, "article", *arguments)
        assert done.returncode == 1
        assert "no article was saved here yet" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "osler.sqlite").exists()


def test_articles_are_listed_by_state(made: Publishers, tmp_path: Path) -> None:
    draft, approved = made.save().slug, made.approved().slug
    shown = osler(tmp_path, "article", "list").stdout.splitlines()
    assert len(shown) == 2
    assert any(line.startswith("Approved") and approved in line for line in shown)
    only = osler(tmp_path, "article", "list", "--state", "draft").stdout
    assert draft in only
    assert "Approved" not in only
    listed = json.loads(osler(tmp_path, "article", "list", "--published", "--json").stdout)
    assert [each["slug"] for each in listed] == [approved]


def test_an_article_is_shown_with_what_may_truly_be_said_of_it(
    made: Publishers, tmp_path: Path
) -> None:
    slug = made.approved().slug
    shown = osler(tmp_path, "article", "show", slug)
    assert shown.returncode == 0, shown.stderr
    assert "Approved: reviewed and approved by the medical board (version 1 of 1)." in shown.stdout
    assert "Signed by Synthetic First on 2026-03-02." in shown.stdout
    assert "Not reviewed" not in shown.stdout
    draft = osler(tmp_path, "article", "show", made.save().slug).stdout
    assert "Draft: not handed in to the medical board" in draft
    assert "Signed by" not in draft
    markdown = osler(tmp_path, "article", "show", slug, "--format", "markdown").stdout
    assert "*Approved: reviewed and approved" in markdown
    page = osler(tmp_path, "article", "show", slug, "--format", "html").stdout
    assert "<p>Approved: reviewed and approved" in page
    assert "▲" not in page
    value = json.loads(osler(tmp_path, "article", "show", slug, "--format", "json").stdout)
    assert (value["state"], value["approved"], len(value["signatures"])) == ("approved", True, 2)


def test_hostile_words_of_an_article_do_not_act(made: Publishers, tmp_path: Path) -> None:
    slug = made.save("\x1b[31m<script>alert(1)</script>\u202e").slug
    for form in ("terminal", "markdown", "html", "json"):
        shown = osler(tmp_path, "article", "show", slug, "--format", form).stdout
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    assert "<script" not in osler(tmp_path, "article", "show", slug, "--format", "html").stdout


def test_an_exported_folder_checks_without_osler(made: Publishers, tmp_path: Path) -> None:
    slug = made.approved().slug
    out = tmp_path / "out"
    done = osler(tmp_path, "article", "export", slug, "--out", str(out))
    assert done.returncode == 0, done.stderr
    lines = (out / "SHA256SUMS").read_text().splitlines()
    assert {line.split("  ")[1] for line in lines} == {"article.json", "ledger.jsonl", "v1.json"}
    for line in lines:
        hashed, name = line.split("  ")
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == hashed
    article = json.loads((out / "article.json").read_text())
    version = hashlib.sha256((out / "v1.json").read_bytes()).hexdigest()
    assert article["history"][0]["sha256"] == version
    one = tmp_path / "one.json"
    assert osler(tmp_path, "article", "export", slug, "--out", str(one)).returncode == 0
    whole = json.loads(one.read_text())
    assert whole["versions"][0]["content"]["question"] == whole["article"]["question"]
    assert whole["ledger"][0]["act"] == "article.save"


def test_a_question_becomes_a_draft_of_whoever_is_named(tmp_path: Path) -> None:
    question = "What is the cause of myopathic necrosis?"
    assert osler(tmp_path, "ask", question).returncode == 0
    database = Database(f"sqlite:///{tmp_path / 'osler.sqlite'}")
    database.prepare()
    made = publishers(database)
    unknown = osler(tmp_path, "article", "save", question, "--as", "nobody@example.org")
    assert unknown.returncode == 1
    assert "no account is named" in unknown.stderr
    reviewer = osler(tmp_path, "article", "save", question, "--as", "first@example.org")
    assert reviewer.returncode == 1
    assert "role editor" in reviewer.stderr
    done = osler(tmp_path, "article", "save", question, "--as", "editor@example.org")
    assert done.returncode == 0, done.stderr
    slug = done.stdout.split(":")[0]
    double = osler(tmp_path, "article", "save", question, "--as", "editor@example.org")
    assert double.returncode == 1
    assert f"an article on this question exists: {slug}; `osler article show" in double.stderr
    assert len(double.stderr.splitlines()) == 1
    more = osler(tmp_path, "article", "save", question, "--as", "editor@example.org", "--again")
    assert more.stdout.startswith(f"{slug}-2:")
    refused = osler(
        tmp_path,
        "article",
        "save",
        "What cures zorbulitis of the flumph?",
        "--as",
        "editor@example.org",
    )
    assert refused.returncode == 3
    handed = osler(tmp_path, "article", "submit", slug, "--as", "editor@example.org")
    assert handed.returncode == 0, handed.stderr
    with made.board.database.reading() as connection:
        article = store.article(connection, slug)
    assert article.state is State.SUBMITTED
    assert article.author_id == made.editor.id
    again = osler(tmp_path, "article", "submit", slug, "--as", "editor@example.org")
    assert again.returncode == 1
    assert "cannot be submitted; you may now: take it back to a draft\n" in again.stderr
