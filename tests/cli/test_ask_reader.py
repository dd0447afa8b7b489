"""`osler ask --reader`: the option, the setting, and each format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from osler.cli.main import osler

QUESTION = "What is the cause of myopathic necrosis?"


def ask(home: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> str:
    monkeypatch.setenv("OSLER_HOME", str(home))
    done = CliRunner().invoke(osler, ["ask", *options, QUESTION])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_option_and_the_setting_say_the_same(
    starter_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(starter_home, monkeypatch, "--reader", "patient")
    assert "[Muscle cell death]" in asked
    assert "In the source's words: Muscle fibre necrosis" in " ".join(asked.split())
    assert "Words explained" in asked
    monkeypatch.setenv("OSLER_READER", "patient")
    assert ask(starter_home, monkeypatch) == asked
    plain = ask(starter_home, monkeypatch, "--reader", "physician")
    assert "[Muscle cell death]" not in plain


def test_json_has_both_wordings_and_changes_no_field(
    starter_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = json.loads(ask(starter_home, monkeypatch, "--format", "json"))
    found = json.loads(ask(starter_home, monkeypatch, "--format", "json", "--reader", "patient"))
    assert "reader" not in plain
    assert found.pop("reader") == "patient"
    adapted = found.pop("adapted")
    timed = {"made_at": None, "trace": None}
    assert {**found, **timed} == {**plain, **timed}
    said = {each["text"] for each in found["summary"]}
    assert {e["original"] for e in adapted["statements"] if e["in_brief"]} == said
    assert all(each["same_claims"] for each in adapted["statements"])
    assert {"term", "plain", "meaning"} == set(adapted["words"][0])


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_other_formats_have_the_sources_words_too(
    starter_home: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    asked = ask(starter_home, monkeypatch, "--format", form, "--reader", "patient")
    assert "Muscle cell death" in asked
    assert "Muscle fibre necrosis may also be caused by toxins" in asked
    assert "talk to your doctor" in asked


def test_an_unknown_reader_is_said_in_a_line() -> None:
    done = CliRunner().invoke(osler, ["ask", "--reader", "dog", QUESTION])
    assert done.exit_code == 2
    assert "'dog' is not one of" in done.output
