"""Letters of other scripts that look Latin, made Latin where they stand among Latin letters."""

from __future__ import annotations

import re

_CYRILLIC = "асеһіјорԛѕԝухѵԁӏАВЕНІЈКМОРԚЅТԜУХ"
_CYRILLIC_LATIN = "acehijopqswyxvdlABEHIJKMOPQSTWYX"
# Greek letters that carry meaning of their own (α, β, κ, μ, …) are not here: IFN-γ, NF-κB, μg.
_GREEK = "οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_GREEK_LATIN = "oABEZHIKMNOPTYX"
_LATIN = dict(zip(_CYRILLIC + _GREEK, _CYRILLIC_LATIN + _GREEK_LATIN, strict=True))
_FOLDED = str.maketrans(_LATIN)
_WORD = re.compile(r"[^\W\d_]+")


def latin(text: str) -> str:
    """Text in which a word that mixes Latin letters with look-alikes is all Latin.

    A word with any other letter of another script stays as it is, and so does one without Latin.
    """
    return text if text.isascii() else _WORD.sub(_folded, text)


def _folded(found: re.Match[str]) -> str:
    word = found[0]
    others = [letter for letter in word if not letter.isascii()]
    mixed = 0 < len(others) < len(word) and any(letter in _LATIN for letter in others)
    if not mixed or any("\u0370" <= each <= "\u052f" and each not in _LATIN for each in others):
        return word
    return word.translate(_FOLDED)
