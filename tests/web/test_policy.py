"""The policy page says what the settings and the code do."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest

from made_shelf import site
from osler.answer.answer import Corpus
from osler.answer.verify import verdicts
from osler.articles.staleness import CauseKind
from osler.web.pages.policy import CAUSES, CHECKS


def _words(home: Path, corpus: Corpus | None = None, **settings: Any) -> str:
    """The page's text, tags and runs of white space out."""
    home.mkdir(exist_ok=True)
    with site(home, **settings) as here:
        if corpus is not None:
            (home / "corpus.json").write_bytes(msgspec.json.encode(corpus))
        answer = here.client.get("/editorial-policy")
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", "", answer.text)).split())


SETTINGS: list[tuple[dict[str, Any], str, str]] = [
    ({"reviewers": 1}, "One reviewer signs", "Two different reviewers sign"),
    ({"reviewers": 3}, "Three different reviewers sign", "Two different reviewers sign"),
    ({"review_months": 18}, "A review lasts 18 months", "A review lasts 12 months"),
    ({"review_months": 1}, "A review lasts 1 month,", "A review lasts 12 months"),
    ({"review_months_drugs": 3}, "or 3 months where drug labels", "or 6 months where drug labels"),
    ({"review_months_drugs": 12}, "lasts 12 months.", "where drug labels are cited"),
    ({"show": "approved"}, "only once it has been approved", "once it is submitted to the board"),
    ({"asked_days": 0}, "is deleted within hours", "kept for 7 days"),
    ({"asked_days": 1}, "is kept for 1 day,", "kept for 7 days"),
    ({"log_questions": True}, "may hold the words of questions", "do not hold the words"),
    ({"model": "openai:synthetic"}, "language model (openai:synthetic)", "Answers are extractive"),
    ({"model_for": "nurse=openai:x"}, "may be written by a language model from", "are extractive:"),
    ({"anchor": Path("head.txt")}, "kept outside the database", "\x00"),
]


@pytest.mark.parametrize(("settings", "new", "old"), SETTINGS)
def test_a_changed_setting_changes_the_page(
    tmp_path: Path, settings: dict[str, Any], new: str, old: str
) -> None:
    if "anchor" in settings:
        settings = {"anchor": tmp_path / settings["anchor"]}
    before, after = _words(tmp_path / "one"), _words(tmp_path / "two", **settings)
    assert new in after
    assert new not in before
    assert old not in after


def test_the_sources_held_are_the_ones_held(tmp_path: Path) -> None:
    assert "No evidence is held here yet" in _words(tmp_path / "one")
    held = Corpus(
        7,
        {"guidelines": 12, "labels": 3456, "research": 7},
        "2026-02-28",
        digest_only=False,
        vectors=False,
        digests=5,
    )
    text = _words(tmp_path / "two", held)
    assert "Guideline documents: 12 Drug labels: 3,456 Research articles: 7" in text
    assert "Evidence is current to 28 Feb 2026. Of these, 5 are starter digests" in text


def test_every_cause_and_every_check_is_named(tmp_path: Path) -> None:
    assert set(CAUSES) == set(CauseKind)
    assert set(CHECKS) == {each.__name__ for each in verdicts._VETOES} | {"identity"}
    text = _words(tmp_path)
    for each in (*CAUSES.values(), *CHECKS.values()):
        assert each in text


def test_roles_are_those_of_the_table(tmp_path: Path) -> None:
    text = _words(tmp_path)
    assert "Only people with the role reviewer review" in text
    assert "People with the role reviewer or admin sign in with a second factor" in text
    assert "withdrawn by someone with the role admin" in text
    assert "written by people with the role editor" in text
