"""The only reader of the environment: settings from `osler.toml` and `OSLER_*` variables."""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec
import platformdirs

from osler.readers.audience import READERS
from osler.safety.locales import LOCALES


class SettingsError(Exception):
    """A setting that cannot be used; the message says which, where, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default. `OSLER_<NAME>` overrides `<name>` in `osler.toml`.

    `home`: the data folder. `starter`: when the bundled digests are used: "auto" (only where real
    evidence gives nothing), "always" or "never". `statements`: the most statements shown in one
    section, 1..20. `passages`: passages ranked per family, 10..1000. `certify_age`: years after
    which evidence counts as old for certainty, 1..50. `dense`: whether to use vectors where there
    are any. `width`: columns of terminal output, None for the terminal's own. `reader`:
    for whom `osler ask` writes where it is not told. `locale`: whose
    telephone numbers for help are shown.

    Publishing. `database`: URL of the database of articles and people, None for a SQLite file in
    the data folder. `anchor`: a file, best on another disk, to which the head of the ledger is
    written after each change. `reviewers`: signatures that approve an article, 1..5.
    `review_months`: months until a review is due again, 1..60; `review_months_drugs` where drug
    labels are cited. `show`: from which state on readers see an article never approved: "submitted"
    or "approved".

    The web. `public`: whether reading and asking take no account. `base_url`: the address that
    readers see, for links, cookies and sign-in; `osler serve` sets it to where it listens unless
    the operator did. `issuer`, `client_id`, `client_secret`: an OpenID
    Connect provider to sign in with. `session_hours`: how long a sign-in lasts at most, 1..720.
    `asked_days`: days for which questions asked on the web are kept, 0..365; `thread_days` those
    of a conversation, from its last turn. `log_questions`:
    whether logs may hold the words of questions. `trusted_proxies`: addresses and networks, parted
    by commas, of the proxies in front, whose `X-Forwarded-For` is believed. `metrics_token`: who
    sends it as a bearer token may read `/metrics` from anywhere; without it only this machine may.
    `limits`: whether requests are held to a rate; false where a proxy in front does so.

    A language model that writes answers, checked before they are shown. `model`: "openai:NAME" for
    an OpenAI-compatible endpoint, "local:FILE.gguf" for a file on this machine, None for no model.
    `model_url`: the endpoint's address with its `/v1`, None for OpenAI's; `model_key`: its key,
    never shown. `model_for`: other models by who reads, "patient=openai:NAME,nurse=none".
    `model_deadline`: seconds for a whole answer, 1..600, after which the extractive one is shown;
    `model_tokens`: the most tokens written for one, 100..20000; `model_passages`: passages given,
    1..40. `model_price_read`, `model_price_written`: what a million tokens cost.
    """

    home: Path
    starter: str = "auto"
    statements: int = 8
    passages: int = 40
    certify_age: int = 10
    dense: bool = True
    width: int | None = None
    reader: str = "physician"
    locale: str = "US"
    database: str | None = None
    anchor: Path | None = None
    reviewers: int = 2
    review_months: int = 12
    review_months_drugs: int = 6
    show: str = "submitted"
    public: bool = True
    base_url: str = "http://127.0.0.1:8000"
    issuer: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    session_hours: int = 12
    asked_days: int = 7
    thread_days: int = 30
    log_questions: bool = False
    trusted_proxies: str | None = None
    metrics_token: str | None = None
    limits: bool = True
    model: str | None = None
    model_url: str | None = None
    model_key: str | None = None
    model_for: str | None = None
    model_deadline: int = 20
    model_tokens: int = 1200
    model_passages: int = 10
    model_price_read: float | None = None
    model_price_written: float | None = None

    @property
    def articles(self) -> Path:
        """SQLite file of articles and people, where no other database is set."""
        return self.home / "osler.sqlite"

    @property
    def secret(self) -> Path:
        """File of the key that signs forms and seals the secrets of one-time codes."""
        return self.home / "secret.key"

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
    "reviewers": (1, 5),
    "review_months": (1, 60),
    "review_months_drugs": (1, 60),
    "session_hours": (1, 720),
    "asked_days": (0, 365),
    "thread_days": (0, 365),
    "model_deadline": (1, 600),
    "model_tokens": (100, 20000),
    "model_passages": (1, 40),
    "model_price_read": (0, 1_000_000),
    "model_price_written": (0, 1_000_000),
}
_SECRET = frozenset({"model_key", "client_secret", "metrics_token", "database"})
_ONE_OF = {
    "starter": ("auto", "always", "never"),
    "show": ("submitted", "approved"),
    "locale": tuple(LOCALES),
    # As `readers/audience.py` has them; a test holds the two together.
    "reader": (
        "patient", "caregiver", "student", "nurse", "pharmacist", "physician", "researcher",
    ),
}  # fmt: skip


