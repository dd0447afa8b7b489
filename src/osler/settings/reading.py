"""The only reader of the environment: options over `OSLER_*` variables over `osler.toml`."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import msgspec
import platformdirs

from osler.settings.checking import check, refused
from osler.settings.settings import Settings, SettingsError

# Variables of ours that are no settings: where to look, how to speak, what tests and benches take.
_KNOWN = frozenset({"CONFIG", "DEBUG", "BENCH_LOG", "TEST_MODEL", "TEST_POSTGRES"})


def read_settings(
    environment: Mapping[str, str] | None = None, given: Mapping[str, str] | None = None
) -> Settings:
    """Settings from `given` (options of a command) over `OSLER_*` variables over `osler.toml` over
    defaults.

    The file is `OSLER_CONFIG`, else `osler.toml` in the data folder. Raises `SettingsError`.
    """
    environment = os.environ if environment is None else environment
    home, file = _home(environment), _file(environment)
    values = _from_file(file) if file.is_file() else {}
    where = dict.fromkeys(values, str(file))
    names = {field.name for field in fields(Settings)}
    for name, text in environment.items():
        key = name.removeprefix("OSLER_").lower()
        if name.startswith("OSLER_") and key in names and text:
            values[key], where[key] = text, name
    for name, text in (given or {}).items():
        values[name], where[name] = text, f"--{name.replace('_', '-')}"
    values.setdefault("home", str(home))
    return _settled(values, where)


def is_set(name: str, environment: Mapping[str, str] | None = None) -> bool:
    """Whether the operator set this, in the environment or the file; else it has its default."""
    environment = os.environ if environment is None else environment
    if environment.get(f"OSLER_{name.upper()}"):
        return True
    file = _file(environment)
    return file.is_file() and name in _from_file(file)


def hand_down(name: str, value: str) -> None:
    """Set this for every process started from here on, as if the operator had."""
    os.environ[f"OSLER_{name.upper()}"] = value


def unknown(environment: Mapping[str, str] | None = None) -> list[str]:
    """One line for each `OSLER_*` variable that sets nothing, with the nearest that does."""
    environment = os.environ if environment is None else environment
    known = sorted({field.name.upper() for field in fields(Settings)} | _KNOWN)
    found = []
    for name in sorted(environment):
        key = name.removeprefix("OSLER_")
        if name.startswith("OSLER_") and key.upper() not in known:
            near = difflib.get_close_matches(key.upper(), known, 1, 0.6)
            meant = f"; is OSLER_{near[0]} meant?" if near else ""
            found.append(f"{name} is no setting and changes nothing{meant}")
    return found


def _home(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("OSLER_HOME") or platformdirs.user_data_path("osler")).expanduser()


def _file(environment: Mapping[str, str]) -> Path:
    """The file of settings, which need not be there. Raises `SettingsError` where one is named
    that is not.
    """
    named = environment.get("OSLER_CONFIG")
    file = Path(named).expanduser() if named else _home(environment) / "osler.toml"
    if named and not file.is_file():
        raise SettingsError(f"OSLER_CONFIG names {file}, which is not a file")
    return file


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
        raise SettingsError(refused(str(error), values, where)) from error
    check(settings, where)
    return settings


def _path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value).expanduser()
    raise TypeError(f"no way to read a {kind.__name__} from a setting")
