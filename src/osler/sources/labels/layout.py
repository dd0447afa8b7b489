"""Composing a label's text from headed parts, with exact section offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from osler.evidence.document import Section

HIGHLIGHTS = "Highlights"  # first path entry of the summary that labels print before the text
_LONE = re.compile(r"[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of label text under one heading.

    `heading` is printed on a line above the body, outside the section's span; `None` where the
    text carries none. An empty `body` makes the heading itself the section's text, as in labels
    that state a contraindication in a heading alone.
    """

    path: tuple[str, ...]
    code: str | None
    heading: str | None
    body: str


def compose(title: str, parts: Iterable[Part]) -> tuple[str, tuple[Section, ...]]:
    """Lay `title` and `parts` out, a blank line between blocks; returns the text and its sections.

    Offsets are code points, half-open. Parts with neither heading nor body are left out; a heading
    without body whose path is continued by the next part gets no section of its own. Characters
    that no text may hold (lone surrogates, C0 controls) become U+FFFD.
    """
    kept = [part for part in parts if part.heading or part.body]
    blocks = [title]
    sections: list[Section] = []
    position = len(title)
    for place, part in enumerate(kept):
        following = kept[place + 1].path if place + 1 < len(kept) else ()
        bare = not part.body
        parent = bare and len(following) > len(part.path) and _under(following, part.path)
        for text, counts in ((part.heading, bare and not parent), (part.body, True)):
            if not text:
                continue
            start = position + 2
            blocks.append(text)
            position = start + len(text)
            if counts:
                sections.append(Section(start, position, part.path, part.code))
    return _LONE.sub("\ufffd", "\n\n".join(blocks)), tuple(sections)


def _under(path: tuple[str, ...], parent: tuple[str, ...]) -> bool:
    return path[: len(parent)] == parent
