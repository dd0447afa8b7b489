"""The doors over a PostgreSQL that is busy, restarts or stays away: said plainly, and over when it
is over.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx2
import pytest
from sqlalchemy import text

import databases
from made_visitor import PASSWORD, Place, place
from osler.accounts.role import Role
from osler.storage import database

READER = "reader@example.org"


@dataclass
class Server:
    """A private PostgreSQL server that a test may stop and start."""

    url: str
    control: Callable[[str], None]


@pytest.fixture
def server() -> Iterator[Server]:
    """Started, and gone afterwards."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("no PostgreSQL: Debian's is not installed")
    folder = Path(tempfile.mkdtemp(prefix="osler-pg-away-"))
    before: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        before = ["runuser", "-u", "postgres", "--"]
    data, port = str(folder / "data"), databases.free_port()

    def call(program: str, *words: str) -> None:
        command = [*before, str(programs[-1] / program), "-D", data, *words]
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=True, cwd="/", stdout=quiet, stderr=quiet)

    def control(act: str) -> None:
        options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off"
        more = ("-o", options, "-l", str(folder / "log")) if act == "start" else ("-m", "fast")
        call("pg_ctl", "-w", *more, act)

    call("initdb", "-U", "osler", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    control("start")
    try:
        yield Server(f"postgresql://osler@127.0.0.1:{port}/postgres", control)
    finally:
        subprocess.run(
            [*before, str(programs[-1] / "pg_ctl"), "-D", data, "-m", "immediate", "stop"],
            check=False,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        shutil.rmtree(folder, ignore_errors=True)


def _unavailable(answer: httpx2.Response) -> None:
    assert answer.status_code == 503, answer.text
    assert int(answer.headers["retry-after"]) > 0
    assert "psycopg" not in answer.text
    assert "127.0.0.1" not in answer.text.replace("http://127.0.0.1:8000", "")


def _everywhere(here: Place) -> list[httpx2.Response]:
    browser = here.browser()
    paths = ("/library", "/board", "/feed.atom", "/a/none", "/api/v1/articles")
    return [browser.get(path) for path in paths]


def test_a_restart_is_survived(server: Server, tmp_path: Path) -> None:
    with place(tmp_path, database=server.url, limits=False) as here:
        here.add(READER, Role.READER)
        browser = here.browser()
        assert browser.sign_in(READER, PASSWORD).status_code == 303
        form = browser.token()
        server.control("stop")
        for answer in _everywhere(here):
            _unavailable(answer)
        _unavailable(browser.get("/account"))
        _unavailable(browser.post("/sign-in", login=READER, password=PASSWORD, csrf=form))
        assert here.browser().get("/healthz").status_code == 200
        lacking = here.browser().get("/readyz").json()["lacking"]
        assert lacking["database"] == lacking["ledger"] == "cannot be read"
        server.control("start")
        assert browser.signed_in
        assert [each.status_code for each in _everywhere(here)] == [200, 200, 200, 404, 200]
        server.control("stop")
        server.control("start")  # connections that broke while nobody used them
        assert browser.signed_in
        assert [each.status_code for each in _everywhere(here)] == [200, 200, 200, 404, 200]


def test_who_waits_too_long_to_write_is_told_to_come_back(
    tmp_path: Path, url_of: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with place(tmp_path, database=url_of("postgresql"), limits=False) as here:
        here.add(READER, Role.READER)
        browser = here.browser()
        form = browser.token()
        monkeypatch.setattr(database, "PATIENCE", 1)
        with here.service.board.database.engine.connect() as other:
            other.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": database.WRITER})
            _unavailable(browser.post("/sign-in", login=READER, password=PASSWORD, csrf=form))
            assert browser.get("/library").status_code == 200
            other.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": database.WRITER})
        assert browser.sign_in(READER).status_code == 303


def test_letters_have_one_case_whatever_the_locale(server: Server, tmp_path: Path) -> None:
    """The server's locale is C, where PostgreSQL itself lowers ASCII only."""
    with place(tmp_path, database=server.url) as here:
        here.add("Ämilie@example.org", Role.READER)
        assert here.browser().sign_in("äMILIE@example.org").status_code == 303
        for path in ("/library?q=%00", "/a/%00", "/library?q=ÄÖ%F0%9F%92%8A"):
            assert here.browser().get(path).status_code < 500
