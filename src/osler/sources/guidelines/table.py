"""Tables as readable rows: every value beside the name of its column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDEST = 200  # columns or rows one cell may claim to span


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its text, how far it reaches, and whether it heads its column."""

    text: str
    across: int = 1
    down: int = 1
    head: bool = False


def readable(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """One line per body row, `stub | column: value | column: value`, in table order.

    Leading rows of heading cells name the columns (a heading over several columns is part of each
    name); they make no line unless the table has nothing else. Empty cells are left out. A row
    that is one cell across the whole table is that cell's text.
    """
    heads = 0
    while heads < len(rows) and rows[heads] and all(cell.head for cell in rows[heads]):
        heads += 1
    grid = _grid(rows)
    if heads == len(rows):
        heads = 0
    names = _names(grid[:heads])
    return tuple(line for row in grid[heads:] if (line := _line(names, row)))


def span(value: str | None) -> int:
    """A colspan or rowspan attribute as a number, 1 when it is missing or absurd."""
    if value is None or not value.isascii() or not value.strip().isdigit():
        return 1
    return min(max(int(value), 1), WIDEST)


def _grid(rows: Iterable[Sequence[Cell]]) -> list[list[Cell]]:
    """Cells repeated over all they span, so that columns line up."""
    grid: list[list[Cell]] = []
    hanging: dict[int, tuple[int, Cell]] = {}
    for row in rows:
        line: list[Cell] = []
        waiting = list(reversed(row))
        while waiting or len(line) in hanging:
            column = len(line)
            if column in hanging:
                left, cell = hanging.pop(column)
                if left > 1:
                    hanging[column] = (left - 1, cell)
                line.append(cell)
                continue
            cell = waiting.pop()
            for each in range(cell.across):
                if cell.down > 1:
                    hanging[column + each] = (cell.down - 1, cell)
                line.append(cell)
        grid.append(line)
    return grid


def _names(heads: Sequence[Sequence[Cell]]) -> list[str]:
    width = max((len(row) for row in heads), default=0)
    names = []
    for column in range(width):
        parts: list[str] = []
        for row in heads:
            text = row[column].text if column < len(row) else ""
            if text and text not in parts:
                parts.append(text)
        names.append(", ".join(parts))
    return names


def _line(names: Sequence[str], row: Sequence[Cell]) -> str:
    if row and all(cell is row[0] for cell in row):
        return row[0].text
    parts: list[str] = []
    for column, cell in enumerate(row):
        if not cell.text or (column and cell is row[column - 1]):
            continue
        name = names[column] if column < len(names) else ""
        named = name and column and name != cell.text
        parts.append(f"{name}: {cell.text}" if named else cell.text)
    return " | ".join(parts)
