"""Markdown as blocks, by way of HTML: one reader for headings, lists and tables."""

from __future__ import annotations

from markdown_it import MarkdownIt

from osler.sources.guidelines.block import Block
from osler.sources.guidelines.hypertext import blocks

_markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("table")


def read_markdown(text: str) -> tuple[Block, ...]:
    """Read CommonMark with tables; inline HTML keeps its meaning. Never raises."""
    try:
        rendered = _markdown.render(text)
    except (RecursionError, IndexError, ValueError):
        return ()
    return blocks(rendered)
