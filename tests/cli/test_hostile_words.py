"""What a source, a file name or a question holds reaches the terminal as words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from made_command import osler, process

ACTING = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eback\u200b"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    line = {
        "pmid": "99000041",
        "title": f"Synthetic {ACTING} title",
        "journal": f"Journal {ACTING}",
        "date": f"2021 {ACTING}",
        "abstract": f"Syntheticine {ACTING} lowers synthetic fever in adults.",
    }
    (folder / "a.jsonl").write_text(json.dumps(line) + "\n")
    done = osler(folder / "home", "ingest", str(folder / "a.jsonl"))
    assert done.returncode == 0, done.stderr
    return folder / "home"


@pytest.mark.parametrize(
    "arguments",
    [
        ("evidence", "show", "99000041"),
        ("evidence", "show", "99000041", "--format", "json"),
        ("evidence",),
        ("evidence", "show", f"no {ACTING}"),
        ("evidence", "supersede", f"no {ACTING}", "x"),
        ("ingest", f"absent {ACTING}"),
        ("ask", f"syntheticine {ACTING} fever"),
        ("ask", f"syntheticine {ACTING} fever", "--format", "json"),
        ("doctor",),
    ],
)
def test_nothing_that_acts_is_printed(home: Path, arguments: tuple[str, ...]) -> None:
    done = osler(home, *arguments)
    shown = done.stdout + done.stderr
    assert shown.strip()
    assert not set("\x1b\x07\x9b\u202e\u200b") & set(shown)
    assert "Traceback" not in shown


def test_output_that_is_not_utf8_never_fails(home: Path) -> None:
    for encoding in ("ascii", "latin-1"):
        for command in (("evidence", "show", "99000041"), ("ask", "what lowers μ fever ≥ 5?")):
            done = process(home, *command, PYTHONIOENCODING=encoding)
            assert "fault in Osler" not in done.stderr
            assert done.stdout


@pytest.mark.parametrize(
    "command", ["ask 'syntheticine fever'", "evidence show 99000041", "--help"]
)
def test_a_reader_that_has_enough_ends_it_quietly(home: Path, command: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m osler {command} | true; echo ${{PIPESTATUS[0]}}"],
        env={**os.environ, "OSLER_HOME": str(home), "OSLER_STARTER": "never"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.strip() in ("0", "141")


def test_completion_still_speaks(tmp_path: Path) -> None:
    words = {"_OSLER_COMPLETE": "bash_complete", "COMP_WORDS": "osler in", "COMP_CWORD": "1"}
    done = process(tmp_path, **words)
    assert done.returncode == 0
    assert "ingest" in done.stdout
