"""A text as it reads: what hides or disguises letters is seen through, place by place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_HIDDEN = frozenset({"Cf", "Cs", "Co", "Cn", "Mn"})
_MARKS = {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "−": "-"}


@dataclass(frozen=True, slots=True)
class Legible:
    """`text` is `source` without hidden characters, in compatibility form, quotes and hyphens
    plain; `places[i]` is where its i-th character stands in the source, and one more for the end.
    """

    source: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source (half-open) of a stretch of the text. Hidden characters at its
        end are left outside, those inside it are in.
        """
        return self.places[start], self.places[end - 1] + 1


def legible(source: str) -> Legible:
    """Read a text through; see `Legible`. White space of every kind becomes a plain space."""
    if source.isascii() and source.isprintable():
        return Legible(source, source, tuple(range(len(source) + 1)))
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(source):
        for each in _read(character):
            letters.append(each)
            places.append(place)
    return Legible(source, "".join(letters), (*places, len(source)))


def _read(character: str) -> str:
    if character.isascii():
        return " " if character < " " or character == "\x7f" else character
    if character in _MARKS:
        return _MARKS[character]
    category = unicodedata.category(character)
    if category in _HIDDEN:
        return ""
    if category in {"Zs", "Zl", "Zp", "Cc"}:
        return " "
    return unicodedata.normalize("NFKC", character)
