"""Text that carries inline tags and HTML entities as plain characters, as JSON exports do."""

from __future__ import annotations

import html
import re

from lxml import etree

from osler.sources.pubmed.markup import squeeze, text_of

_NAMES = (
    "i|b|u|em|strong|sup|sub|p|br|math|semantics|annotation|mi|mn|mo|mtext|mspace|mrow|msub|msup"
    "|msubsup|mfrac|msqrt|mroot|mover|munder|munderover|mfenced|mtable|mtr|mtd|mstyle"
)
_TAG = re.compile(rf"<(/?)(?:[a-z]+:)?({_NAMES})(?:\s[^<>]*)?(/?)>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")


def readable(text: str) -> str:
    """The text with known tags rewritten as `markup.text_of` does, and entities as characters.

    A `<` that opens no known tag is a less-than sign. Tags that do not pair are dropped.
    """
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    if "<" not in text or _TAG.search(text) is None:
        return squeeze(text)
    try:
        return text_of(etree.fromstring(f"<x>{_as_xml(text)}</x>", _PARSER))
    except (etree.XMLSyntaxError, ValueError):  # tags that do not pair; control characters
        return squeeze(_TAG.sub("", text))


def _as_xml(text: str) -> str:
    parts, position = list[str](), 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        written = " " if name in {"br", "p"} else f"<{tag[1]}{name}{tag[3]}>"
        parts += (html.escape(text[position : tag.start()], quote=False), written)
        position = tag.end()
    return "".join((*parts, html.escape(text[position:], quote=False)))


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
