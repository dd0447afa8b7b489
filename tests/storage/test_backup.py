"""Backup and restore, within one kind of database and between both."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

import made_evidence
from made_board import Hours, Publishers, publishers
from made_pubmed import PAPER, article, pubmed, retraction
from osler.accounts import preferences
from osler.accounts.actor import ANONYMOUS
from osler.articles import actions
from osler.articles.actions import Board
from osler.articles.public import public
from osler.articles.workflow import State
from osler.house import keeping, publishing
from osler.ledger import anchor, book, chain
from osler.settings import Settings
from osler.storage import tables as t
from osler.storage.archive import BackupError
from osler.storage.copying import kept
from osler.storage.revision import NEWEST, RESTORED

KINDS = ("sqlite", "postgresql")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """A data folder whose articles are in either database."""
    return Settings(home=tmp_path / "home", database=database_url)


def _board(settings: Settings) -> Publishers:
    return publishers(publishing.open_board(settings).database)


def _rows(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    with publishing.publishing(settings) as board, board.database.reading() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in kept()
        }


def _busy(board: Publishers) -> str:
    """Something of everything."""
    slug = board.approved().slug
    other = board.under_review().slug
    thread = actions.comment(board.board, board.first, other, "Synthetic thread", "s1")
    actions.comment(board.board, board.second, other, "Synthetic reply", parent=thread)
    actions.report(board.board, ANONYMOUS, slug, 1, "Synthetic report")
    actions.edit(board.board, board.first, other, "s2", "Other words", _yes)
    with board.board.database.writing() as connection:
        preferences.choose(connection, board.first.id, "patient")
    return slug


def _yes(_content: object, statement: object, _words: str) -> object:
    return statement.verdict  # type: ignore[attr-defined]


@pytest.mark.parametrize("source", KINDS)
@pytest.mark.parametrize("target", KINDS)
def test_a_backup_goes_into_either_database(
    source: str, target: str, url_of: Callable[[str], str], tmp_path: Path
) -> None:
    one = Settings(home=tmp_path / "one", database=url_of(source))
    two = Settings(home=tmp_path / "two", database=url_of(target))
    slug = _busy(_board(one))
    file = tmp_path / "backup.zip"
    made = keeping.backup(one, file)
    done = keeping.restore(two, file)
    assert done.rows == sum(part.rows for part in made.tables.values())
    assert done.before is None
    before, after = _rows(one), _rows(two)
    told = [row for row in after["ledger"] if row not in before["ledger"]]
    assert [row[3] for row in told] == ["database.restore"]
    after["ledger"] = [row for row in after["ledger"] if row not in told]
    assert after == before
    with publishing.publishing(two) as board:
        assert public(board, ANONYMOUS, slug).state is State.APPROVED
        with board.database.reading() as connection:
            assert chain.first_fault(book.entries(connection)) is None
        with pytest.raises(Exception, match="append-only"), board.database.writing() as connection:
            connection.execute(text("DELETE FROM versions"))


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_a_backup_of_tables_before_these_is_restored(
    settings: Settings, file: Path, revision: str
) -> None:
    """Conversations are in no backup; preferences are in none from before revision 0003."""
    assert revision in RESTORED
    before = _rows(settings)
    assert before.pop("preferences")
    keeping.restore(settings, _older(file, revision), over=True)
    after = _rows(settings)
    assert after.pop("preferences") == []
    assert {name: after[name] for name in after if name != "ledger"} == {
        name: before[name] for name in before if name != "ledger"
    }


def _older(file: Path, revision: str) -> Path:
    """The backup as one of that revision would be."""
    made = file.with_name("older.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            data = old.read(each)
            if each == "tables/preferences.jsonl":
                continue
            if each == "manifest.json":
                told = json.loads(data)
                told["revision"] = revision
                del told["tables"]["preferences"]
                data = json.dumps(told).encode()
            new.writestr(each, data)
    return made


def test_what_was_there_is_kept(settings: Settings, tmp_path: Path) -> None:
    board = _board(settings)
    first = board.save().slug
    file = tmp_path / "backup.zip"
    keeping.backup(settings, file)
    later = board.save().slug
    held = _rows(settings)
    with pytest.raises(BackupError, match="--replace"):
        keeping.restore(settings, file)
    assert _rows(settings) == held
    done = keeping.restore(settings, file, over=True)
    assert done.before is not None
    assert [row[1] for row in _rows(settings)["articles"]] == [first]
    keeping.restore(settings, done.before, over=True)
    assert sorted(str(row[1]) for row in _rows(settings)["articles"]) == sorted([first, later])


def test_sign_ins_do_not_come_back(settings: Settings, tmp_path: Path) -> None:
    board = _board(settings)
    moment = "2026-01-02T03:04:05.000000Z"
    with board.board.database.writing() as connection:
        connection.execute(
            insert(t.sessions).values(
                token="0" * 64,
                user_id=board.editor.id,
                created_at=moment,
                seen_at=moment,
                expires_at=moment,
                confirmed_at=moment,
                second_factor=False,
            )
        )
    file = tmp_path / "backup.zip"
    keeping.backup(settings, file)
    keeping.restore(settings, file, over=True)
    with board.board.database.reading() as connection:
        assert not connection.execute(select(t.sessions)).all()


def test_only_its_owner_reads_a_backup(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    keeping.backup(settings, file)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(BackupError, match="already"):
        keeping.backup(settings, file)
    assert [each.name for each in tmp_path.glob(".*.part")] == []


def test_a_retraction_since_the_backup_shows_at_once(settings: Settings, tmp_path: Path) -> None:
    made_evidence.lay(settings.home, pubmed(article(PAPER, made_evidence.SAID)))
    board = _board(settings)
    held = made_evidence.documents(settings.home, made_evidence.PAPER_KEY)
    slug = actions.save(board.board, board.editor, made_evidence.answer(held), held).slug
    actions.submit(board.board, board.editor, slug)
    for who in (board.first, board.second):
        actions.declare(board.board, who, slug, False, "")
    actions.begin(board.board, board.first, slug)
    board.approve(slug)
    file = tmp_path / "backup.zip"
    keeping.backup(settings, file)
    made_evidence.lay(settings.home, pubmed(retraction()))
    done = keeping.restore(settings, file, over=True)
    assert done.reopened == 1
    with publishing.publishing(settings) as after:
        seen = public(after, ANONYMOUS, slug)
    assert seen.state is State.STALE
    assert [each.kind for each in seen.causes] == ["retracted"]


def _other(file: Path, change: Callable[[str, bytes], bytes], add: str | None = None) -> Path:
    made = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            new.writestr(each, change(each, old.read(each)))
        if add:
            new.writestr(add, b"[]\n")
    return made


@pytest.fixture
def file(settings: Settings, tmp_path: Path) -> Path:
    """A backup of a busy board."""
    _busy(_board(settings))
    made = tmp_path / "backup.zip"
    keeping.backup(settings, made)
    return made


def _refused(settings: Settings, file: Path, words: str) -> None:
    held = _rows(settings)
    with pytest.raises(BackupError, match=words) as said:
        keeping.restore(settings, file, over=True)
    assert "\n" not in str(said.value)
    assert _rows(settings) == held
    assert not list(settings.home.glob("before-restore-*"))


def test_a_damaged_backup_is_refused(settings: Settings, file: Path) -> None:
    whole = file.read_bytes()
    for size in (0, 10, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:size])
        _refused(settings, file, "not a backup|damaged")
    for place in range(40, len(whole) - 30, max(1, len(whole) // 12)):
        flipped = bytearray(whole)
        flipped[place] ^= 0xFF
        file.write_bytes(bytes(flipped))
        try:
            keeping.restore(settings, file)
        except BackupError:
            continue
        pytest.fail(f"byte {place} flipped, and nobody noticed")
    file.write_bytes(b"A synthetic text.")
    _refused(settings, file, "not a backup")
    file.unlink()
    _refused(settings, file, "No such file")


def test_a_tampered_backup_is_refused(settings: Settings, file: Path) -> None:
    def words(name: str, data: bytes) -> bytes:
        return data.replace(b"Synthetic thread", b"Synthetic Thread")

    _refused(settings, _other(file, words), "is not what the manifest says")
    _refused(settings, _other(file, lambda _n, data: data, "../../evil"), "parts that no backup")
    _refused(settings, _other(file, lambda _n, data: data, "/etc/evil"), "parts that no backup")

    def newer(name: str, data: bytes) -> bytes:
        return data.replace(f'"{NEWEST}"'.encode(), b'"9999"') if name == "manifest.json" else data

    _refused(settings, _other(file, newer), "upgrade")

    def format_(name: str, data: bytes) -> bytes:
        return data.replace(b"osler-backup/1", b"osler-backup/2")

    _refused(settings, _other(file, format_), "upgrade")


def _resealed(file: Path, table: str, change: Callable[[list[bytes]], list[bytes]]) -> Path:
    """A backup whose manifest fits what was changed."""
    with zipfile.ZipFile(file) as old:
        lines = change(old.read(f"tables/{table}.jsonl").splitlines(keepends=True))
    data = b"".join(lines)

    def swapped(name: str, was: bytes) -> bytes:
        if name == f"tables/{table}.jsonl":
            return data
        if name != "manifest.json":
            return was
        manifest = json.loads(was)
        manifest["tables"][table] |= {
            "rows": len(lines),
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        return json.dumps(manifest).encode()

    return _other(file, swapped)


def test_tampering_that_reseals_is_found_by_the_ledger(settings: Settings, file: Path) -> None:
    _refused(settings, _resealed(file, "ledger", lambda rows: rows[:5] + rows[6:]), "row 6")
    _refused(settings, _resealed(file, "ledger", lambda rows: rows[:-1]), "does not end where")
    _refused(
        settings,
        _resealed(file, "ledger", lambda r: [r[0].replace(b"example.org", b"example.com"), *r[1:]]),
        "row 1 was changed",
    )
    _refused(
        settings,
        _resealed(file, "versions", lambda r: [x.replace(b"alpha", b"Alpha") for x in r]),
        "version 1 has another hash|version 1 was changed",
    )
    _refused(settings, _resealed(file, "signatures", lambda rows: rows[1:]), "the signature of")
    _refused(
        settings,
        _resealed(
            file, "articles", lambda r: [x.replace(b'"under_review"', b'"approved"') for x in r]
        ),
        "the ledger says under_review",
    )
    _refused(settings, _resealed(file, "users", lambda rows: rows[1:]), "do not fit together")
    _refused(settings, _resealed(file, "users", lambda rows: [b"[1]\n"]), "damaged in users, row 1")


def test_a_rewritten_ledger_is_found_by_the_anchor(
    database_url: str, url_of: Callable[[str], str], tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path / "home", database=database_url, anchor=tmp_path / "anchors")
    held = publishing.open_board(settings)
    board = Publishers(Board(held.database, anchor=settings.anchor, clock=Hours()))
    board.save()
    file = tmp_path / "backup.zip"
    keeping.backup(settings, file)
    later = board.save().slug
    done = keeping.restore(settings, file, over=True)  # older than the last anchor: no fault
    assert done.aside is not None
    assert settings.anchor is not None
    assert len(anchor.read(settings.anchor)) == 1
    with held.database.reading() as connection:
        assert anchor.first_fault(connection, anchor.read(settings.anchor)) is None
    assert later not in [row[1] for row in _rows(settings)["articles"]]

    other = Settings(home=tmp_path / "other", database=url_of("sqlite"), anchor=done.aside)
    stranger = _board(Settings(home=other.home, database=other.database))
    stranger.save()  # as many rows, and another history
    with pytest.raises(BackupError, match="--replace"):
        keeping.restore(other, file)
    strange = tmp_path / "strange.zip"
    keeping.backup(other, strange)
    _refused(other, strange, "not the row that was anchored")


def test_a_backup_during_writes_is_of_one_moment(settings: Settings, tmp_path: Path) -> None:
    board = _board(settings)
    board.save()
    file = tmp_path / "backup.zip"
    saved: list[str] = []

    def meanwhile(_rows: int) -> None:
        if len(saved) < 3:
            saved.append(board.save().slug)

    made = keeping.backup(settings, file, meanwhile)
    assert saved
    assert made.tables["articles"].rows == 1
    done = keeping.restore(settings, file, over=True)
    assert len(_rows(settings)["articles"]) == 1
    assert done.rows == sum(part.rows for part in made.tables.values())
