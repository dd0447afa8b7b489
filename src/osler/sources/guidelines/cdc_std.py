"""CDC's Sexually Transmitted Diseases Treatment Guidelines, 2010: the pages of its e-book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from osler.evidence.dates import PartialDate
from osler.evidence.document import Family, Header
from osler.evidence.recommendation import Recommendation, Scheme
from osler.evidence.standing import Standing, StudyDesign
from osler.sources.guidelines.block import Block, Kind, document, heading
from osler.sources.guidelines.hypertext import blocks
from osler.sources.guidelines.local import Local
from osler.sources.guidelines.opening import root_name
from osler.sources.guidelines.strength import marked
from osler.sources.guidelines.whole import whole
from osler.sources.markup import close_up
from osler.sources.source import Found, Item, Skipped

TOPIC = "std treatment guidelines"  # shared with the 1989 edition in `cdc_mmwr`
# The 2010 edition replaces that of 1989 (MMWR 38, Supplement 8).
_EARLIER = ("mmwr:00001459",)
_CONTENT = re.compile(
    rb"\bSTDs?\b|\bHIV\b|sexually|genital|urethr|penicillin|MMWR|Recommended Regimens", re.I
)
_APPARATUS = {
    "references": "reference list",
    "2010-guidelines-consultants": "list of consultants",
    "terms-and-abbreviations": "list of abbreviations",
    "mmwr-disclaimer": "page without text",
}
_PAGES = frozenset(
    """
    granuloma-inguinale cerv-canc-screen-attend-clinic-or-stdhx cpg-partner-management
    congenital-syphilis dis-char-by-ureth-and-cerv chancroid nongonococcal-urethritis
    cpg-std-hiv-prevention-counseling pid gonococcal-infections-infants dis-chara-vag-discharge
    hiv-infec-detec-coun-ref cervicitis lymphogranuloma-venereum ectoparasitic-infections
    hpv-infection cpg-prevention-methods spec-pop-children spec-pop-pregnant-women
    spec-considerations gonococcal-infections-children genital-hsv-infections hepatitis-c
    proctitis-proctocolitis-enteritis diseases-char-by-gen-ana-perian syphilis genital-warts
    vacc-preventable-stds epididymitis cpg-reporting-and-confidentiality coun-for-patients-with-hiv
    man-of-ppl-allergic-to-penicillin spec-pop-adolescents spec-pop-women-sex-with-women
    sexual-assault-stds spec-pop-correctional introduction chlamydial-infections methods summary
    clinical-prevention-guidance detection-of-hiv-infec spec-pop-msm
    gonococcal-infections-adol-adult
    """.split()  # noqa: SIM905 - the e-book's own page names read better as prose
)
# A page that is one box of regimens, cut from its place in the book: the page it belongs to, the
# heading it stood under, and a word by which it is known.
_CUT_OUT = {
    "table": (
        "Genital HSV Infections",
        "Suppressive Therapy for Recurrent Genital Herpes",
        b"Valacyclovir",
    )
}
_BOX = re.compile(r"((?:Recommended|Alternative) Regimens?)(?: for ([^*]+))?\*?")
_BOX_LEVEL = 8  # below every heading of the pages
REGIMEN = "regimen"  # the code of sections that are one regimen out of such a box
_CITATION = re.compile(r"\s*\(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\)")
_SOFT_HYPHEN = re.compile(r"\b([A-Za-z]{2,})- (?!(?:and|or|to)\b)([a-z]{2,})\b")
_HEADING = re.compile(r"[A-Z][^.;:?!]{2,88}[^.;:?!,\s]")
_DOSE = re.compile(r"\d\s*(?:mg|g|mL|%|units?|million|days?)\b|\bOR\b|\bPLUS\b")


class CdcStd:
    """One XHTML page, one document, key `cdc:std-2010/PAGE`.

    The pages do not name their book: a page is taken for one of its 45 by content and file name;
    any other XHTML is judged as a local document.
    """

    name = "cdc-std"

    def recognises(self, head: bytes) -> bool:
        """XHTML about sexually transmitted diseases that carries no front matter of its own."""
        return (
            root_name(head) == "html"
            and b"http://www.w3.org/1999/xhtml" in head
            and b"<meta name" not in head
            and b"<!--\n---" not in head
            and _CONTENT.search(head) is not None
        )

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """The whole page."""
        return whole(stream, b">")

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """The page as a document; lists of references, people and terms are skipped."""
        page = re.split(r"[/\\!:]", origin)[-1].rpartition(".")[0].casefold()
        if page in _APPARATUS:
            yield Skipped(page, _APPARATUS[page])
            return
        cut = _CUT_OUT.get(page)
        body = list(_boxed(_body(chunk.decode("utf-8", "replace"))))
        prose = any(each.kind is not Kind.HEADING for each in body)
        known = page in _PAGES if cut is None else cut[2] in chunk
        if not known or not prose:
            yield from Local().parse(chunk, origin)
            return
        if cut is not None:
            body[:0] = [heading(cut[0], 1), heading(cut[1], 2)]
        heads = [each.text for each in body if each.kind is Kind.HEADING]
        title = heads[0] if heads else page
        if len(heads) > 1 and heads[1].startswith(title):  # "Gonococcal Infections" … in whom
            title = heads[1]
        images = len(re.findall(rb"<img\b", chunk))
        yield Found(document(_header(page, title, images), (marked(each) for each in body)))


def _body(source: str) -> Iterator[Block]:
    """Blocks with citation numbers out and unmarked headings recognised by their form."""
    found = blocks(source)
    words = frozenset(re.findall(r"[a-z]+", " ".join(each.text for each in found).casefold()))
    for block in found:
        text = _CITATION.sub("", block.text)
        text = _SOFT_HYPHEN.sub(lambda cut: _mended(cut, words), text)
        bare = block.kind is Kind.PARAGRAPH and _HEADING.fullmatch(text) and not _DOSE.search(text)
        if bare:
            yield Block(Kind.HEADING, text, 5)
        elif text.startswith("• "):
            yield Block(Kind.ITEM, close_up(text[2:]))
        else:
            yield replace(block, text=close_up(text))


def _boxed(found: Iterable[Block]) -> Iterator[Block]:
    """Each box of regimens under its own title, a regimen with its alternatives as one paragraph:
    a dose apart from what it may be replaced by, or must be given with, is no recommendation.
    """
    title: re.Match[str] | None = None
    gathered: list[str] = []
    for block in found:
        opening = _BOX.fullmatch(block.text) if block.kind is Kind.ROW else None
        inside = block.kind is Kind.ROW and (title or opening)
        apart = opening or block.text.endswith(":") or block.text.startswith("* ")
        if gathered and title and (apart or not inside):
            yield _regimen(gathered, title)
            gathered = []
        if not inside:
            if title:
                yield Block(Kind.END, level=_BOX_LEVEL)
            title = None
            yield block
        elif opening:
            title = opening
            yield heading(block.text, _BOX_LEVEL)
        elif block.text.endswith(":"):  # a stage of the disease inside the box
            yield heading(block.text, _BOX_LEVEL + 1)
        elif block.text.startswith("* "):
            yield Block(Kind.PARAGRAPH, block.text)
        else:
            gathered.append(block.text)
    if gathered and title:
        yield _regimen(gathered, title)


def _regimen(rows: list[str], title: re.Match[str]) -> Block:
    grade = Recommendation(0, 0, Scheme.CDC, strength=title[1], population=title[2])
    return Block(Kind.PARAGRAPH, " ".join(rows), graded=grade, code=REGIMEN)


def _mended(cut: re.Match[str], words: frozenset[str]) -> str:
    """A word cut at a line end, whole where the page writes it whole elsewhere."""
    whole = cut[1] + cut[2]
    return whole if whole.casefold() in words else f"{cut[1]}-{cut[2]}"


def _header(page: str, title: str, images: int) -> Header:
    extra = tuple(("supersedes", earlier) for earlier in _EARLIER)
    if images:
        extra = (*extra, ("pictures not read", str(images)))
    key = f"cdc:std-2010/{page}"
    return Header(
        key=key,
        family=Family.GUIDELINES,
        source="cdc-std",
        title=title,
        lineage=key,
        version="2010",
        container="Sexually Transmitted Diseases Treatment Guidelines, 2010",
        publisher="Centers for Disease Control and Prevention",
        date=PartialDate("2010", 2010),
        language="eng",
        url="https://www.cdc.gov/std/treatment/2010/",
        standing=Standing(design=StudyDesign.PRACTICE_GUIDELINE),
        keywords=(title,),
        topic=TOPIC,
        extra=extra,
    )
