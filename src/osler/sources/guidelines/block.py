"""Blocks: what every guideline format is read into, and how blocks become a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from osler.evidence.document import Document, Header, Section
from osler.evidence.recommendation import Recommendation

TABLE = 9  # the level of a table's or figure's heading: below every heading of the text


class Kind(StrEnum):
    """What a block is; `END` closes every heading at its level and below."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    END = "end"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a document to be: a heading, a paragraph, a list item or a table row.

    `text` has no line break. `level` (headings and ends): 1 is outermost. `graded` covers this
    block; blocks that share the very same value become one recommendation, from the first to the
    last of them. `marks` are
    recommendations inside the block, their offsets relative to `text`. `code` becomes that of the
    section the block lies in.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    graded: Recommendation | None = None
    marks: tuple[Recommendation, ...] = ()
    code: str | None = None


def heading(text: str, level: int) -> Block:
    """A heading at `level` (1 is outermost)."""
    return Block(Kind.HEADING, text, level)


def paragraph(text: str) -> Block:
    """A paragraph of body text."""
    return Block(Kind.PARAGRAPH, text)


def without(blocks: Iterable[Block], names: re.Pattern[str]) -> Iterator[Block]:
    """Leave out every heading that `names` matches, with all that stands under it."""
    dropped: int | None = None
    for block in blocks:
        if block.kind is Kind.HEADING and (dropped is None or block.level <= dropped):
            dropped = block.level if names.match(block.text) else None
        if dropped is None:
            yield block


def document(header: Header, blocks: Iterable[Block]) -> Document:
    """Lay blocks out under the header's title as one text with exact sections.

    A section is the body under one heading; title and headings stand in the text but in no
    section. Paragraphs are separated by a blank line, items and rows by a line break. Blocks
    without text are left out.
    """
    page = _Page([header.title] if header.title else [], len(header.title))
    for block in blocks:
        page.add(block)
    page.close()
    return Document(header, "".join(page.parts), tuple(page.sections), tuple(page.graded))


@dataclass(slots=True)
class _Page:
    parts: list[str]
    length: int
    sections: list[Section] = field(default_factory=list)
    graded: list[Recommendation] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    start: int | None = None
    code: str | None = None
    last: Block | None = None
    open: Recommendation | None = None

    def add(self, block: Block) -> None:
        if block.kind in (Kind.HEADING, Kind.END):
            self.close()
            self.path = [each for each in self.path if each[0] < block.level]
        if not block.text:
            return
        if self.start is not None and block.code != self.code:
            self.close()
        position = self._write(block)
        if block.kind is Kind.HEADING:
            self.path.append((block.level, block.text))
        elif self.start is None:
            self.start, self.code = position, block.code
        self._grade(block, position)
        self.last = block

    def close(self) -> None:
        if self.start is not None:
            names = tuple(name for _, name in self.path)
            self.sections.append(Section(self.start, self.length, names, self.code))
        self.start = None

    def _write(self, block: Block) -> int:
        listed = block.kind in (Kind.ITEM, Kind.ROW)
        follows = listed and self.start is not None and self.last is not None
        near = follows and self.last is not None and self.last.kind is block.kind
        gap = "" if not self.parts else "\n" if near else "\n\n"
        self.parts += (gap, block.text)
        position = self.length + len(gap)
        self.length = position + len(block.text)
        return position

    def _grade(self, block: Block, position: int) -> None:
        if block.graded is not None:
            if self.open is block.graded:
                start = self.graded.pop().start
            else:
                self.open, start = block.graded, position
            self.graded.append(replace(block.graded, start=start, end=self.length))
        for mark in block.marks:
            self.graded.append(replace(mark, start=position + mark.start, end=position + mark.end))
