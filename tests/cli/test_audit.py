"""`osler audit`: whatever was changed behind its back is named."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from made_board import Publishers, publishers
from made_command import osler
from osler.ledger.chain import Entry, Event, first_fault
from osler.storage.canonical import canonical
from osler.storage.database import Database


@pytest.fixture
def made(tmp_path: Path) -> Publishers:
    """An approved article."""
    database = Database(f"sqlite:///{tmp_path / 'osler.sqlite'}")
    database.prepare()
    found = publishers(database)
    found.approved()
    return found


def tampered(home: Path, *statements: str) -> None:
    """Change the database as someone with its file would."""
    with sqlite3.connect(home / "osler.sqlite") as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in found.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for each in statements:
            connection.execute(each)


@pytest.mark.usefixtures("made")
def test_a_whole_ledger_is_said_to_be_whole(tmp_path: Path) -> None:
    done = osler(tmp_path, "audit", "verify")
    assert done.returncode == 0, done.stderr
    assert "The ledger is whole" in done.stdout
    assert "no anchor was checked" in done.stdout


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            "UPDATE articles SET state = 'retired'",
            "is retired, and the ledger says approved (ledger row",
        ),
        ("DELETE FROM signatures", "is not what the ledger says (ledger row"),
        ("DELETE FROM articles", "is gone: ledger row"),
        ("UPDATE ledger SET detail = '{}' WHERE sequence = 5", "ledger row 5 was changed"),
        ("DELETE FROM ledger WHERE sequence = 6", "ledger row 6 missing"),
        ("UPDATE ledger SET actor = 'x' WHERE sequence = 1", "ledger row 1 was changed"),
        ("UPDATE ledger SET previous = hash WHERE sequence = 7", "ledger row 7 does not follow"),
        ("UPDATE versions SET content = replace(content, 'alpha', 'omega')", "was changed"),
        ("UPDATE versions SET content = '{'", "cannot be read"),
        ("UPDATE versions SET sha256 = 'x'", "has another hash than the ledger tells"),
        ("DELETE FROM versions", "is gone"),
        (
            "INSERT INTO versions SELECT article_id, 2, content, sha256, author_id, act, note,"
            " made_at FROM versions",
            "is not in the ledger",
        ),
    ],
)
def test_tampering_is_named(tmp_path: Path, change: str, named: str) -> None:
    tampered(tmp_path, change)
    done = osler(tmp_path, "audit", "verify")
    assert done.returncode == 1
    assert named in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.usefixtures("made")
def test_an_anchor_catches_what_was_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "elsewhere" / "anchor.jsonl"
    assert osler(tmp_path, "audit", "anchor", str(file)).returncode == 0
    kept = osler(tmp_path, "audit", "verify", "--anchor", str(file))
    assert kept.returncode == 0, kept.stderr
    tampered(tmp_path, "DELETE FROM ledger WHERE sequence > 15")
    short = osler(tmp_path, "audit", "verify")  # articles know more than the ledger tells
    assert short.returncode == 1
    assert "ledger says" in short.stderr
    cut = osler(tmp_path, "audit", "verify", "--anchor", str(file))
    assert cut.returncode == 1
    assert "is gone" in cut.stderr
    file.write_text("nonsense\n")
    wrong = osler(tmp_path, "audit", "verify", "--anchor", str(file))
    assert wrong.returncode == 1
    assert "not an anchor" in wrong.stderr


@pytest.mark.usefixtures("made")
def test_the_export_can_be_checked_elsewhere(tmp_path: Path) -> None:
    out = tmp_path / "ledger.jsonl"
    assert osler(tmp_path, "audit", "export", "--out", str(out)).returncode == 0
    assert osler(tmp_path, "audit", "export").stdout == out.read_text()
    refused = osler(tmp_path, "audit", "export", "--out", str(out))
    assert refused.returncode == 1
    assert "there is such a file already" in refused.stderr
    assert osler(tmp_path, "audit", "export", "--out", str(out), "--replace").returncode == 0
    entries = []
    for line in out.read_text().splitlines():
        each = json.loads(line)
        names = ("sequence", "at", "actor", "act", "subject")
        event = Event(*(each[name] for name in names), canonical(each["detail"]))
        entries.append(Entry(event, each["previous"], each["hash"]))
    assert len(entries) > 10
    assert first_fault(entries) is None


def test_where_there_is_no_ledger_it_is_said(tmp_path: Path) -> None:
    for arguments in (["verify"], ["export"], ["anchor", str(tmp_path / "a")]):
        done = osler(tmp_path, "audit", *arguments)
        assert done.returncode == 1
        assert "no article was saved here yet" in done.stderr
