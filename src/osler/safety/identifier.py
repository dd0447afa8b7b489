"""Kinds of identifiers, and where one stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Identifier(StrEnum):
    """A kind of identifier after 45 CFR 164.514(b)(2); the value stands in its place, in brackets.
    Full-face photographs are told by the names of their files.
    """

    NAME = "name"
    PLACE = "place"
    DATE = "date"
    AGE = "over 89"
    PHONE = "telephone number"
    FAX = "fax number"
    EMAIL = "e-mail address"
    SSN = "social security number"
    RECORD = "record number"
    PLAN = "health plan number"
    ACCOUNT = "account number"
    LICENCE = "licence number"
    VEHICLE = "vehicle number"
    DEVICE = "device number"
    URL = "web address"
    IP = "IP address"
    BIOMETRIC = "biometric identifier"
    PHOTO = "photograph"
    CODE = "identifying code"


@dataclass(frozen=True, slots=True)
class Finding:
    """An identifier at `start..end` (code points, half-open). `kept` is what of it may stay: the
    year of a date.
    """

    kind: Identifier
    start: int
    end: int
    kept: str | None = None
