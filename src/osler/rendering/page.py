"""An answer as one self-contained HTML page: no script, no request to anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from osler.answer.answer import Answer
from osler.answer.cite import statements
from osler.evidence.document import Document, Family
from osler.readers.adapted import Adapted
from osler.readers.audience import intro
from osler.rendering import told, words
from osler.rendering.dates import day

AROUND = 240  # code points of context shown on each side of a quoted span

_pages = Environment(
    loader=PackageLoader("osler.rendering"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Context:
    """The words before and after a quoted span in its document; "" at the document's ends."""

    before: str
    after: str


def contexts(answer: Answer, documents: Mapping[str, Document]) -> dict[tuple[str, int], Context]:
    """Context of each citation, by (passage key, start); documents no longer held give none."""
    found: dict[tuple[str, int], Context] = {}
    for statement in statements(answer.sections):
        for citation in statement.citations:
            document = documents.get(citation.document)
            if document is not None:
                found[citation.passage, citation.start] = context(
                    document.text, citation.start, citation.end
                )
    return found


def context(text: str, from_: int, to: int) -> Context:
    """The words around `text[from_:to]` (code points), cut at spaces."""
    start = max(0, from_ - AROUND)
    end = min(len(text), to + AROUND)
    before, after = text[start:from_], text[to:end]
    if start > 0 and " " in before:
        before = "…" + before[before.index(" ") :]
    if end < len(text) and " " in after:
        after = after[: after.rindex(" ")] + " …"
    return Context(before, after)


def page(
    answer: Answer,
    around: Mapping[tuple[str, int], Context],
    standing: words.Standing = words.UNREVIEWED,
    adapted: Adapted | None = None,
) -> str:
    """The page as text. Citation numbers open the quoted passage in its context (the platform's
    popover) and lead to the reference; print shows the references only. Sources' words are escaped.
    `adapted`: the answer in a reader's words.
    """
    template = _pages.get_template("answer.html")
    shown = template.render(
        answer=answer,
        adapted=adapted or Adapted.none(answer),
        around=around,
        words=words,
        told=told,
        intro=intro,
        standing=standing,
        Family=Family,
        day=day,
    )
    return words.seen(shown) + "\n"
