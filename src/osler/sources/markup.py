"""Typography that carries meaning: superscripts, subscripts and white space as plain text."""

from __future__ import annotations

import re

_PLAIN = "0123456789+-=()n"
_RAISED = dict(zip(f"{_PLAIN}−–i", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ⁻⁻ⁱ", strict=True))
_LOWERED = dict(zip(f"{_PLAIN[:-1]}−–", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋₋", strict=True))
_MARKS = frozenset("∗*†‡§¶#‖®™©°′″,;.: ")
_SPACE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000\u200b\ufeff]+")
_LOOSE = re.compile(r" ([,.;:)\]](?!\w))")


def superscript(text: str) -> str:
    """A superscript in plain text, so that 10<sup>9</sup> reads 10⁹ and never 109.

    Footnote marks stay as they are; what Unicode cannot raise is written `^x` or `^(x y)`.
    """
    return _shifted(text, _RAISED, "^")


def subscript(text: str) -> str:
    """A subscript in plain text: H₂O; what Unicode cannot lower is written `_x` or `_(x y)`."""
    return _shifted(text, _LOWERED, "_")


def squeeze(text: str) -> str:
    """Every run of white space, of whatever width, to one space; none at the ends."""
    return _SPACE.sub(" ", text).strip()


def close_up(text: str) -> str:
    """Take out the space that dropped inline markup leaves before closing punctuation."""
    return _LOOSE.sub(r"\1", text)


def _shifted(text: str, table: dict[str, str], sign: str) -> str:
    inner = squeeze(text)
    if not inner or all(character in _MARKS for character in inner):
        return inner
    shifted = [table.get(character) for character in inner]
    if all(shifted):
        return "".join(character for character in shifted if character)
    return f"{sign}{inner}" if inner.isalnum() else f"{sign}({inner})"
