"""CDC's MMWR supplements as Markdown: one JSON object, address → page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from osler.evidence.dates import PartialDate, read_date
from osler.evidence.document import Document, Family, Header
from osler.evidence.standing import Notice, NoticeKind, Standing, StudyDesign
from osler.sources.guidelines.block import Block, Kind, document, without
from osler.sources.guidelines.cdc_std import TOPIC
from osler.sources.guidelines.markdown import read_markdown
from osler.sources.guidelines.mmwr_page import Page, read_page
from osler.sources.guidelines.strength import marked
from osler.sources.source import Found, Item, Quarantined, Skipped, TruncatedError

_KNOWN = re.compile(rb'\A\s*\{\s*"https?://(?:www\.)?cdc\.gov/mmwr/[^"]*"\s*:\s*"')
_LIMIT = 512 << 20  # bytes of a collection
_BATCH = 16  # pages per chunk
_LEAST = 1000  # code points: a page with less is a cover or a pointer to a PDF
_CONTENTS = re.compile(r"(?:tc|toc)\.html?$")
_GUIDELINE = re.compile(r"\bguidelines?\b|\brecommendations?\b|\bmanagement of\b", re.I)
_NOT_GUIDELINE = re.compile(
    r"surveillance|\bsurvey\b|evaluating|strategic plan|\breports? (?:in|of)\b|estimates|trends|"
    r"prevalence|barriers|implementation|conclusions and|occupational safety and health standards",
    re.I,
)
_SURVEILLANCE = re.compile(
    r"surveillance|survey|prevalence|trends|incidence|deaths|estimates|monitoring|"
    r"United States, (?:19|20)\d\d|(?:19|20)\d\d\s?[–-]\s?(?:19|20)?\d\d",
    re.I,
)
_SUPERSEDED = re.compile(
    r"This (?:guideline )?(?:document|report) is obsolete[^.|\n]*\.|"
    r"An update has been published for this report|has been superseded by[^.|\n]*\.",
    re.I,
)
_STD = re.compile(r"sexually transmitted diseases treatment guidelines", re.I)
_APPARATUS = re.compile(
    r"(?:References?|Acknowledge?ments?|Footnotes?|Author affiliations|Contributors|"
    r"On This Page|Article Metrics|Related|Suggested citation|Conflicts? of Interest|Altmetric|"
    r"Corresponding author|Exit Notification|A-Z Index|File Formats)\b",
    re.I,
)


class CdcMmwr:
    """One document per page. Key `mmwr:PAGE`, the page's own file name.

    A page is a guideline only where its title says so; the rest is research.
    """

    name = "cdc-mmwr"

    def recognises(self, head: bytes) -> bool:
        """A JSON object whose first key is an MMWR address."""
        return _KNOWN.match(head) is not None

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """Objects of a few pages each, encoded anew."""
        data = stream.read(_LIMIT + 1)
        if len(data) > _LIMIT:
            raise TruncatedError(f"larger than {_LIMIT >> 20} MiB: not a collection of pages")
        try:
            pages = list(msgspec.json.decode(data, type=dict[str, msgspec.Raw]).items())
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            if not data.rstrip().endswith(b"}"):
                raise TruncatedError("the file ends inside its JSON object") from error
            yield data
            return
        for start in range(0, len(pages), _BATCH):
            yield msgspec.json.encode(dict(pages[start : start + _BATCH]))

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """One item per page; a page without a title is quarantined by its address."""
        try:
            pages = msgspec.json.decode(chunk, type=dict[str, object])
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            yield Quarantined(origin, f"not readable as JSON: {error}")
            return
        for address, text in pages.items():
            page = read_page(text) if isinstance(text, str) else None
            if page is None:
                yield Quarantined(address, "no article found on the page")
            elif len(page.body) < _LEAST or _CONTENTS.search(address):
                yield Skipped(address, "contents or cover page")
            else:
                yield Found(_document(address, page))


def _document(address: str, page: Page) -> Document:
    blocks = list(without(_body(page), _APPARATUS))
    made = _header(address, page)
    if made.family is Family.GUIDELINES:
        blocks = [marked(block) for block in blocks]
    return document(made, blocks)


def _body(page: Page) -> Iterator[Block]:
    for block in read_markdown(page.body):
        if block.kind is Kind.HEADING and block.level == 1 and block.text == page.title:
            continue
        if block.kind is not Kind.HEADING and not re.search(r"[A-Za-z]{2}", block.text):
            continue
        yield block


def _header(address: str, page: Page) -> Header:
    name = address.rstrip("/").rpartition("/")[2].partition(".")[0]
    date = read_date(page.date) if page.date else None
    guideline = bool(_GUIDELINE.search(page.title)) and not _NOT_GUIDELINE.search(page.title)
    return Header(
        key=f"mmwr:{name}",
        family=Family.GUIDELINES if guideline else Family.RESEARCH,
        source="cdc-mmwr",
        title=page.title,
        lineage=f"mmwr:{name}",
        container="MMWR Supplements",
        publisher="Centers for Disease Control and Prevention",
        date=date if date is not None and date.year is not None else _in_title(page.title),
        language="eng",
        url=address,
        standing=Standing(design=_design(page.title, guideline), notices=_notices(page)),
        topic=TOPIC if _STD.search(page.title) else None,
    )


def _notices(page: Page) -> tuple[Notice, ...]:
    """A page that calls itself obsolete or updated is superseded, in its own words."""
    found = _SUPERSEDED.search(page.head)
    return (Notice(NoticeKind.SUPERSEDED, citation=found[0]),) if found else ()


def _in_title(title: str) -> PartialDate | None:
    """A year that opens or closes the title is when it was written."""
    found = re.match(r"((?:19|20)\d\d) ", title) or re.search(r"(?: |, )((?:19|20)\d\d)$", title)
    return PartialDate(found[1], int(found[1])) if found else None


def _design(title: str, guideline: bool) -> StudyDesign:
    if guideline:
        return StudyDesign.PRACTICE_GUIDELINE
    return StudyDesign.OBSERVATIONAL if _SURVEILLANCE.search(title) else StudyDesign.ARTICLE
