"""Entities that a file declares for itself: put in place where they are plain, else reported.

Parsers here resolve none, so a reference would vanish from the text: `5 &mu;g` must never read 5 g.
"""

from __future__ import annotations

import html
import re
from typing import Any

from lxml import etree

LONGEST = 4  # code points an entity may stand for: a character or two, never a sentence

_REFERENCE = re.compile(r"&([^\s#;&<>\"']+);")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})  # XML's, always known
_DOCTYPE = re.compile(
    r"(?P<before>\A(?>(?:\s+|<!--.*?-->|<\?.*?\?>)*))"
    r"<!DOCTYPE(?>(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*)"
    r"(?:\[(?P<subset>(?>(?:<!--.*?-->|[^\]\"']|\"[^\"]*\"|'[^']*')*))\]\s*)?>",
    re.S | re.I,
)
_DECLARED = re.compile(r"<!ENTITY\s+([\w.:-]+)\s+(?:\"([^\"]*)\"|'([^']*)')\s*>")


def settle(root: etree._Element, written: bytes) -> str | None:
    """Put the tree's declared character entities in place; the name of one that cannot be.

    `written` is what the tree was parsed from: of an attribute's unknown entity the tree keeps
    nothing. To be called before any attribute is read, for what is declared is expanded in them.
    """
    declarations: Any = root.getroottree().docinfo.internalDTD
    if declarations is None:  # without a DOCTYPE an unknown entity is no well-formed XML
        return None
    known = {
        str(each.name): str(each.content)
        for each in declarations.iterentities()
        if each.content is not None and _plain(str(each.content))
    }
    for found in _REFERENCE.finditer(written.replace(b"\0", b"").decode("utf-8", "replace")):
        if found[1] not in known and found[1] not in _OWN:
            return found[1][:80]
    found_here: list[Any] = list(root.iter(etree.Entity))
    for entity in found_here:
        if entity.name not in known:
            return str(entity.name)[:80]
        _replace(entity, known[entity.name])
    return None


def without_doctype(source: str) -> str:
    """HTML text without its DOCTYPE, the plain entities declared there put in place.

    An HTML parser ends a DOCTYPE at its first `>` and takes what is left of it for text.
    """
    found = _DOCTYPE.match(source)
    if found is None:
        return source
    rest = source[found.end() :]
    declared = {
        each[1]: html.unescape(each[2] or each[3] or "")
        for each in _DECLARED.finditer(found["subset"] or "")
    }
    known = {name: html.escape(text) for name, text in declared.items() if _plain(text)}
    if known:
        rest = _REFERENCE.sub(lambda each: known.get(each[1], each[0]), rest)
    return found["before"] + rest


def _plain(text: str) -> bool:
    return 0 < len(text) <= LONGEST and not set("&<") & set(text)


def _replace(entity: etree._Element, text: str) -> None:
    parent, before = entity.getparent(), entity.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + text + (entity.tail or "")
    else:
        before.tail = (before.tail or "") + text + (entity.tail or "")
    entity.tail = None
    parent.remove(entity)
