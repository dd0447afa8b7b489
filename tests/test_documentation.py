"""The README and the other documents say what is so."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
import yaml

from osler.answer.ask import ask
from osler.answer.desk import Wish
from osler.cli.bench import PARTS
from osler.cli.main import osler
from osler.house import writing
from osler.house.reading import reading
from osler.rendering.terminal import plain
from osler.settings import Settings, read_settings
from osler.sources.front_matter import split

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    for field in dataclasses.fields(Settings):
        assert f"`{field.name}`" in README, field.name


def test_every_documented_command_exists() -> None:
    named = set(re.findall(r"^osler (\w+)|`osler (\w+)", README, re.MULTILINE))
    words = {one or other for one, other in named}
    known = set(osler.list_commands(None))  # type: ignore[arg-type]
    assert words
    assert words <= known
    assert {"ask", "ingest", "evidence", "setup", "doctor", "index", "model", "bench"} <= words


def test_every_exit_code_is_documented() -> None:
    for code in ("0", "1", "2", "3", "4", "130"):
        assert f"| {code} |" in README


def test_every_part_of_the_benchmark_is_documented() -> None:
    for part in PARTS:
        assert part in README


def test_the_example_front_matter_is_accepted(tmp_path: Path) -> None:
    block = re.search(r"```markdown\n(---\n.*?)```", README, re.DOTALL)
    assert block is not None
    found = split(block[1])
    assert found is not None
    assert {"title", "publisher", "date", "url", "licence"} <= set(found[0])
    assert yaml.safe_load(block[1].split("---")[1])["date"]
    file = tmp_path / "own.md"
    file.write_text(block[1], encoding="utf-8")
    settings = read_settings({"OSLER_HOME": str(tmp_path / "home")})
    tally, _, _ = writing.ingest(settings, [file])
    assert tally.added == 1


def test_the_transcript_is_real(whole_home: Path) -> None:
    block = re.search(
        r"<!-- transcript -->\n```text\n(.*?)```\n<!-- /transcript -->", README, re.DOTALL
    )
    assert block is not None
    shown = block[1].splitlines()
    question = shown[0].split('"')[1]
    with reading(Settings(home=whole_home)) as evidence:
        said = plain(ask(question, evidence, Wish(2026)), 80).splitlines()
    cut = shown.index("[…]")
    assert shown[1:cut] == said[: cut - 1]
    assert all(line in said for line in shown[cut + 1 :])


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CHANGELOG.md", "docs/benchmarks.md"])
def test_documents_are_there(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_paths_named_in_documents_exist() -> None:
    for name in ("README.md", "ARCHITECTURE.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for path in re.findall(r"\]\(([\w./-]+)\)", text):
            assert (ROOT / path).exists(), f"{name}: {path}"
        for path in re.findall(r"`((?:answer|ingest|index|cli|rendering)/\w+\.py)`", text):
            assert (ROOT / "src" / "osler" / path).exists(), f"{name}: {path}"
