"""Moments as text: UTC, microseconds, a trailing "Z"; they sort as they follow one another."""

from __future__ import annotations

import datetime
from collections.abc import Callable

Clock = Callable[[], datetime.datetime]  # aware, UTC


def utc_now() -> datetime.datetime:
    """The moment it is."""
    return datetime.datetime.now(datetime.UTC)


def text(moment: datetime.datetime) -> str:
    """A moment as it is stored. Raises `ValueError` for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse(stored: str) -> datetime.datetime:
    """A stored moment. Raises `ValueError` for text that is none."""
    return datetime.datetime.strptime(stored, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=datetime.UTC)
