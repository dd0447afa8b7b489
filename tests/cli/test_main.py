"""The doors as a user meets them: exit codes, one clear line, no tracebacks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from made_command import osler, process
from osler.index.vectors import open_vectors
from osler.inference.model_card import ModelCard, write_card


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the starter evidence and nothing else."""
    folder = tmp_path_factory.mktemp("home")
    done = process(folder, "ask", "What is the cause of myopathic necrosis?")
    assert done.returncode == 0, done.stderr
    return folder


def test_help_names_every_command_and_exit_code(tmp_path: Path) -> None:
    done = process(tmp_path, "--help")
    assert done.returncode == 0
    for word in ("ask", "ingest", "evidence", "setup", "doctor", "Exit codes"):
        assert word in done.stdout


def test_every_command_has_help(tmp_path: Path) -> None:
    listed = osler(tmp_path, "--help").stdout.split("Commands:")[1].split("Exit codes")[0]
    names = [
        line.split()[0]
        for line in listed.splitlines()
        if line.startswith("  ") and line[2:3].strip()
    ]
    assert len(names) >= 8
    for name in names:
        done = osler(tmp_path, name, "--help")
        assert done.returncode == 0, done.stderr
        assert "Usage: osler" in done.stdout


def test_the_first_question_is_answered_from_an_empty_home(home: Path) -> None:
    done = osler(home, "ask", "What is the cause of myopathic necrosis?")
    assert done.returncode == 0
    for heading in (
        "In brief",
        "From the Guidelines",
        "From the FDA Drug Label",
        "From the Research",
    ):
        assert heading in done.stdout
    assert "[1]" in done.stdout
    assert "starter digest" in done.stdout
    assert done.stderr == ""


def test_json_offsets_point_into_the_shown_document(home: Path) -> None:
    answer = json.loads(
        osler(home, "ask", "What causes necrotizing myopathy?", "--format", "json").stdout
    )
    cited = [
        citation
        for section in answer["sections"]
        for group in section["groups"]
        for statement in group["statements"]
        for citation in statement["citations"]
    ]
    assert cited
    for citation in cited:
        shown = osler(home, "evidence", "show", citation["document"], "--format", "json")
        text = json.loads(shown.stdout)["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_what_no_evidence_answers_is_refused_with_3(home: Path) -> None:
    done = osler(home, "ask", "What is the best treatment of zorbulitis of the flumph?")
    assert done.returncode == 3
    assert "No answer." in done.stdout
    assert "searched" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "?!"],
        ["ask", "x" * 5000],
        ["ask", "fever", "--since", "soon"],
        ["ask", "fever", "--format", "pdf"],
        ["ingest"],
        ["ingest", "absent-file"],
        ["nonsense"],
    ],
)
def test_wrong_usage_exits_2_with_a_line(home: Path, arguments: list[str]) -> None:
    done = osler(home, *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "Error" in done.stderr


@pytest.mark.slow
def test_the_same_question_gives_the_same_answer_whatever_the_hash_seed(home: Path) -> None:
    """The order in which a set is walked must reach neither a sum nor a tie."""

    def made(seed: int) -> str:
        done = process(
            home,
            *("ask", "What causes rhabdomyolysis?", "--format", "json", "--explain"),
            PYTHONHASHSEED=str(seed),
        )
        answer = json.loads(done.stdout)
        answer["made_at"] = None
        for step in answer["trace"]:
            step["milliseconds"] = None
        return json.dumps(answer)

    assert len({made(seed) for seed in range(4)}) == 1


def test_a_wrong_setting_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "osler.toml").write_text("colour = 'red'\n")
    done = osler(tmp_path, "ask", "fever")
    assert done.returncode == 1
    assert "colour" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_evidence_and_doctor_read_well(home: Path) -> None:
    shown = osler(home, "evidence")
    assert shown.returncode == 0
    assert "digest" in shown.stdout
    assert "Missing:" in shown.stdout
    checked = osler(home, "doctor")
    assert checked.returncode == 0, checked.stdout
    assert "Everything is in order." in checked.stdout


