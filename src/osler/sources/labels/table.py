"""Tables of SPL narrative as rows of placed cells, row and column spans resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

MAX_SPAN = 64  # wider spans are layout, or hostile


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its column (from 0). A cell that spans rows stands in each of them."""

    column: int
    span: int
    header: bool  # the whole row is a header row
    element: etree._Element


def rows_of(table: etree._Element) -> list[list[Cell]]:
    """Rows in document order, none empty, nested tables left to their cells.

    A header row is one in `thead`, or a leading row made of `th` alone.
    """
    rows: list[list[Cell]] = []
    held: dict[int, tuple[int, int, etree._Element]] = {}  # column → (rows left, span, cell)
    leading = True
    for head, row in _row_elements(table):
        cells = [cell for cell in row if _name(cell) in ("td", "th")]
        leading = leading and bool(cells) and all(_name(cell) == "th" for cell in cells)
        placed, held = _place(cells, held, head or leading)
        if placed:
            rows.append(placed)
    return rows


def table_lines(rows: list[list[Cell]], read: dict[etree._Element, str]) -> Iterator[str]:
    """One line per row, cells joined by " | ", each but the first led by its column's name, so
    that a row can be read and quoted without the table. `read` has the cells' texts.
    """
    header = [row for row in rows if row[0].header]
    names = _column_names(header, read)
    for row in header:
        yield " | ".join(filter(None, (read[cell.element] for cell in row)))
    for row in rows:
        if not row[0].header:
            yield " | ".join(
                _named(names, c.column, read[c.element]) for c in row if read[c.element]
            )


def _column_names(header: list[list[Cell]], read: dict[etree._Element, str]) -> dict[int, str]:
    """Column → its header texts from the top down, joined by a comma, each once."""
    names: dict[int, list[str]] = {}
    for row in header:
        for cell in row:
            text = read[cell.element]
            for column in range(cell.column, cell.column + cell.span):
                if text and text not in names.setdefault(column, []):
                    names[column].append(text)
    return {column: ", ".join(texts) for column, texts in names.items()}


def _named(names: dict[int, str], column: int, text: str) -> str:
    name = names.get(column, "")
    if column == 0 or not name or len(name) > 80 or text == name:
        return text
    return f"{name}: {text}"


def _row_elements(table: etree._Element) -> list[tuple[bool, etree._Element]]:
    found: list[tuple[bool, etree._Element]] = []
    feet: list[tuple[bool, etree._Element]] = []
    for child in table:
        if _name(child) == "tr":
            found.append((False, child))
        elif _name(child) in ("thead", "tbody", "tfoot"):
            head = _name(child) == "thead"
            into = feet if _name(child) == "tfoot" else found
            into.extend((head, row) for row in child if _name(row) == "tr")
    return found + feet


def _place(
    cells: list[etree._Element], held: dict[int, tuple[int, int, etree._Element]], header: bool
) -> tuple[list[Cell], dict[int, tuple[int, int, etree._Element]]]:
    placed: list[Cell] = []
    left: dict[int, tuple[int, int, etree._Element]] = {}
    column = 0
    waiting = list(reversed(cells))
    while waiting or any(place >= column for place in held):
        if column in held:
            rows_left, span, element = held[column]
            if rows_left > 1:
                left[column] = (rows_left - 1, span, element)
        elif waiting:
            element = waiting.pop()
            span, rows_left = _count(element, "colspan"), _count(element, "rowspan")
            if rows_left > 1:
                left[column] = (rows_left - 1, span, element)
        else:
            column += 1
            continue
        placed.append(Cell(column, span, header, element))
        column += span
    return placed, left


def _count(element: etree._Element, name: str) -> int:
    text = element.get(name) or "1"
    plain = text.isascii() and text.isdigit() and len(text) < 6
    return min(max(int(text), 1), MAX_SPAN) if plain else 1


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
