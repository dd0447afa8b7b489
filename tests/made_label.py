"""What the tests of drug labels share: goldens, a reserved set id, and a form to compare in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from osler.evidence.document import Document

GOLDEN = Path(__file__).parent / "golden" / "labels"
SET_ID = "00000000-0000-4000-8000-000000000001"


def shown(document: Document) -> str:
    """Title, then every section as `[code path]` and its text: the form of the golden files."""
    sections = [
        f"[{each.code} {' > '.join(each.path)}]\n{document.text[each.start : each.end]}\n"
        for each in document.sections
    ]
    return f"{document.header.title}\n\n" + "\n".join(sections)


def only(items: Iterable[object]) -> object:
    """The one item there is."""
    (item,) = items
    return item
