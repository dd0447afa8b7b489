"""SPL narrative blocks (paragraph, list, table, footnote) as readable plain text.

Source: HL7 SPL narrative block schema. openFDA's `*_table` fields hold the same markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from osler.sources.labels.table import rows_of, table_lines
from osler.sources.markup import close_up, squeeze, superscript

MAX_DEPTH = 24  # nested lists and tables beyond this are read as one run of text
_MARKS = ("*", "†", "‡", "§", "¶", "#")
_SILENT = frozenset({"renderMultiMedia", "observationMedia", "col", "colgroup"})
_BLOCKS = frozenset({"paragraph", "list", "table"})
_BLANKS = re.compile(r"\n{3,}")
_BREAKS = re.compile(r"\u2028|(?<=\S)\s+(?=[•●▪■]\s*\w)")  # bullets typed into a line
_ORDINALS = frozenset({"st", "nd", "rd", "th"})


def local(element: etree._Element) -> str:
    """Tag name without namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Narrative:
    """Reads one section's `text`. Footnotes get the marks that DailyMed prints (*, †, ‡, …)."""

    def __init__(self) -> None:
        self._notes: list[str] = []
        self._marks: dict[str, str] = {}
        self._given = 0

    def read(self, element: etree._Element) -> str:
        """Blocks separated by blank lines; list items and table rows on lines of their own."""
        return _BLANKS.sub("\n\n", "\n".join(self._container(element, 0))).strip("\n")

    def inline(self, element: etree._Element) -> str:
        """The text of an element that holds no blocks, white space squeezed, typography kept."""
        return close_up(squeeze("".join(self._runs(element))))

    def _container(self, element: etree._Element, depth: int) -> Iterator[str]:
        """Lines of mixed content: runs of inline text become paragraphs between the blocks."""
        if depth > MAX_DEPTH:
            yield self.inline(element)
            return
        run = [element.text or ""]
        for child in element:
            if local(child) == "caption":
                run.append(child.tail or "")
                continue
            if local(child) in _BLOCKS:
                yield from self._flush(run)
                run = []
                yield from self._block(child, depth + 1)
            else:
                run.extend(self._run(child))
            run.append(child.tail or "")
        yield from self._flush(run)

    def _flush(self, run: list[str]) -> Iterator[str]:
        lines = [close_up(squeeze(line)) for line in _BREAKS.split("".join(run))]
        kept = [line for line in lines if line]
        if kept:
            yield ""
            yield from kept
        yield from self._pending()

    def _pending(self) -> Iterator[str]:
        notes, self._notes = self._notes, []
        yield from notes

    def _block(self, element: etree._Element, depth: int) -> Iterator[str]:
        name = local(element)
        if name == "list":
            yield from self._list(element, depth)
        elif name == "table":
            yield ""
            yield from self._table(element, depth)
            yield ""
        else:
            yield from self._container(element, depth)
        yield from self._pending()

    def _list(self, element: etree._Element, depth: int) -> Iterator[str]:
        ordered = element.get("listType") == "ordered"
        style = (element.get("styleCode") or "").lower()
        number = 0
        for child in element:
            if local(child) == "caption":
                yield from self._flush(self._runs(child))
            if local(child) != "item":
                continue
            number += 1
            lines = [line for line in self._container(child, depth + 1) if line]
            own = child.find("{*}caption")
            mark = squeeze("".join(self._runs(own))) if own is not None else ""
            mark = mark or (f"{_numeral(number, style)}." if ordered else "•")
            for place, line in enumerate(lines):
                first = place == 0 and not line.startswith(("• ", f"{mark} "))
                yield f"{mark} {line}" if first else f"  {line}" if place else line

    def _table(self, element: etree._Element, depth: int) -> Iterator[str]:
        caption = element.find("{*}caption")
        if caption is not None:
            yield from (line for line in self._flush(self._runs(caption)) if line)
        rows = rows_of(element)
        if all(len(row) == 1 for row in rows):
            for row in rows:
                yield from self._container(row[0].element, depth + 1)
            return
        read: dict[etree._Element, str] = {}
        for row in rows:
            for cell in row:
                if cell.element not in read:
                    read[cell.element] = self._cell(cell.element)
        yield from (line for line in table_lines(rows, read) if line)
        yield from self._pending()

    def _cell(self, element: etree._Element) -> str:
        """One cell on one line; its blocks run together with "; " after list items."""
        if any(local(child) in _BLOCKS for child in element):
            nested = Narrative()
            nested._marks, nested._given = self._marks, self._given
            lines = [line.strip() for line in nested._container(element, MAX_DEPTH - 2) if line]
            self._given = nested._given
            return " ".join(lines)
        return self.inline(element)

    def _run(self, element: etree._Element) -> list[str]:
        """Inline content of one element, its tail left out."""
        name = local(element)
        if not name or name in _SILENT:
            return []
        if name == "br":
            return ["\u2028"]
        if name == "sup":
            return [_raised(squeeze("".join(self._runs(element))))]
        if name == "footnote":
            return [self._note(element)]
        if name == "footnoteRef":
            return [self._marks.get(element.get("IDREF") or "", "")]
        return self._runs(element)

    def _runs(self, element: etree._Element) -> list[str]:
        """Text of an element's content, in order, without recursing per level of plain markup."""
        found: list[str] = [element.text or ""]
        stack = [iter(element)]
        open_elements: list[etree._Element] = []
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                if open_elements:
                    closed = open_elements.pop()
                    found.append(" " if local(closed) in _SPACED else "")
                    found.append(closed.tail or "")
                continue
            if local(child) in _SPECIAL or not local(child) or local(child) in _SILENT:
                found.extend(self._run(child))
                found.append(child.tail or "")
                continue
            found.append(" " if local(child) in _SPACED else "")
            found.append(child.text or "")
            stack.append(iter(child))
            open_elements.append(child)
        return found

    def _note(self, element: etree._Element) -> str:
        turn, place = divmod(self._given, len(_MARKS))
        mark = _MARKS[place] * (turn + 1)
        self._given += 1
        if element.get("ID"):
            self._marks[str(element.get("ID"))] = mark
        text = close_up(squeeze("".join(self._runs(element))))
        if text:
            self._notes.append(f"{mark} {text}")
        return mark


_SPECIAL = frozenset({"br", "sup", "footnote", "footnoteRef"})
_SPACED = frozenset({"paragraph", "item", "td", "th", "tr", "caption", "list", "table"})


def _raised(inner: str) -> str:
    if inner.lower() in _ORDINALS or not any(character.isalnum() for character in inner):
        return inner
    return superscript(inner)


def _numeral(number: int, style: str) -> str:
    if "alpha" in style and number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if "big" in style else letter
    if "roman" in style and number <= 20:
        tens, units = divmod(number, 10)
        ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
        roman = "x" * tens + ones[units]
        return roman.upper() if "big" in style else roman
    return str(number)
