"""`osler backup` and `osler restore` as a person runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from made_board import publishers
from osler.accounts.sealing import Seal, secret_key
from osler.cli.main import run
from osler.house.publishing import publishing
from osler.settings import Settings
from osler.storage import tables as t


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        run(arguments)
    return int(ended.value.code or 0)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one article, which the environment names."""
    made = tmp_path / "home"
    with publishing(Settings(home=made)) as board:
        publishers(board.database).save()
    monkeypatch.setenv("OSLER_HOME", str(made))
    return made


def test_out_and_in_again(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "backup.zip"
    assert _run("backup", str(file)) == 0
    said = capsys.readouterr().out
    assert "1 articles" in said
    assert f"Backup in {file}" in said
    assert _run("restore", str(file), "--replace") == 0
    said = capsys.readouterr().out
    number = said.split(" rows read")[0]
    assert f"{number} rows read = {number} restored" in said
    assert "before-restore-" in said
    assert "No evidence is held here" in said


def test_where_the_key_is_another_it_says_who_sets_up_codes_again(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=home)
    with publishing(settings) as board, board.database.writing() as connection:
        who = connection.execute(select(t.users.c.id)).scalars().first()
        sealed = Seal(secret_key(settings.secret)).close("SYNTHETIC", str(who))
        connection.execute(update(t.users).where(t.users.c.id == who).values(totp=sealed))
    file = tmp_path / "backup.zip"
    assert _run("backup", str(file)) == 0
    assert _run("restore", str(file), "--replace") == 0
    assert "secret.key" not in capsys.readouterr().out
    monkeypatch.setenv("OSLER_HOME", str(tmp_path / "another"))
    assert _run("restore", str(file)) == 0
    said = capsys.readouterr().out
    assert "1 members' one-time codes were sealed with another secret.key" in said
    assert "osler user reset-second-factor" in said


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"A synthetic text about nothing."])
def test_anything_else_is_refused_in_one_line(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    file = tmp_path / "other.zip"
    file.write_bytes(data)
    assert _run("restore", str(file), "--replace") == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"osler: {file}: not a backup")
    assert shown.err.count("\n") == 1


def test_nothing_is_overwritten(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "backup.zip"
    assert _run("backup", str(file)) == 0
    assert _run("backup", str(file)) == 1
    assert "there is such a file already" in capsys.readouterr().err
    assert _run("backup", str(file), "--replace") == 0
    assert _run("backup", str(tmp_path / "none" / "backup.zip")) == 1
    assert "No such file" in capsys.readouterr().err
    assert _run("restore", str(file)) == 1
    said = capsys.readouterr().err
    assert f"osler: {home}/osler.sqlite holds articles" in said
    assert "--replace" in said
