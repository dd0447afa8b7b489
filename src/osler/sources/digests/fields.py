"""Front matter fields, read by name with their type; a wrong or unknown one is named."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)


class InvalidError(Exception):
    """A digest breaks its format; the message names the field and is shown to the operator."""


class Fields:
    """A mapping read field by field. `finish` refuses what nothing asked for, so that a misspelt
    field is reported and not lost."""

    def __init__(self, values: dict[str, object]) -> None:
        self._values = values
        self._read: set[str] = set()

    def text(self, name: str) -> str | None:
        """A text, number or date as text, inner line breaks made spaces; `None` when left out."""
        value = self._take(name)
        if value is None:
            return None
        if isinstance(value, dict | list | bool | bytes):
            raise InvalidError(f"{name} is not a text")
        return " ".join(str(value).split()) or None

    def required(self, name: str) -> str:
        """Like `text`, but left out is an error."""
        value = self.text(name)
        if value is None:
            raise InvalidError(f"{name} is missing")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, in order; empty when left out."""
        value = self._take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise InvalidError(f"{name} is not a list of texts")
        return tuple(" ".join(each.split()) for each in value)

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        """One of the values of an enumeration."""
        value = self.required(name)
        try:
            return kind(value)
        except ValueError as error:
            raise InvalidError(f"{name} is not one of its values: {value[:80]!r}") from error

    def records(self, name: str) -> tuple[Fields, ...]:
        """A list of mappings; empty when left out."""
        value = self._take(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise InvalidError(f"{name} is not a list")
        return tuple(_record(name, each) for each in value)

    def finish(self) -> None:
        """Raise `InvalidError` if any field was never read."""
        unknown = sorted(self._values.keys() - self._read)
        if unknown:
            raise InvalidError(f"unknown field: {unknown[0][:80]}")

    def _take(self, name: str) -> object:
        self._read.add(name)
        return self._values.get(name)


def _record(name: str, value: object) -> Fields:
    if not isinstance(value, dict):
        raise InvalidError(f"{name} holds something that is not a mapping")
    return Fields({str(key): each for key, each in value.items()})
