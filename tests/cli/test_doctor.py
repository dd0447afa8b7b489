"""`osler doctor` looks at all that a service rests on, and `osler setup` mends what it can."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from test_audit import tampered

from made_board import publishers
from made_command import osler, process
from osler.accounts.sealing import secret_key
from osler.cli import doctor
from osler.house.publishing import open_board
from osler.index import manifest as manifests
from osler.settings import Settings


@pytest.fixture
def home(starter_home: Path, tmp_path: Path) -> Path:
    """Starter evidence, an approved article, and the key."""
    made = shutil.copytree(starter_home, tmp_path / "home")
    settings = Settings(home=made)
    board = open_board(settings)
    publishers(board.database).approved()
    board.database.close()
    secret_key(settings.secret)
    return made


def test_all_that_is_published_is_looked_at(home: Path, tmp_path: Path) -> None:
    done = osler(home, "doctor", OSLER_ANCHOR=str(tmp_path / "anchors"))
    assert done.returncode == 0, done.stdout
    for said in (f"database: {home}/osler.sqlite", "rows, whole", "secret.key", "base_url"):
        assert f"ok   {said}" in done.stdout or said in done.stdout
    assert "Everything is in order." in done.stdout


def test_each_fault_is_named_with_what_to_do(home: Path, tmp_path: Path) -> None:
    tampered(home, "UPDATE articles SET state = 'retired'")
    (home / "secret.key").chmod(0o644)
    away = tmp_path / "away" / "anchors"
    wrong = {"OSLER_ANCHOR": str(away), "OSLER_BASE_URL": "http://osler.example.org"}
    done = osler(home, "doctor", **wrong)
    assert done.returncode == 1
    faults = [line for line in done.stdout.splitlines() if line.startswith("FIX")]
    for said in ("ledger: article", "secret.key:", f"anchor: anchor: {away.parent}", "base_url:"):
        assert any(said in line for line in faults), (said, faults)
    assert f"chmod 600 {home}/secret.key" in done.stdout
    assert "not Secure" in done.stdout


def test_a_database_that_cannot_be_reached_is_a_finding(home: Path) -> None:
    url = "postgresql://osler:synthetic-secret@127.0.0.1:1/none"
    done = osler(home, "doctor", OSLER_DATABASE=url)
    assert done.returncode == 1
    assert "FIX  database: postgresql://osler@127.0.0.1:1/none: " in done.stdout
    assert "synthetic-secret" not in done.stdout
    assert "psycopg:" not in done.stdout


def test_nothing_heavy_is_loaded_where_nothing_is_published(
    starter_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loaded(name: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr(doctor, "import_module", loaded)
    assert "no database yet" in osler(starter_home, "doctor").stdout


def test_setup_brings_an_index_of_an_earlier_osler_up_to_date(home: Path) -> None:
    root = home / "index"
    manifests.write(root, replace(manifests.read(root), analyzer="earlier/0"))
    assert "osler index rebuild" in osler(home, "ask", "What is the cause of gout?").stderr
    done = process(home, "setup", "--quiet")
    assert done.returncode == 0, done.stderr
    assert "documents analysed again" in done.stderr
    assert osler(home, "ask", "What is the cause of myopathic necrosis?").returncode == 0
