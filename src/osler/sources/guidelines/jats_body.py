"""Abstract and body of a JATS article as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from osler.sources.guidelines.block import TABLE, Block, Kind, heading, paragraph
from osler.sources.guidelines.jats_text import local, piece, text_of, tidy
from osler.sources.guidelines.table import Cell, readable, span

_APPARATUS = re.compile(
    r"(?:\d+\.?\s*)?(?:Acknowledge?ments?|Competing interests?|Conflicts? of interest|"
    r"Fund(?:ing|ers)|"
    r"Author(?:s['’]|['’]s|s)? (?:contributions?|details|information|s['’] contributions)|"
    r"Pre-?publication history|Supplementa(?:ry|l)|Supporting information|Additional files?|"
    r"Abbreviations?|List of abbreviations|Consent (?:for|to) publi|Data (?:sharing|availability)|"
    r"Availability of (?:data|supporting)|References|Disclosures?|Declarations?|Trial status|"
    r"Disclaimer|Publisher['’]s note|Contributors?\b)",
    re.I,
)
_BLOCK_NAMES = (
    "table-wrap table-wrap-group fig fig-group list disp-quote boxed-text disp-formula def-list "
    "statement sec p supplementary-material"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CONTAINERS = frozenset(
    {"table-wrap-group", "fig-group", "boxed-text", "disp-quote", "statement", "app", "app-group"}
)
_PLAIN_ABSTRACTS = frozenset({None, "summary", "executive-summary", "section"})


def abstract(meta: Any) -> Iterator[Block]:
    """The article's abstracts; graphical, teaser and translated ones are left out."""
    for each in meta.findall("{*}abstract"):
        if each.get("abstract-type") in _PLAIN_ABSTRACTS:
            title = each.find("{*}title")
            yield heading((text_of(title) if title is not None else "") or "Abstract", 1)
            yield from content(each, 2)


def body(article: Any) -> Iterator[Block]:
    """Body sections, then floating tables and figures, then appendices; no reference list."""
    for path, title in (("{*}body", ""), ("{*}floats-group", "Tables and figures")):
        for part in article.findall(path):
            yield Block(Kind.END, level=1)
            if title:
                yield heading(title, 1)
            yield from content(part, 1)
    for part in article.findall("{*}back/{*}app-group"):
        yield Block(Kind.END, level=1)
        yield from content(part, 1)


def content(parent: Any, level: int) -> Iterator[Block]:
    """Blocks of everything directly inside `parent`; headings found there get `level`."""
    for child in parent:
        name = local(child)
        if name == "sec" or name in _CONTAINERS:
            yield from _section(child, level)
        elif name == "p":
            yield from _paragraph(child, level)
        elif name == "list":
            yield from _items(child)
        elif name == "table-wrap":
            yield from _table(child)
        elif name == "fig":
            yield from _figure(child)
        elif name == "def-list":
            yield from _definitions(child)
        elif name == "disp-formula":
            yield paragraph(text_of(child))


def _section(section: Any, level: int) -> Iterator[Block]:
    title = section.find("{*}title")
    words = text_of(title) if title is not None else ""
    if _APPARATUS.match(words):
        return
    deeper = min(level + 1, TABLE - 1) if words else level
    if words:
        yield heading(words, min(level, TABLE - 1))
    yield from content(section, deeper)
    if words:
        yield Block(Kind.END, level=min(level, TABLE - 1))


def _paragraph(element: Any, level: int) -> Iterator[Block]:
    """A paragraph, cut where a table, list or figure stands inside it."""
    gathered = [element.text or ""]
    for child in element:
        if local(child) in _BLOCKS:
            yield paragraph(tidy("".join(gathered)))
            gathered.clear()
            yield from content([child], level)
        else:
            gathered += piece(child)
        gathered.append(child.tail or "")
    yield paragraph(tidy("".join(gathered)))


def _items(element: Any) -> Iterator[Block]:
    for item in element.findall("{*}list-item"):
        for child in item:
            if local(child) == "list":
                yield from _items(child)
            elif local(child) not in ("label", "title"):
                for block in content([child], TABLE - 1):
                    text = block.kind in (Kind.PARAGRAPH, Kind.ITEM)
                    yield Block(Kind.ITEM, block.text) if text else block


def _definitions(element: Any) -> Iterator[Block]:
    for item in element.findall("{*}def-item"):
        term = " ".join(text_of(each) for each in item.findall("{*}term"))
        meaning = " ".join(text_of(each) for each in item.findall("{*}def"))
        if term and meaning:
            yield Block(Kind.ITEM, f"{term}: {meaning}")


def _table(element: Any) -> Iterator[Block]:
    yield heading(_caption_title(element) or "Table", TABLE)
    yield from (paragraph(text_of(each)) for each in element.findall("{*}caption/{*}p"))
    for table in element.iter("{*}table"):
        rows = [_cells(row) for row in table.iter("{*}tr")]
        yield from (Block(Kind.ROW, line) for line in readable(rows))
    for foot in element.findall("{*}table-wrap-foot"):
        notes = foot.iter("{*}p")
        yield from (paragraph(text_of(note)) for note in notes)
    yield Block(Kind.END, level=TABLE)


def _cells(row: Any) -> list[Cell]:
    """A row's cells; every cell of a `thead` heads its column, whatever its tag."""
    parent = row.getparent()
    head = parent is not None and local(parent) == "thead"
    return [
        Cell(text_of(cell), span(cell.get("colspan")), span(cell.get("rowspan")), head)
        for cell in row
        if local(cell) in ("td", "th")
    ]


def _figure(element: Any) -> Iterator[Block]:
    title = _caption_title(element)
    words = [text_of(each) for each in element.findall("{*}caption/{*}p")]
    if any(words):
        yield heading(title or "Figure", TABLE)
        yield from (paragraph(each) for each in words)
        yield Block(Kind.END, level=TABLE)


def _caption_title(element: Any) -> str:
    """`Table 2. Baseline characteristics`, of what is there."""
    label = element.find("{*}label")
    title = element.find("{*}caption/{*}title")
    parts = [text_of(each) for each in (label, title) if each is not None]
    return ". ".join(part.rstrip(". ") for part in parts if part)
