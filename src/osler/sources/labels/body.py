"""The body of an SPL document as headed parts, Highlights kept apart at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from osler.sources.labels.layout import HIGHLIGHTS, Part
from osler.sources.labels.loinc import (
    BOXED,
    DISPLAY_PANEL,
    PRODUCT_DATA,
    TITLES,
    UNCLASSIFIED,
    section_title,
)
from osler.sources.labels.narrative import Narrative
from osler.sources.labels.product import V3

_LEFT_OUT = frozenset({PRODUCT_DATA, DISPLAY_PANEL})  # listing data, and the text of pictures
_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?(?=\s|[A-Z])\s*")


def parts(document: etree._Element) -> list[Part]:
    """Sections in document order, then the Highlights under a path of their own.

    A section without a code, or with the unclassified one, has its nearest coded ancestor's. A
    Boxed Warning code below another coded section is a frame around text, not a boxed warning,
    and counts as unclassified.
    """
    body: list[Part] = []
    highlights: list[Part] = []
    path = f"{V3}component/{V3}structuredBody/{V3}component/{V3}section"
    for section in document.findall(path):
        _walk(section, (), None, body, highlights)
    if highlights:
        body.append(Part((HIGHLIGHTS,), None, "HIGHLIGHTS OF PRESCRIBING INFORMATION", ""))
        body.extend(highlights)
    return body


def _walk(
    section: etree._Element,
    above: tuple[str, ...],
    inherited: str | None,
    body: list[Part],
    highlights: list[Part],
) -> None:
    own = section.find(f"{V3}code")
    code = own.get("code") if own is not None else None
    if code in _LEFT_OUT:
        return
    framed = code == BOXED and bool(above) and inherited != BOXED
    effective = inherited if code in (None, "", UNCLASSIFIED) or framed else code
    printed = _title(section)
    filed = _filed(printed, code, above)
    path = (*above, filed) if filed else above
    text = section.find(f"{V3}text")
    content = Narrative().read(text) if text is not None else ""
    body.append(Part(path or ("Label",), effective or UNCLASSIFIED, printed, content))
    for excerpt in _excerpts(section):
        topic = TITLES.get(effective or "") or filed or "Summary"
        highlights.append(Part((HIGHLIGHTS, topic), effective, topic, excerpt))
    for child in _subsections(section):
        _walk(child, path, effective, body, highlights)


def _filed(printed: str | None, code: str | None, above: tuple[str, ...]) -> str | None:
    """The path entry: top-level sections go by their standard title, others as printed."""
    if not above:
        title = section_title(code, printed)
        if title is None or title != printed:
            return title
        bare = _NUMBER.sub("", title)
        return bare.capitalize() if bare.isupper() and len(bare) > 5 else bare
    if printed is None and code and code not in (UNCLASSIFIED, BOXED):
        return TITLES.get(code)
    return printed


def _title(section: etree._Element) -> str | None:
    title = section.find(f"{V3}title")
    return (Narrative().inline(title) or None) if title is not None else None


def _excerpts(section: etree._Element) -> Iterator[str]:
    for text in section.findall(f"{V3}excerpt/{V3}highlight/{V3}text"):
        content = Narrative().read(text)
        if content:
            yield content


def _subsections(section: etree._Element) -> Iterator[etree._Element]:
    yield from section.findall(f"{V3}component/{V3}section")
