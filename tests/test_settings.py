"""Settings: defaults, the file, the environment over the file, and clear refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from osler.settings import SettingsError, is_set, read_settings, unknown


def test_home_comes_from_the_environment(tmp_path: Path) -> None:
    settings = read_settings({"OSLER_HOME": str(tmp_path)})
    assert settings.home == tmp_path
    assert settings.index == tmp_path / "index"
    assert settings.starter == "auto"


def test_the_environment_stands_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "osler.toml").write_text("statements = 3\npassages = 40\ndense = false\n")
    settings = read_settings({"OSLER_HOME": str(tmp_path), "OSLER_STATEMENTS": "5"})
    assert (settings.statements, settings.passages, settings.dense) == (5, 40, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 1", "colour"),
        ("statements = 0", "1 to 20"),
        ("statements = 'many'", "statements"),
        ("starter = 'sometimes'", "auto, always, never"),
        ('client_id = "osler"', "client_id needs issuer"),
        ('issuer = "https://id.example.org"', "issuer needs client_id"),
        ("= broken", "osler.toml"),
        ('model = "gpt"', "model must be openai:NAME, local:FILE.gguf or none"),
        ('model_for = "patient"', "model_for must be READER=MODEL"),
        ('model_for = "patient=gpt"', "model_for must be READER=MODEL"),
        ('model_for = "patients=openai:x"', "names no reader 'patients'; readers are patient,"),
        ('model_for = "patient=none,surgeon=none"', "names no reader 'surgeon'"),
        ('model_url = "https://me:secret@example.org/v1"', "no user name or key"),
        ('model_url = "file:///etc/passwd"', "model_url must be"),
        ("model_deadline = 0", "1 to 600"),
        ("model_tokens = 1", "100 to 20000"),
        ("model_passages = 41", "1 to 40"),
        ("model_price_read = 1", "go together"),
    ],
)
def test_a_wrong_setting_says_which_and_what_is_allowed(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "osler.toml").write_text(text)
    with pytest.raises(SettingsError, match=said):
        read_settings({"OSLER_HOME": str(tmp_path)})


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="OSLER_CONFIG"):
        read_settings({"OSLER_HOME": str(tmp_path), "OSLER_CONFIG": str(tmp_path / "absent")})


def test_a_variable_that_sets_nothing_is_named_with_the_nearest_that_does() -> None:
    given = {"OSLER_STATEMENT": "1", "OSLER_QQ": "1", "OSLER_HOME": "x", "OSLER_DEBUG": "1"}
    said = unknown({**given, "OSLER_TEST_POSTGRES": "x", "PATH": "/bin", "OSLER_MODEL": "x"})
    assert [each.split()[0] for each in said] == ["OSLER_QQ", "OSLER_STATEMENT"]
    assert "OSLER_STATEMENTS" in said[1]
    assert "meant" not in said[0]


def test_an_option_stands_over_the_environment_and_is_named_when_wrong(tmp_path: Path) -> None:
    here = {"OSLER_HOME": str(tmp_path), "OSLER_MODEL": "openai:synthetic"}
    assert read_settings(here).model == "openai:synthetic"
    assert read_settings(here, {"model": "none"}).model == "none"
    with pytest.raises(SettingsError, match=r"^--model: model must be"):
        read_settings(here, {"model": "synthetic"})


def test_a_key_that_cannot_be_read_is_not_repeated(tmp_path: Path) -> None:
    (tmp_path / "osler.toml").write_text('model_key = ["synthetic-secret"]\n')
    with pytest.raises(SettingsError, match="model_key must be text") as caught:
        read_settings({"OSLER_HOME": str(tmp_path)})
    assert "synthetic-secret" not in str(caught.value)


def test_what_is_set_is_told_from_what_has_its_default(tmp_path: Path) -> None:
    here = {"OSLER_HOME": str(tmp_path)}
    assert not is_set("base_url", here)
    assert is_set("base_url", {**here, "OSLER_BASE_URL": "http://127.0.0.1:8000"})
    (tmp_path / "osler.toml").write_text('base_url = "http://127.0.0.1:8000"\n')
    assert is_set("base_url", here)