# Variables of ours that are no settings: where to look, how to speak, what tests and benches take.
_KNOWN = frozenset({"CONFIG", "DEBUG", "BENCH_LOG", "TEST_MODEL", "TEST_POSTGRES"})
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+")
_MODEL = re.compile(r"(?:openai|local):\S(?:.*\S)?|none")
_MODEL_URL = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+(?:/[A-Za-z0-9._~/-]*)?")


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
        raise SettingsError(_refused(str(error), values, where)) from error
    for name, (low, high) in _LIMITS.items():
        value = getattr(settings, name)
        if value is not None and not low <= value <= high:
            raise SettingsError(f"{where.get(name)}: {name} must be {low} to {high}, not {value}")
    for name, words in _ONE_OF.items():
        if getattr(settings, name) not in words:
            allowed = ", ".join(words)
            raise SettingsError(f"{where.get(name)}: {name} must be one of {allowed}")
    if not _ADDRESS.fullmatch(settings.base_url):
        raise SettingsError(
            f"{where.get('base_url')}: base_url must be http(s)://HOST[:PORT], without a path"
        )
    try:
        for each in (settings.trusted_proxies or "").split(","):
            ipaddress.ip_network(each.strip() or "::1", strict=False)
    except ValueError as error:
        raise SettingsError(
            f"{where.get('trusted_proxies')}: trusted_proxies must be addresses or networks "
            f"parted by commas: {error}"
        ) from error
    if (settings.issuer is None) is not (settings.client_id is None):
        alone, needed = ("client_id", "issuer") if settings.client_id else ("issuer", "client_id")
        raise SettingsError(f"{where.get(alone)}: {alone} needs {needed}: a provider takes both")
    _check_models(settings, where)
    return settings


def _check_models(settings: Settings, where: dict[str, str]) -> None:
    """Raises `SettingsError` for a model that cannot be meant, or an address that is none."""
    form = "openai:NAME, local:FILE.gguf or none"
    if settings.model is not None and not _MODEL.fullmatch(settings.model):
        raise SettingsError(f"{where.get('model')}: model must be {form}")
    for each in filter(None, (settings.model_for or "").split(",")):
        reader, _, name = each.partition("=")
        if not reader.strip() or not _MODEL.fullmatch(name.strip()):
            wanted = f"READER=MODEL parted by commas, MODEL {form}"
            raise SettingsError(f"{where.get('model_for')}: model_for must be {wanted}")
        if reader.strip() not in READERS:
            raise SettingsError(
                f"{where.get('model_for')}: model_for names no reader {reader.strip()!r}; "
                f"readers are {', '.join(READERS)}"
            )
    if settings.model_url is not None and not _MODEL_URL.fullmatch(settings.model_url):
        raise SettingsError(
            f"{where.get('model_url')}: model_url must be http(s)://HOST[:PORT][/PATH], and holds "
            "no user name or key"
        )
    if (settings.model_price_read is None) is not (settings.model_price_written is None):
        raise SettingsError("model_price_read and model_price_written go together")


def _refused(said: str, values: dict[str, object], where: dict[str, str]) -> str:
    """What is wrong with the one setting that cannot be read, and what is allowed."""
    found = re.search(r"`\$\.(\w+)`", said)
    if found is None:
        return f"{', '.join(sorted(set(where.values()))) or 'settings'}: {said}"
    name = found[1]
    allowed = {
        **{each: f"a whole number from {low} to {high}" for each, (low, high) in _LIMITS.items()},
        **{each: f"one of {', '.join(words)}" for each, words in _ONE_OF.items()},
        **dict.fromkeys(("dense", "public", "log_questions", "limits"), "true or false"),
        "home": "a folder",
        "anchor": "a file",
    }
    wanted = allowed.get(name, "text")
    if name in _SECRET:
        return f"{where.get(name, name)}: {name} must be {wanted}"
    return f"{where.get(name, name)}: {name} must be {wanted}, not {values[name]!r}"


def _path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value).expanduser()
    raise TypeError(f"no way to read a {kind.__name__} from a setting")
