"""Text that carries inline tags and HTML entities as plain characters, as JSON exports do."""

from __future__ import annotations

import html
import re

from lxml import etree

from osler.sources.pubmed.markup import lowered, raised, squeeze, text_of

_NAMES = (
    "i|b|u|em|strong|sup|sub|p|br|math|semantics|annotation|mi|mn|mo|mtext|mspace|mrow|msub|msup"
    "|msubsup|mfrac|msqrt|mroot|mover|munder|munderover|mfenced|mtable|mtr|mtd|mstyle"
)
_TAG = re.compile(rf"<(/?)(?:[a-z]+:)?({_NAMES})(?:\s[^<>]*)?(/?)>", re.IGNORECASE)
_EMPTY = frozenset({"i", "b", "u", "em", "strong"})  # say nothing that plain text could lose
_SPACE = frozenset({"br", "p"})
_SHIFT = re.compile(r"<(su[pb])>([^<]*)</\1>")
_OPENED = re.compile(r"<(su[pb])>([-+−]?\d+)")
_DEPTH = 4  # sups and subs inside one another
_LAYOUT = re.compile(r"</?m[a-z]+/?>|</?(?:semantics|annotation)/?>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")


def readable(text: str) -> str:
    """The text with known tags rewritten as `markup.text_of` does, and entities as characters.

    A `<` that opens no known tag is a less-than sign. Tags that do not pair are dropped, but never
    so that 10<sup>9 would read 109: see `_unpaired`.
    """
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    if "<" not in text or _TAG.search(text) is None:
        return squeeze(text)
    try:
        return text_of(etree.fromstring(f"<x>{_as_xml(text)}</x>", _PARSER))
    except (etree.XMLSyntaxError, ValueError):  # tags that do not pair; control characters
        return squeeze(_unpaired(_TAG.sub(_written, text)))


def _as_xml(text: str) -> str:
    parts, position = list[str](), 0
    for tag in _TAG.finditer(text):
        parts += (html.escape(text[position : tag.start()], quote=False), _written(tag))
        position = tag.end()
    xml = "".join((*parts, html.escape(text[position:], quote=False)))
    return xml if "<math" in xml else _LAYOUT.sub(" ", xml)  # no formula, so nothing to lay out


def _written(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name in _EMPTY:
        return ""
    return " " if name in _SPACE else f"<{tag[1]}{name}{tag[3]}>"


def _unpaired(text: str) -> str:
    """Text whose tags do not all pair. Pairs of sup and sub are rewritten; one that only opens
    raises or lowers the number after it and else stays as it is, as does one that only closes:
    how far it reaches is not known. Tags of formulas become spaces, so that no digits run together.
    """
    text = _LAYOUT.sub(" ", text)
    for _ in range(_DEPTH):
        text = _SHIFT.sub(_shifted, text)
    return _OPENED.sub(_shifted, text)


def _shifted(found: re.Match[str]) -> str:
    inner = squeeze(found[2])
    before = found.string[max(0, found.start() - 1) : found.start()]
    return raised(inner) if found[1] == "sup" else lowered(inner, before)


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
