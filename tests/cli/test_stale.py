"""Evidence that changes makes articles stale, and the commands say so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import made_pubmed
from made_board import Publishers, publishers
from made_command import osler
from osler.articles import actions
from osler.articles.workflow import State
from osler.storage.database import Database

WORDS = "Rhabdomyolysis is caused by statins, exertion and trauma in adults."
QUESTION = "What causes rhabdomyolysis?"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one synthetic paper."""
    file = tmp_path / "paper.xml"
    file.write_bytes(made_pubmed.pubmed(made_pubmed.article(made_pubmed.PAPER, WORDS)))
    done = osler(tmp_path / "home", "ingest", str(file))
    assert done.returncode == 0, done.stderr
    assert "stale" not in done.stdout
    return tmp_path / "home"


@pytest.fixture
def made(home: Path) -> Publishers:
    """People over that home."""
    database = Database(f"sqlite:///{home / 'osler.sqlite'}")
    database.prepare()
    return publishers(database)


@pytest.fixture
def slug(home: Path, made: Publishers) -> str:
    """An approved article that rests on the paper."""
    done = osler(home, "article", "save", QUESTION, "--as", "editor@example.org")
    assert done.returncode == 0, done.stderr
    name = done.stdout.split(":")[0]
    actions.submit(made.board, made.editor, name)
    for who in (made.first, made.second):
        actions.declare(made.board, who, name, False, "None to declare.")
    actions.begin(made.board, made.first, name)
    assert made.approve(name).state is State.APPROVED
    return name


def test_an_ingest_says_which_articles_became_stale(home: Path, slug: str, tmp_path: Path) -> None:
    update = tmp_path / "update.xml"
    update.write_bytes(made_pubmed.pubmed(made_pubmed.retraction()))
    done = osler(home, "ingest", str(update), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["articles"]["stale"] == [slug]
    again = osler(home, "ingest", str(update))
    assert "stale" not in again.stdout
    shown = osler(home, "stale")
    assert shown.returncode == 0, shown.stderr
    assert slug in shown.stdout
    assert "was retracted" in shown.stdout
    value = json.loads(osler(home, "stale", "--no-check", "--json").stdout)
    assert [each["slug"] for each in value] == [slug]
    assert value[0]["causes"][0]["kind"] == "retracted"
    article = osler(home, "article", "show", slug).stdout
    assert "Stale: approved once" in article
    assert "Changed since" in article


def test_what_readers_see_stays_stale_while_a_draft_exists(
    home: Path, slug: str, made: Publishers, tmp_path: Path
) -> None:
    update = tmp_path / "update.xml"
    update.write_bytes(made_pubmed.pubmed(made_pubmed.retraction()))
    assert osler(home, "ingest", str(update)).returncode == 0
    shown = osler(home, "article", "show", slug)
    assert "✕ Rests on a retracted source" in shown.stdout
    assert "certainty" not in shown.stdout.split("From the Research")[1].split("References")[0]
    assert "Standing: retracted, noticed on" in shown.stdout
    said = " ".join(shown.stdout.split())
    assert "declares no conflict of interest (“None to declare”)" in said
    markdown = osler(home, "article", "show", slug, "--format", "markdown").stdout
    assert "✕ Rests on a retracted source" in markdown
    page = osler(home, "article", "show", slug, "--format", "html").stdout
    assert '<p class="fallen">✕ Rests on a retracted source, so no certainty is given.</p>' in page
    value = json.loads(osler(home, "article", "show", slug, "--format", "json").stdout)
    assert set(value["unsupported"].values()) == {"Rests on a retracted source"}
    actions.gloss(made.board, made.editor, slug, "Synthetic plain words")
    done = osler(home, "stale", "--no-check")
    assert done.stdout.startswith(f"{slug}  (approved ")
    assert "; version 2, draft, is newer)" in done.stdout
    (line,) = json.loads(osler(home, "stale", "--no-check", "--json").stdout)
    assert (line["version"], line["head"], line["head_state"]) == (1, 2, "draft")
    assert WORDS in line["causes"][0]["old"]
    assert line["causes"][0]["new"].startswith("It was retracted")


def test_a_list_of_retractions_does_the_same(home: Path, slug: str, tmp_path: Path) -> None:
    listed = tmp_path / "listed.txt"
    listed.write_text(f"{made_pubmed.PAPER}\n")
    done = osler(home, "evidence", "retracted", str(listed))
    assert done.returncode == 0, done.stderr
    assert f"1 article became stale: {slug}" in done.stdout


def test_one_more_cause_is_told_as_such(home: Path, slug: str, tmp_path: Path) -> None:
    concern = tmp_path / "concern.xml"
    said = ("ExpressionOfConcernFor", made_pubmed.PAPER)
    concern.write_bytes(made_pubmed.pubmed(made_pubmed.article(99_000_201, related=said)))
    assert f"1 article became stale: {slug}" in osler(home, "ingest", str(concern)).stdout
    update = tmp_path / "update.xml"
    update.write_bytes(made_pubmed.pubmed(made_pubmed.retraction()))
    done = osler(home, "ingest", str(update))
    assert "became stale" not in done.stdout
    assert f"1 article gained a cause: {slug}" in done.stdout


def test_an_ingest_stands_whatever_became_of_the_articles(home: Path, tmp_path: Path) -> None:
    (home / "osler.sqlite").write_bytes(b"damaged" * 1000)
    file = tmp_path / "more.xml"
    file.write_bytes(made_pubmed.pubmed(made_pubmed.article(99_000_101)))
    done = osler(home, "ingest", str(file))
    assert done.returncode == 0, done.stderr
    assert "1 added" in done.stdout
    assert "were not held against the new evidence" in done.stdout
    assert "Traceback" not in done.stderr


def test_where_there_are_no_articles_none_are_stale(home: Path) -> None:
    for arguments in ([], ["--no-check"]):
        done = osler(home, "stale", *arguments)
        assert (done.returncode, done.stdout) == (0, "No stale articles.\n")
    assert not (home / "osler.sqlite").exists()


def test_without_evidence_it_says_how_to_list_what_is_known(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'osler.sqlite'}")
    database.prepare()
    done = osler(tmp_path, "stale")
    assert (done.returncode, done.stdout) == (1, "")
    assert "--no-check" in done.stderr
    assert osler(tmp_path, "stale", "--no-check").stdout == "No stale articles.\n"
