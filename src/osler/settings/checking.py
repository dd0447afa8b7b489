"""What each setting may be, and the one line that says so where it is not."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping

from osler.readers.audience import READERS
from osler.safety.locales import LOCALES
from osler.settings.settings import Settings, SettingsError

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
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+")
_MODEL = re.compile(r"(?:openai|local):\S(?:.*\S)?|none")
_MODEL_URL = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+(?:/[A-Za-z0-9._~/-]*)?")


def check(settings: Settings, where: Mapping[str, str]) -> None:
    """Raises `SettingsError` for a value out of its range, or one that needs another; `where` says
    where each was set.
    """
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


def _check_models(settings: Settings, where: Mapping[str, str]) -> None:
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


def refused(said: str, values: Mapping[str, object], where: Mapping[str, str]) -> str:
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
