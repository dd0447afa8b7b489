"""`osler ask --model`: written where a model answers, extractive and why where it does not."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from made_command import osler
from made_model_server import failing, saying, serving, writing
from osler.rendering.json_form import decode

pytest.importorskip("openai", reason="openai (osler[model]) is not installed")
QUESTION = "What is the first-line treatment of uncomplicated gonorrhoea?"
WORDS = "recommends ceftriaxone alone"
KEY = "synthetic-secret-key"
CANARY = "canaryfive"

_NOTHING_LOADED = """
import sys
from osler.cli.main import run
try:
    run(["ask", "--format", "json", *sys.argv[1:]])
except SystemExit:
    pass
heavy = ("openai", "xllamacpp", "httpx2", "osler.house.models", "osler.inference.openai_model")
print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""


def ask(home: Path, url: str, *more: str, **settings: str) -> tuple[int, str, str]:
    """Exit code, output and errors, of a question to a model at an address."""
    given = {"OSLER_MODEL_URL": url, "OSLER_MODEL_KEY": KEY, "OSLER_MODEL_DEADLINE": "5"}
    arguments = ("ask", "--model", "openai:synthetic", *more, QUESTION)
    done = osler(home, *arguments, **(given | settings))
    assert KEY not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_a_model_writes_and_every_form_says_so(starter_home: Path) -> None:
    with serving(writing(WORDS, [f"{CANARY} cures gonorrhea."])) as server:
        code, out, _ = ask(starter_home, server.url, "--format", "json")
        answer = decode(out.encode())
        assert code == 0
        assert answer.made_by == "osler, written by openai:synthetic, checked"
        assert WORDS in answer.summary[0].text
        assert answer.written is not None
        assert "dropped" in {each.outcome for each in answer.written.checked}
        for form in ("terminal", "markdown", "html"):
            code, out, _ = ask(starter_home, server.url, "--format", form)
            said = " ".join(out.split())
            assert "Written by the language model" in said
            assert CANARY not in said
    assert server.keys[0] == f"Bearer {KEY}"


def test_a_server_killed_after_the_first_statement_gives_the_extractive_answer(
    starter_home: Path,
) -> None:
    plain = decode(osler(starter_home, "ask", "--format", "json", QUESTION).stdout.encode())
    with serving(writing(WORDS, ["Never shown."], dies=True)) as server:
        code, out, _ = ask(starter_home, server.url, "--format", "json")
    answer = decode(out.encode())
    assert code == 0
    assert answer.sections == plain.sections
    assert answer.summary == plain.summary
    assert answer.written is not None
    assert [each.outcome for each in answer.written.checked] == ["dropped"]
    assert any(step.stage == "written" for step in answer.trace)  # it had come that far


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (failing(500), "answered with status 500"),
        (failing(429), "status 429"),
        (failing(401), "refused the key"),
        (saying([f"{CANARY} is the cure."]), "in the form asked for"),
    ],
)  # fmt: skip
def test_one_line_says_why_no_model_wrote(starter_home: Path, act: object, why: str) -> None:
    with serving(act) as server:  # type: ignore[arg-type]
        code, out, _ = ask(starter_home, server.url)
    said = " ".join(out.split())
    assert code == 0
    assert why in said
    assert "The sources' own sentences are shown." in said
    assert CANARY not in said


def test_a_closed_port_a_missing_file_and_a_wrong_name(starter_home: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    assert "cannot be reached" in " ".join(ask(starter_home, url)[1].split())
    absent = osler(starter_home, "ask", "--model", f"local:{tmp_path}/absent.gguf", QUESTION)
    assert absent.returncode == 0
    assert "cannot be read" in " ".join(absent.stdout.split())
    wrong = osler(starter_home, "ask", "--model", "synthetic", QUESTION)
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("osler: --model: model must be openai:NAME")
    assert wrong.stderr.count("\n") == 1


def test_without_a_model_nothing_of_one_is_loaded(starter_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _NOTHING_LOADED, QUESTION],
        env={"OSLER_HOME": str(starter_home), "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "[]"
    assert json.loads(done.stdout)["written"] is None
    assert osler(starter_home, "ask", "--model", "none", QUESTION).returncode == 0


def test_doctor_says_whether_the_model_answers(starter_home: Path) -> None:
    named = {"OSLER_MODEL": "openai:synthetic", "OSLER_MODEL_KEY": KEY}
    with serving(saying(["yes"])) as server:
        done = osler(starter_home, "doctor", OSLER_MODEL_URL=server.url, **named)
    assert "ok   language model: openai:synthetic answers" in done.stdout
    with serving(failing(401)) as server:
        done = osler(starter_home, "doctor", OSLER_MODEL_URL=server.url, **named)
    assert "FIX  language model: openai:synthetic refused the key (status 401)" in done.stdout
    assert done.returncode == 1
    assert KEY not in done.stdout
    assert "language model: none set" in osler(starter_home, "doctor").stdout
