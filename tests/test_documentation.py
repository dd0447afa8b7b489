"""The README and the other documents say what is so."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest
import yaml

from made_house import Route, routes
from osler.accounts.role import Right
from osler.answer.ask import ask
from osler.answer.desk import Wish
from osler.api.site import api_application, document
from osler.cli.bench import PARTS
from osler.cli.main import osler
from osler.cli.serve import GRACE
from osler.house import writing
from osler.house.reading import reading
from osler.rendering.terminal import plain
from osler.server import application
from osler.settings import Settings, read_settings
from osler.sources.front_matter import split

ROOT = Path(__file__).resolve().parents[1]
ANYONE = {Right.READ, Right.ASK, Right.OPERATE, Right.SIGN_IN}
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


def _calls() -> Iterator[tuple[click.Command, list[str]]]:
    """Every command that the README names, with the words after it. "a | b" names two."""
    context = click.Context(osler)
    for said in re.findall(r"(?:^|`|and: )osler ([^`#\n]+)", README, re.MULTILINE):
        first, *words = re.sub(r'"[^"]*"', "WORDS", said).split()
        command = osler.get_command(context, first)
        assert command is not None, said
        if not isinstance(command, click.Group) or not words:
            yield command, words
            continue
        for each in " ".join(words).split(" | "):
            name, *rest = each.split()
            found = command.get_command(context, name)
            if found is None:  # a group that is a command by itself
                assert name.startswith("-"), said
            yield found or command, rest


def test_every_documented_subcommand_and_option_exists() -> None:
    named = set()
    for command, words in _calls():
        known = {opt for each in command.params for opt in (*each.opts, *each.secondary_opts)}
        options = {word.strip("[]") for word in words if word.strip("[").startswith("--")}
        assert options <= known, (command.name, options - known)
        named.add(command.name)
    assert {"reset-second-factor", "verify", "export", "restore", "supersede"} <= named


def _addresses() -> set[str]:
    """Every address of the service that the README names in code, as the pattern it stands for."""
    words = re.findall(r"`(?:BASE_URL)?(/[\w./…-]*)`", README) + re.findall(
        r"localhost:8000(/\S*)", README
    )
    return {each.replace("NAME", "{}").replace("…", "{}") for each in words}


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


@pytest.fixture(scope="module")
def served() -> list[Route]:
    """Every route, as the application has them before it starts."""
    return list(routes(application(Settings(home=Path("nowhere"))).routes))


def test_every_documented_address_exists(served: list[Route]) -> None:
    shapes = {_shape(each.path) for each in served} | {"/api"}
    named = _addresses()
    assert {"/library", "/sign-in/callback", "/api/v1/ask", "/readyz", "/a/{}"} <= named
    for each in named - {"/api/v1/{}"}:
        cited = each.replace("cite.ris", "cite.{}")
        assert cited in shapes, each


def test_every_public_address_is_documented(served: list[Route]) -> None:
    """A page that anyone may open is named, or lies under one that is; a call is in the OpenAPI
    document, which is made from the same routes.
    """
    named = _addresses() | {"/static"}  # what pages load, which nobody opens
    called = {f"/api{path}" for path in document(api_application())["paths"]}
    for each in served:
        anyone = set(each.rights) <= ANYONE
        if "GET" not in each.methods or not anyone or each.path in called:
            continue
        steps = _shape(each.path).rstrip("/").split("/")
        above = {"/".join(steps[:number]) or "/" for number in range(2, len(steps) + 1)}
        assert (above or {"/"}) & named, each.path


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


def test_the_settings_shown_are_taken_and_the_redirect_address_is_ours(tmp_path: Path) -> None:
    for each in re.findall(r"```toml\n(.*?)```", README, re.DOTALL):
        (tmp_path / "osler.toml").write_text(each, encoding="utf-8")
        settings = read_settings({"OSLER_HOME": str(tmp_path)})
        if settings.trusted_proxies:
            redirect = f"{settings.base_url}/sign-in/callback"
            assert f"`{redirect}`" in README
            assert urlsplit(settings.base_url).hostname in re.findall(r"server_name (.*);", README)
    assert f"for {GRACE} seconds at most" in README
