"""Inline markup of PubMed text, written on one line without losing its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

_SUPERSCRIPT = dict(zip("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_SUBSCRIPT = dict(zip("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎", strict=True))
_RAISED = {**_SUPERSCRIPT, **{raised: raised for raised in _SUPERSCRIPT.values()}}
_LOWERED = {**_SUBSCRIPT, **{lowered: lowered for lowered in _SUBSCRIPT.values()}}
_ON_THE_LINE = frozenset(("st", "nd", "rd", "th", "(r)", *"®™©℠°*∗•·†‡§¶#′″'☆★✩,;()"))
_STOPS = frozenset(".,;:")  # a stop inside the tags belongs to the sentence
_LIST = frozenset("0123456789,")
_WORD = re.compile(r"[^\W_]+(?:[./][^\W_]+)?")
_ACCENTS = {"¯": "̄", "‾": "̄", "―": "̄", "_": "̄", "^": "̂", "ˆ": "̂", "~": "̃", "˜": "̃", "˙": "̇"}
_INVISIBLE = dict.fromkeys((0x2061, 0x2062, 0x2063, 0x2064))
_RELATIONS = frozenset("=<>≤≥≈≠±×÷∼≡≪≫→")


def squeeze(text: str | None) -> str:
    """Runs of any whitespace, no-break and thin spaces included, become one space; ends trimmed."""
    return " ".join(text.split()) if text else ""


def text_of(element: etree._Element) -> str:
    """All text of an element in document order, inline markup rewritten, whitespace squeezed.

    `sup` and `sub` follow `raised` and `lowered`; MathML is written as a formula; `b`, `i`, `u`
    and anything unknown vanish and their text stays.
    """
    text = _flat(element) if len(element) else element.text
    return text if text and _is_plain(text) else squeeze(text)


def whole_number(text: str | None) -> int | None:
    """A short run of ASCII digits as a number; anything else is None."""
    digits = text.strip() if text else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def lines_of(text: str | None) -> list[str]:
    """The lines of a text, each squeezed."""
    lines = (text or "").split("\n")
    if text and text.isascii() and "  " not in text and "\t" not in text and "\r" not in text:
        return list(map(str.strip, lines))
    return list(map(squeeze, lines))


def _is_plain(text: str) -> bool:
    """Whether a long text surely needs no squeezing: looking is quicker than splitting. XML has
    no other control characters than these three."""
    return (
        len(text) > 100
        and text.isascii()
        and "  " not in text
        and "\n" not in text
        and "\t" not in text
        and "\r" not in text
        and text[0] != " " != text[-1]
    )


def raised(text: str) -> str:
    """A superscript: `9` → `⁹`; `th` and `®` stay on the line; anything else is `^(…)`."""
    if not text or text in _ON_THE_LINE:
        return text
    if text[-1] in _STOPS and len(text) > 1:
        return raised(text[:-1].rstrip()) + text[-1]
    solid = text.replace(" ", "")
    if all(character in _RAISED for character in solid):
        return "".join(map(_RAISED.__getitem__, solid))
    if all(character in _LIST for character in solid):
        return "".join(_RAISED.get(character, character) for character in solid)
    return f"^({text})"


def lowered(text: str, before: str) -> str:
    """A subscript after the text `before`.

    `2` → `₂`. A word or number after a letter stays on the line, as clinicians write it (`HbA1c`,
    `Cmax`, `PM2.5`, `t1/2`); anything else is `_(…)`.
    """
    if not text or text in _ON_THE_LINE:
        return text
    if text[-1] in _STOPS and len(text) > 1:
        return lowered(text[:-1].rstrip(), before) + text[-1]
    solid = text.replace(" ", "")
    if all(character in _LOWERED for character in solid):
        return "".join(map(_LOWERED.__getitem__, solid))
    last = before[-1:]
    if (last.isalpha() or (last == "-" and text.isalpha())) and _WORD.fullmatch(text):
        return text
    return f"_({text})"


def _flat(element: etree._Element) -> str:
    written = element.text or ""
    for child in element:
        tag = child.tag
        inner = _flat(child) if len(child) else child.text or ""
        if tag == "sup":
            inner = _edged(inner, raised(inner.strip()))
        elif tag == "sub":
            inner = _edged(inner, lowered(inner.strip(), written))
        elif tag.endswith("math"):
            inner = _math(child).translate(_INVISIBLE)
        written += inner + (child.tail or "")
    return written


def _edged(text: str, core: str) -> str:
    """The rewritten core with the whitespace that surrounded it."""
    if not core or not (text[0].isspace() or text[-1].isspace()):
        return core or text
    left = text[: len(text) - len(text.lstrip())]
    return f"{left}{core}{text[len(text.rstrip()) :]}"


def _math(element: etree._Element) -> str:
    """One MathML element as text; an unknown one gives its children in order."""
    kind = element.tag.rpartition("}")[2].rpartition(":")[2]
    if kind in {"annotation", "annotation-xml"}:
        return ""
    if kind == "mspace":
        return " "
    if kind == "mo":
        sign = squeeze(element.text)
        return f" {sign} " if sign in _RELATIONS else sign
    parts = [_math(child) for child in element]
    if not parts:
        return squeeze(element.text)
    write = _LAYOUTS.get(kind)
    if write is not None and len(parts) >= _LEAST[kind]:
        return write(parts)
    if kind == "mfenced":
        inner = f"{element.get('separators', ',')[:1] or ' '} ".join(parts)
        return f"{element.get('open', '(')}{inner}{element.get('close', ')')}"
    joined = ("; " if kind in {"mtable", "mtr"} else "").join(parts)
    return squeeze(element.text) + joined


def _grouped(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _over(parts: list[str]) -> str:
    accent = _ACCENTS.get(parts[1].strip())
    if accent is not None and len(parts[0]) == 1:
        return parts[0] + accent
    return parts[0] + raised(parts[1].strip())


def _under(parts: list[str]) -> str:
    return parts[0] + lowered(parts[1].strip(), "")


_LAYOUTS: dict[str, Callable[[list[str]], str]] = {
    "msub": _under,
    "munder": _under,
    "msup": lambda parts: parts[0] + raised(parts[1].strip()),
    "mover": _over,
    "msubsup": lambda parts: _under(parts) + raised(parts[2].strip()),
    "munderover": lambda parts: _under(parts) + raised(parts[2].strip()),
    "mfrac": lambda parts: f"{_grouped(parts[0].strip())}/{_grouped(parts[1].strip())}",
    "msqrt": lambda parts: f"√({''.join(parts)})",
    "mroot": lambda parts: f"({parts[0]})^(1/{parts[1]})",
}
_LEAST = dict.fromkeys(_LAYOUTS, 2) | {"msqrt": 1, "msubsup": 3, "munderover": 3}
