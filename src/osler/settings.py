"""The only reader of the environment: settings from `osler.toml` and `OSLER_*` variables."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec
import platformdirs


class SettingsError(Exception):
    """A setting that cannot be used; the message says which, where, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default. `OSLER_<NAME>` overrides `<name>` in `osler.toml`.

    `home`: the data folder. `starter`: when the bundled digests are used: "auto" (only where real
    evidence gives nothing), "always" or "never". `statements`: the most statements shown in one
    section, 1..20. `passages`: passages ranked per family, 10..1000. `certify_age`: years after
    which evidence counts as old for certainty, 1..50. `dense`: whether to use vectors where there
    are any. `width`: columns of terminal output, None for the terminal's own.
    """

    home: Path
    starter: str = "auto"
    statements: int = 8
    passages: int = 40
    certify_age: int = 10
    dense: bool = True
    width: int | None = None

    @property
    def index(self) -> Path:
        """Folder of the evidence index."""
        return self.home / "index"

    @property
    def catalog(self) -> Path:
        """SQLite file of what was ingested."""
        return self.home / "catalog.sqlite"

    @property
    def declarations(self) -> Path:
        """JSON lines of what the operator declared; outlasts the catalog."""
        return self.home / "declarations.jsonl"

    @property
    def corpus(self) -> Path:
        """Small JSON file that says what the index holds."""
        return self.home / "corpus.json"

    @property
    def vocabulary(self) -> Path:
        """File of the compiled vocabulary."""
        return self.home / "vocabulary.bin"

    @property
    def models(self) -> Path:
        """Folder of installed models."""
        return self.home / "models"

    @property
    def quarantine(self) -> Path:
        """Folder of quarantine files, one for each run that set records aside."""
        return self.home / "quarantine"


_LIMITS = {
    "statements": (1, 20),
    "passages": (10, 1000),
    "certify_age": (1, 50),
    "width": (20, 400),
}
_STARTER = ("auto", "always", "never")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from `OSLER_*` variables over `osler.toml` over defaults.

    The file is `OSLER_CONFIG`, else `osler.toml` in the data folder. Raises `SettingsError`.
    """
    environment = os.environ if environment is None else environment
    home = Path(environment.get("OSLER_HOME") or platformdirs.user_data_path("osler")).expanduser()
    named = environment.get("OSLER_CONFIG")
    file = Path(named).expanduser() if named else home / "osler.toml"
    if named and not file.is_file():
        raise SettingsError(f"OSLER_CONFIG names {file}, which is not a file")
    values = _from_file(file) if file.is_file() else {}
    where = dict.fromkeys(values, str(file))
    names = {field.name for field in fields(Settings)}
    for name, text in environment.items():
        key = name.removeprefix("OSLER_").lower()
        if name.startswith("OSLER_") and key in names and text:
            values[key], where[key] = text, name
    values.setdefault("home", str(home))
    return _settled(values, where)


def _from_file(file: Path) -> dict[str, object]:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error
    known = {field.name for field in fields(Settings)}
    for name in values:
        if name not in known:
            raise SettingsError(f"{file}: no setting {name!r}; known: {', '.join(sorted(known))}")
    return values


def _settled(values: dict[str, object], where: dict[str, str]) -> Settings:
    try:
        settings = msgspec.convert(values, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise SettingsError(_refused(str(error), values, where)) from error
    for name, (low, high) in _LIMITS.items():
        value = getattr(settings, name)
        if value is not None and not low <= value <= high:
            raise SettingsError(f"{where.get(name)}: {name} must be {low} to {high}, not {value}")
    if settings.starter not in _STARTER:
        allowed = ", ".join(_STARTER)
        raise SettingsError(f"{where.get('starter')}: starter must be one of {allowed}")
    return settings


def _refused(said: str, values: dict[str, object], where: dict[str, str]) -> str:
    """What is wrong with the one setting that cannot be read, and what is allowed."""
    found = re.search(r"`\$\.(\w+)`", said)
    if found is None:
        return f"{', '.join(sorted(set(where.values()))) or 'settings'}: {said}"
    name = found[1]
    allowed = {
        **{each: f"a whole number from {low} to {high}" for each, (low, high) in _LIMITS.items()},
        "dense": "true or false",
        "starter": f"one of {', '.join(_STARTER)}",
        "home": "a folder",
    }
    return f"{where.get(name, name)}: {name} must be {allowed[name]}, not {values[name]!r}"


def _path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value).expanduser()
    raise TypeError(f"no way to read a {kind.__name__} from a setting")
