"""HTML and XHTML fragments as blocks: headings, paragraphs, items and readable table rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from osler.sources.entities import without_doctype
from osler.sources.guidelines.block import Block, Kind
from osler.sources.guidelines.table import Cell, readable, span
from osler.sources.markup import close_up, squeeze, subscript, superscript

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_BREAK_NAMES = (
    "address article aside blockquote body br caption center dd div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody "
    "td tfoot th thead tr ul"
)
_DROPPED_NAMES = (
    "applet audio button canvas embed head iframe input link meta nav noscript object script "
    "select style svg template textarea title video"
)
_BREAKS = frozenset(_BREAK_NAMES.split())
_DROPPED = frozenset(_DROPPED_NAMES.split())
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")
_CITED = re.compile(r"\d[\d,\s–—-]*")
_AFTER_WORD = re.compile(r"(?:[.,;:)\]”’\"'%]|[A-Za-zé]{4,}|[A-Z]{3,})\s*$")


def blocks(source: str, base: int = 0) -> tuple[Block, ...]:
    """Read an HTML page or fragment. Headings get level `base` + 1..6. Never raises.

    Scripts, styles, navigation and forms are dropped. A superscript number after a word or
    punctuation is a citation mark and dropped; after a digit or a unit it is kept as a superscript.
    """
    try:
        bare = without_doctype(_DECLARATION.sub("", source, count=1))
        root = html.document_fromstring(bare, parser=_parser(), ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError):
        return ()
    return read_tree(root, base)


def plain(source: str) -> str:
    """The text of an HTML fragment in one line."""
    return " ".join(block.text for block in blocks(source) if block.text)


def read_tree(root: Any, base: int = 0) -> tuple[Block, ...]:
    """Read a parsed tree (HTML or XHTML, namespaces ignored) into blocks."""
    walk = _Walk(base)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walk.enter(_name(element), element)
        elif event == "end":
            walk.leave(_name(element), element)
        else:
            walk.write(element.tail)
    walk.flush()
    return tuple(walk.found)


def _parser() -> Any:
    return html.HTMLParser(encoding=None, no_network=True, remove_comments=True, remove_pis=True)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


@dataclass(slots=True)
class _Walk:
    base: int
    found: list[Block] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)  # where each open sup or sub began
    hidden: int = 0
    level: int = 0
    items: int = 0
    tables: list[list[list[Cell]]] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)  # where each open table or cell began

    def enter(self, name: str, element: Any) -> None:
        if name in _DROPPED or self.hidden:
            self.hidden += 1
            return
        if name == "table":
            self._open_table()
        elif name == "tr" and self.tables:
            self.tables[-1].append([])
        elif name in ("td", "th") and self.tables:
            self.opened.append(len(self.buffer))
        elif name in _BREAKS:
            self._break()
        if name in _LEVELS and not self.tables:
            self.level = _LEVELS[name]
        elif name == "li":
            self.items += 1
        elif name in ("sup", "sub"):
            self.shifts.append(len(self.buffer))
        self.write(element.text)

    def leave(self, name: str, element: Any) -> None:
        if self.hidden:
            self.hidden -= 1
            self.write(element.tail)
            return
        if name == "table" and self.tables:
            self._close_table()
        elif name in ("td", "th") and self.tables:
            self._cell(name, element)
        elif name in _BREAKS:
            self._break()
        if name in _LEVELS:
            self.level = 0
        elif name == "li":
            self.items = max(0, self.items - 1)
        elif name in ("sup", "sub") and self.shifts:
            self._shift(name)
        self.write(element.tail)

    def write(self, text: str | None) -> None:
        if text and not self.hidden:
            self.buffer.append(text)

    def flush(self) -> None:
        """End the open block; outside tables only."""
        text = close_up(squeeze("".join(self.buffer)))
        self.buffer.clear()
        if not text:
            return
        if self.level:
            self.found.append(Block(Kind.HEADING, text, self.base + self.level))
        else:
            self.found.append(Block(Kind.ITEM if self.items else Kind.PARAGRAPH, text))

    def _break(self) -> None:
        if self.tables:
            self.buffer.append(" ")
        else:
            self.flush()

    def _since(self) -> str:
        """What was written since the innermost open table or cell began, taken out."""
        start = self.opened.pop()
        text = close_up(squeeze("".join(self.buffer[start:])))
        del self.buffer[start:]
        return text

    def _open_table(self) -> None:
        if not self.tables:
            self.flush()
        self.tables.append([])
        self.opened.append(len(self.buffer))

    def _cell(self, name: str, element: Any) -> None:
        text = self._since()
        if not self.tables[-1]:
            self.tables[-1].append([])
        self.tables[-1][-1].append(
            Cell(text, span(element.get("colspan")), span(element.get("rowspan")), name == "th")
        )

    def _close_table(self) -> None:
        rows = self.tables.pop()
        left = self._since()  # a caption, or text astray between rows
        if self.tables:  # a table inside a cell of another
            self.buffer += (f" {line} " for line in (left, *readable(rows)) if line)
            return
        if left:
            self.found.append(Block(Kind.PARAGRAPH, left))
        self.found += (Block(Kind.ROW, line) for line in readable(rows))

    def _shift(self, name: str) -> None:
        start = self.shifts.pop()
        text = "".join(self.buffer[start:])
        del self.buffer[start:]
        if name == "sub":
            self.buffer.append(subscript(text))
        elif not (
            _CITED.fullmatch(text.strip()) and _AFTER_WORD.search("".join(self.buffer)[-40:])
        ):
            self.buffer.append(superscript(text))
