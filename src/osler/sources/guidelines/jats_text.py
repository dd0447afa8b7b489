"""Inline text of JATS articles: superscripts kept, citation marks out, formulas in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from osler.sources.markup import close_up, squeeze, subscript, superscript

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = f"{_OPEN}[^{_CLOSE}]*{_CLOSE}"
_JOIN = r"(?:\s|,|;|–|—|-|and|&|to)*"
_LEAD = r"(?:(?:e\.g\.|i\.e\.|see(?: also)?|cf\.?|reviewed in|for (?:a )?review,?(?: see)?),?\s*)?"
_BRACKETED = re.compile(rf"\s*[\[(]\s*{_LEAD}{_MARK}(?:{_JOIN}{_MARK})*\s*[\])]")
_NUMBERS = r"[\[(]?[\d\s,;–—-]*\d[\d\s,;–—-]*[a-z]?[\])]?"
_NUMBERED = rf"{_OPEN}(?!(?:19|20)\d\d){_NUMBERS}{_CLOSE}"  # a year belongs to its author
_BARE = re.compile(rf"\s*{_NUMBERED}(?:[\s,;–—-]*{_NUMBERED})*")
_EMPTY = re.compile(r"\s*[\[(](?:e\.g\.|i\.e\.|see|cf\.)?[,;\s]*[\])]")
_DANGLING = re.compile(r"[,;]\s*([)\]])")
_NAMED = re.compile(
    r"(?:\b(?:refs?|references?|see|in|by|from|of|and|study|studies|trial|with|to)\.?)\s*\Z", re.I
)
_DROPPED = frozenset(
    {"tex-math", "graphic", "inline-graphic", "media", "fn", "object-id", "supplementary-material"}
)


def text_of(element: Any) -> str:
    """All text of `element` in one line."""
    return tidy("".join(pieces(element)))


def pieces(element: Any) -> Iterator[str]:
    """Text of `element` piece by piece, citation marks still inside their sentinels."""
    yield element.text or ""
    for child in element:
        yield from piece(child)
        yield child.tail or ""


def piece(child: Any) -> Iterator[str]:
    """Text of one inline child, without its tail."""
    name = local(child)
    if name in _DROPPED or not name:
        return
    if name == "xref" and child.get("ref-type") == "bibr":
        yield f"{_OPEN}{''.join(pieces(child)).strip()}{_CLOSE}"
    elif name in ("sup", "sub"):
        yield from _shifted(name, "".join(pieces(child)))
    elif name in ("msup", "msub") and len(child) == 2:
        yield "".join(piece(child[0]))
        shift = superscript if name == "msup" else subscript
        yield shift("".join(piece(child[1])))
    elif name == "mfrac" and len(child) == 2:
        yield "/".join("".join(piece(each)) for each in child)
    elif name == "alternatives":
        texts = ("".join(piece(each)) for each in child)
        yield next((text for text in texts if text.strip()), "")
    elif name == "break":
        yield " "
    else:
        yield from pieces(child)


def tidy(text: str) -> str:
    """Take citation marks out and close the gaps they leave.

    `[1,2]`, `(3–5)` and raised numbers go with their brackets; a mark that is part of the sentence
    ("Smith et al. (2010) showed", "in reference 12") stays.
    """
    if _OPEN in text:
        text = _BRACKETED.sub("", text)
        text = _BARE.sub(_kept_when_named, text)
        text = text.replace(_OPEN, "").replace(_CLOSE, "")
        text = _EMPTY.sub("", _DANGLING.sub(r"\1", text))
    return close_up(squeeze(text))


def local(element: Any) -> str:
    """The element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _shifted(name: str, inner: str) -> Iterator[str]:
    if name == "sub":
        yield subscript(inner)
    elif _OPEN in inner:
        left = re.sub(_MARK, "", inner).strip(" ,;–—-[]()")
        yield superscript(left) if left else f"{_OPEN}1{_CLOSE}"
    else:
        yield superscript(inner)


def _kept_when_named(found: re.Match[str]) -> str:
    before = found.string[: found.start()]
    if found[0][:1].isspace() and _NAMED.search(before[-12:]):
        return found[0].replace(_OPEN, "").replace(_CLOSE, "")
    return ""
