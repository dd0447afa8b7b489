"""Table rows inside run-on text: openFDA gives tables twice, run into the text and as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

MAX_TABLE = 2 << 20  # bytes of markup


Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Breaks:
    """Tables by their texts, white space taken out: the whole, and its rows of cells."""

    tables: tuple[tuple[str, Rows], ...]

    def apply(self, stretch: str) -> str:
        """`stretch` with a line break before each row and a tab between cells, for the tables that
        stand in it word for word. Only white space changes.
        """
        solid = _solid(stretch) if self.tables else ""
        marks: dict[int, str] = {}  # by offset into `solid`
        for whole, rows in self.tables:
            start = solid.find(whole)
            if start < 0 or start in marks:
                continue
            marks[start] = "\n\n"
            end = start
            for row in rows:
                separator = "\n"
                for cell in row:
                    marks.setdefault(end, separator)
                    end += len(cell)
                    separator = "\t"
            marks.setdefault(end, "\n\n")
        return _marked(stretch, marks) if marks else stretch


def read_breaks(markup: Iterable[str]) -> Breaks:
    """Where tables break, from openFDA `*_table` texts; unreadable ones are left out."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True
    )
    found: list[etree._Element] = []
    for text in markup:
        if len(text) > MAX_TABLE:
            continue
        try:
            root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError:
            continue
        if root is not None:
            found.extend(root.iter("table"))
    tables = (each for table in map(_cells, found) for each in (table, table[1:]))
    wholes = (("".join(cell for row in rows for cell in row), rows) for rows in tables)
    return Breaks(tuple(pair for pair in wholes if len(pair[0]) > 8))


def _cells(table: etree._Element) -> Rows:
    """Caption and rows in document order, as the text runs; what is empty left out."""
    rows = []
    for row in table.iter("caption", "tr"):
        cells = (
            [row] if row.tag == "caption" else [cell for cell in row if cell.tag in ("td", "th")]
        )
        texts = (_solid("".join(str(t) for t in cell.itertext())) for cell in cells)
        if filled := tuple(filter(None, texts)):
            rows.append(filled)
    return tuple(rows)


def _solid(text: str) -> str:
    return "".join(text.split())


def _marked(text: str, marks: dict[int, str]) -> str:
    """`text` with the white space before each marked character replaced by its mark. `marks` goes
    by offset into the text without white space; cells that run together in `text` stay so.
    """
    pieces: list[str] = []
    position = seen = 0
    for word in re.finditer(r"\S+", text):
        if mark := marks.get(seen):
            pieces.append(text[position : word.start()].rstrip())
            pieces.append(mark)
            position = word.start()
        seen += word.end() - word.start()
    pieces.append(text[position:])
    return "".join(pieces)
