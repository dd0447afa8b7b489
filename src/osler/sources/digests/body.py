"""A digest's Markdown body as plain text with sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from osler.evidence.document import Section

_HEADING = re.compile(r"##[ \t]+(.+?)(?:[ \t]+\{#([A-Za-z0-9-]+)\})?[ \t]*")
_ITEM = re.compile(r"[-*][ \t]")


@dataclass(frozen=True, slots=True)
class Body:
    """Text that starts with the title line, and the sections below it."""

    text: str
    sections: tuple[Section, ...]


def lay_out(title: str, markdown: str) -> Body:
    """Lay title, headings and paragraphs out as text.

    A paragraph's lines are joined by spaces (files break lines after sentences); list items keep
    their lines; a blank line parts paragraphs. `## Heading {#34071-1}` opens a section whose code
    is given in braces. The heading is a line of the text just before its section's span.
    """
    pieces = [title]
    sections: list[Section] = []
    length = len(title)
    for heading, code, paragraphs in _sections(markdown):
        if heading is not None:
            pieces.append(f"\n\n{heading}")
            length += len(pieces[-1])
        if not paragraphs:
            continue
        gap = "\n\n" if heading is None else "\n"
        content = "\n\n".join(paragraphs)
        start = length + len(gap)
        length = start + len(content)
        pieces.append(gap + content)
        sections.append(Section(start, length, (heading,) if heading else (), code))
    return Body("".join(pieces), tuple(sections))


def _sections(markdown: str) -> Iterator[tuple[str | None, str | None, list[str]]]:
    """(heading, code, paragraphs), in order; text before the first heading has none."""
    heading: str | None = None
    code: str | None = None
    lines: list[str] = []
    for line in markdown.splitlines():
        if found := _HEADING.fullmatch(line):
            if heading is not None or any(lines):
                yield heading, code, _paragraphs(lines)
            heading, code, lines = found[1], found[2], []
        else:
            lines.append(" ".join(line.split()))
    if heading is not None or any(lines):
        yield heading, code, _paragraphs(lines)


def _paragraphs(lines: list[str]) -> list[str]:
    paragraphs: list[str] = []
    fresh = True
    for line in lines:
        if not line:
            fresh = True
            continue
        if fresh:
            paragraphs.append(line)
        else:
            paragraphs[-1] += ("\n" if _ITEM.match(line) else " ") + line
        fresh = False
    return paragraphs
