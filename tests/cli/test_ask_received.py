"""`osler ask` receives a question first: help, masking, and who is asking."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from made_board import publishers
from made_command import osler
from osler.cli.failure import ANSWERED, REFUSED
from osler.storage.database import Database

URGENT = "What is the cause of myopathic necrosis? My dad is not breathing!"


def test_help_comes_before_all_and_evidence_for_those_who_treat(starter_home: Path) -> None:
    done = osler(starter_home, "ask", URGENT)
    assert done.returncode == REFUSED
    assert done.stdout.startswith("Get help now. This may be an emergency. Call 911 now")
    assert "In brief" not in done.stdout
    seen = osler(starter_home, "ask", "--reader", "nurse", URGENT)
    assert seen.returncode == ANSWERED
    assert seen.stdout.index("911") < seen.stdout.index("In brief")


def test_the_number_is_that_of_the_locale(starter_home: Path) -> None:
    done = osler(starter_home, "ask", URGENT, OSLER_LOCALE="GB")
    assert "Call 999 now" in done.stdout
    wrong = osler(starter_home, "ask", URGENT, OSLER_LOCALE="Mars")
    assert wrong.returncode not in {ANSWERED, REFUSED}
    assert "locale must be one of US" in wrong.stderr


def test_what_is_masked_is_said_and_answered(starter_home: Path) -> None:
    asked = "Mr. Smith, MRN 55302-K: what is the cause of myopathic necrosis?"
    done = osler(starter_home, "ask", "--format", "json", asked)
    assert done.returncode == ANSWERED
    found = json.loads(done.stdout)
    assert found["question"].startswith("Mr. [name], MRN [record number]:")
    assert found["notices"][0]["kind"] == "masked"
    assert "Smith" not in done.stdout
    assert "55302" not in done.stdout


def test_an_article_is_saved_without_what_identifies_a_person(
    starter_home: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(starter_home, tmp_path / "home")
    database = Database(f"sqlite:///{home / 'osler.sqlite'}")
    database.prepare()
    publishers(database)
    asked = "Mr. Smith, MRN 55302-K: what is the cause of myopathic necrosis?"
    done = osler(home, "article", "save", "--as", "editor@example.org", asked)
    assert done.returncode == ANSWERED, done.stderr
    assert "mr-name-mrn-record-number" in done.stdout
    told = osler(home, "article", "export", done.stdout.split(":")[0]).stdout
    assert "Smith" not in told
    assert "55302" not in told