def test_doctor_warns_of_vectors_of_another_encoder(home: Path, tmp_path: Path) -> None:
    subprocess.run(["cp", "-r", f"{home}/.", str(tmp_path)], check=True)
    held = open_vectors(tmp_path / "index", "made/before@1", 4)
    assert held is not None
    held.append([1], np.eye(1, 4, dtype=np.float32))
    alone = osler(tmp_path, "doctor")
    assert alone.returncode == 0, alone.stdout
    assert "installs made/before@1" in alone.stdout
    model = tmp_path / "models" / "other"
    model.mkdir(parents=True)
    (model.parent / "encoder").write_text("other")
    for name, mark in (("made/since", "FIX "), ("made/before", "ok  ")):
        write_card(model, ModelCard(name, 4, "cls", 8, "0" * 64, revision="1"))
        checked = osler(tmp_path, "doctor").stdout  # the model itself is not there to be loaded
        assert f"{mark} encoder: {name}@1" in checked
        assert ("install made/before@1 again" in checked) is (mark == "FIX ")


def test_a_damaged_index_is_reported_not_traced(home: Path, tmp_path: Path) -> None:
    subprocess.run(["cp", "-r", f"{home}/.", str(tmp_path)], check=True)
    for file in (tmp_path / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged")
    done = osler(tmp_path, "ask", "What causes rhabdomyolysis?")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "osler index reset" in done.stderr


def test_completion_is_printed_for_each_shell(tmp_path: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        done = osler(tmp_path, "completion", shell)
        assert done.returncode == 0
        assert "_OSLER_COMPLETE" in done.stdout


def test_supersede_takes_a_document_out_of_answers(home: Path, tmp_path: Path) -> None:
    subprocess.run(["cp", "-r", f"{home}/.", str(tmp_path)], check=True)
    asked = ("ask", "What is the cause of myopathic necrosis?", "--format", "json")
    first = json.loads(osler(tmp_path, *asked).stdout)["references"]
    old, new = first[0]["document"], first[-1]["document"]
    done = osler(tmp_path, "evidence", "supersede", old, new)
    assert done.returncode == 0, done.stderr
    after = json.loads(osler(tmp_path, *asked).stdout)["references"]
    assert old not in {each["document"] for each in after}
    assert "superseded" in osler(tmp_path, "evidence", "show", old).stdout


def test_a_small_ingest_lays_in_what_it_was_given_and_nothing_else(tmp_path: Path) -> None:
    record = {"pmid": "99000001", "title": "Synthetic record", "abstract": "Soup is warm at noon."}
    file = tmp_path / "lines.jsonl"
    file.write_text(json.dumps(record) + "\n")
    home = tmp_path / "home"
    done = osler(home, "ingest", str(file))
    assert done.returncode == 0
    assert "digests" not in done.stderr
    asked = osler(home, "ask", "What is the cause of myopathic necrosis?")
    assert asked.returncode == 3
    assert "digest" not in osler(home, "evidence").stdout.split("Missing")[0]


def test_a_large_first_ingest_sets_everything_up(tmp_path: Path) -> None:
    line = json.dumps({"pmid": "99000001", "title": "Synthetic record", "abstract": "Soup. " * 900})
    file = tmp_path / "lines.jsonl"
    file.write_text((line + "\n") * 800)
    done = process(tmp_path / "home", "ingest", str(file))
    assert done.returncode == 0, done.stderr
    assert "142 starter digests laid in" in done.stderr
    assert "142  digest" in osler(tmp_path / "home", "evidence").stdout


def test_no_starter_where_none_is_wanted(tmp_path: Path) -> None:
    done = osler(tmp_path, "ask", "What causes myopathic necrosis?", OSLER_STARTER="never")
    assert done.returncode in {1, 3}
    assert "digests laid in" not in done.stderr


_LOADED = """
import sys
from osler.cli.main import run
try:
    run(sys.argv[1:])
finally:
    heavy = ("sqlalchemy", "alembic", "fastapi", "uvicorn", "argon2")
    print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize("command", ["ask", "ingest"])
def test_neither_database_nor_service_is_loaded_without_need(
    home: Path, tmp_path: Path, command: str
) -> None:
    """Asking starts in well under a second only as long as this holds."""
    record = {"pmid": "99000001", "title": "Synthetic record", "abstract": "Soup is warm at noon."}
    file = tmp_path / "lines.jsonl"
    file.write_text(json.dumps(record) + "\n")
    given = str(file) if command == "ingest" else "What causes rhabdomyolysis?"
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, command, given],
        env={**os.environ, "OSLER_HOME": str(shutil.copytree(home, tmp_path / "home"))},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "[]"
