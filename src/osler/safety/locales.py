"""Telephone numbers for help, by place. Only numbers that the services themselves publish."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A telephone line: its number as printed, whose it is, and how it is reached."""

    number: str
    name: str
    reach: str = "call"


@dataclass(frozen=True, slots=True)
class Locale:
    """`emergency`: the number for police, fire and ambulance, None where none is sure. `crisis`:
    a line for people who may harm themselves. `poison`: one for advice after a poisoning.
    """

    emergency: str | None
    crisis: Line | None = None
    poison: Line | None = None


_SAMARITANS = Line("116 123", "Samaritans")

# ISO 3166 codes of countries, "EU" for the Union's common number, "other" for anywhere else.
LOCALES: dict[str, Locale] = {
    "US": Locale(
        "911",
        Line("988", "the Suicide & Crisis Lifeline", "call or text"),
        Line("1-800-222-1222", "Poison Help"),
    ),
    "CA": Locale("911", Line("988", "the Suicide Crisis Helpline", "call or text")),
    "GB": Locale("999", _SAMARITANS, Line("111", "NHS 111")),
    "IE": Locale("112", _SAMARITANS),
    "AU": Locale(
        "000", Line("13 11 14", "Lifeline"), Line("13 11 26", "the Poisons Information Centre")
    ),
    "NZ": Locale("111", Line("1737", "Need to talk?", "call or text")),
    "EU": Locale("112"),
    "IN": Locale("112"),
    "other": Locale(None),
}
