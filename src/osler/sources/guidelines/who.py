"""Guideline full texts as JSON lines: WHO's, and the open guidelines collection's."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

import msgspec

from osler.evidence.dates import PartialDate
from osler.evidence.document import Family, Header
from osler.evidence.recommendation import Recommendation, Scheme
from osler.evidence.standing import Standing, StudyDesign
from osler.sources import lines
from osler.sources.guidelines.block import Block, Kind, document, heading, without
from osler.sources.guidelines.reflow import reflow
from osler.sources.guidelines.strength import marked
from osler.sources.markup import squeeze
from osler.sources.source import Found, Item, Quarantined, Skipped

_KNOWN = re.compile(rb'\A\s*\{[^\n]{0,65536}?"(?:clean_text|raw_text)"\s*:')
_BATCH = 1 << 20  # bytes of lines per chunk
_LETTERS = re.compile(r"[\W\d_]+")
_DIGITS = re.compile(r"\D+")
_OPENING = 240  # code points within which a publisher's notice shows itself
_LONGEST = 900  # code points: a longer "recommendation" has run into what stands beside it
_WHO_YEAR = re.compile(r"©\s*World Health Organization,?\s*((?:19|20)\d\d)\b")
_PUBLISHERS = {
    "who": "World Health Organization",
    "cdc": "Centers for Disease Control and Prevention",
    "nice": "National Institute for Health and Care Excellence",
    "cco": "Cancer Care Ontario",
    "cma": "Canadian Medical Association",
    "cps": "Canadian Paediatric Society",
    "icrc": "International Committee of the Red Cross",
    "spor": "Strategy for Patient-Oriented Research",
    "idsa": "Infectious Diseases Society of America",
}
_BOILERPLATE = re.compile(
    r"some rights reserved|all rights reserved|this translation was not created|suggested citation|"
    r"cataloguing.in.publication|sales, rights and licensing|third-party materials|"
    r"general disclaimers|the designations employed|mention of specific companies|"
    r"all reasonable precautions|errors and omissions excepted|under the terms of this licence|"
    r"library cataloguing|^ISBN\b|©\s*world health|requests for permission|publications of the",
    re.I,
)
_LABEL = re.compile(
    r"\(?(?P<words>(?P<grade>Strong|Conditional|Weak) recommendation(?: (?P<side>for|against))?)"
    r"\s*[,;:]?\s*(?:(?P<certainty>very low|low|moderate|high)(?:[- ]to[- ](?:low|moderate|high))?"
    r"[- ](?:certainty|quality)(?: (?:of )?(?:the )?evidence)?)?\)?\.?",
    re.I,
)
# Whole sections that say who made a guideline and what its short forms mean: nothing to act on.
_GROUP = r"(?:guidelines? )?(?:development|steering|external review) group"
_APPARATUS = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:acknowledge?ments?\b|(?:list of )?contributors?\b|"
    r"(?:declarations? of (?:conflicts? of )?|conflicts? of )interests?\b|"
    r"(?:list of )?(?:abbreviations|acronyms)\b|external reviewers?\b|members of |"
    r"participants in the|list of (?:participants|reviewers)|"
    rf"(?:the )?(?:who )?{_GROUP}\W*(?:\(|$))",
    re.I,
)
_STOPS = re.compile(r"Remarks?\b|Rationale|Justification|Practical info|\*Not evaluated", re.I)


class OpenGuidelines:
    """JSON lines `{title, source, clean_text, raw_text, url | source_url}`, one document each.

    Key `who:HASH` or `guideline:HASH` over source, title and address. The format has no date: only
    a WHO copyright year, where the text names a single one, stands in for it, and `extra` says so.
    """

    name = "open-guidelines"

    def recognises(self, head: bytes) -> bool:
        """A JSON object on the first line with a title and a guideline's clean or raw text."""
        return (
            _KNOWN.match(head) is not None and b'"title"' in head and b'"pmid"' not in head[:2048]
        )

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """Whole lines, about a megabyte at a time."""
        return lines.whole_lines(stream, _BATCH)

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """One item per line."""
        if lines.given_up(chunk) is not None:
            yield Quarantined(origin, lines.GIVEN_UP)
            return
        for place, line in enumerate(chunk.splitlines(), 1):
            if line.strip():
                yield _item(line, f"{origin}:{place}")


class _Line(msgspec.Struct):
    title: str | None = None
    source: str = ""
    clean_text: str | None = None
    raw_text: str | None = None
    url: str | None = None
    source_url: str | None = None
    id: str | int | None = None


def _item(line: bytes, place: str) -> Item:
    try:
        record = msgspec.json.decode(line, type=_Line)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        return Quarantined(place, f"not readable as a guideline line: {str(error)[:160]}")
    name = str(record.id or record.title or place)
    if record.source.casefold() == "wikidoc":
        return Skipped(name, "not a guideline (WikiDoc)")
    text = record.clean_text or record.raw_text or ""
    title = (record.title or "").strip() or text.strip().partition("\n")[0].lstrip("# ")[:200]
    if not title or not text.strip():
        return Quarantined(name, "a guideline line without title or text")
    body = _graded_blocks(text, title)
    if record.clean_text and record.raw_text:
        body += _boxed(_graded_blocks(record.raw_text, title), record.clean_text)
    return Found(document(_header(record, title), body))


def _graded_blocks(text: str, title: str) -> list[Block]:
    body = [each for each in without(reflow(text, title), _APPARATUS) if _readable(each.text)]
    return [marked(each) for each in _labelled(body)]


def _readable(text: str) -> bool:
    """Neither a publisher's notice nor the figures of a chart."""
    letters, digits = len(_LETTERS.sub("", text)), len(_DIGITS.sub("", text))
    return letters > digits and not _BOILERPLATE.search(text, 0, _OPENING)


def _boxed(raw: list[Block], clean: str) -> list[Block]:
    """Recommendations that only the raw text has, because they were printed in boxes.

    The rest of the raw text is left, because it reads tables and columns across; so are stretches
    that do not begin like a sentence and grades in brackets, which stand in tables.
    """
    known = squeeze(clean)
    found: list[Block] = []
    for block in raw:
        said = (mark for mark in block.marks if "endation" not in (mark.strength or ""))
        spans = [(mark.start, mark.end, mark) for mark in said]
        if block.graded is not None:
            spans = [(0, len(block.text), block.graded)]
        for start, end, grade in spans:
            text = block.text[start:end]
            whole = re.match(r"[A-Z0-9(]", text) and end - start < _LONGEST
            if whole and text[:60] not in known:
                found.append(Block(Kind.PARAGRAPH, text, graded=replace(grade)))
    return [heading("Recommendations printed in boxes", 1), *found] if found else []


def _labelled(body: list[Block]) -> Iterator[Block]:
    """Give a grade that stands on a line of its own to the recommendation it belongs to.

    Where it comes before ("Strong recommendation for, high certainty evidence" over the text), it
    covers what follows up to the next heading or remark; where it comes after, the paragraph above.
    """
    leading = sum(_leads(body, place) for place, _ in enumerate(body))
    labels = sum(_LABEL.fullmatch(block.text) is not None for block in body)
    before = leading * 2 > labels
    open_grade: Recommendation | None = None
    for place, block in enumerate(body):
        label = _LABEL.fullmatch(block.text)
        if label is not None:
            open_grade = _graded(label) if before else None
            yield replace(block, kind=Kind.PARAGRAPH, level=0)
            continue
        if block.kind is Kind.HEADING and not _titled(body, place):
            open_grade = None
        if _STOPS.match(block.text):
            open_grade = None
        after = None if before else _next_label(body, place)
        graded = _graded(after) if after else None if block.kind is Kind.HEADING else open_grade
        # A recommendation is set in a box as wide as the page.
        yield replace(block, graded=graded, code=block.code if graded is None else None)


def _leads(body: list[Block], place: int) -> bool:
    """Whether the label at `place` says for or against, as MAGICapp prints above its text."""
    label = _LABEL.fullmatch(body[place].text)
    return label is not None and label["side"] is not None


def _titled(body: list[Block], place: int) -> bool:
    """Whether this heading comes right under a label: the recommendation's own title."""
    return place > 0 and _LABEL.fullmatch(body[place - 1].text) is not None


def _next_label(body: list[Block], place: int) -> re.Match[str] | None:
    if body[place].kind is Kind.HEADING or place + 1 >= len(body):
        return None
    return _LABEL.fullmatch(body[place + 1].text)


def _graded(label: re.Match[str]) -> Recommendation:
    grade = "strong" if label["grade"].casefold() == "strong" else "conditional"
    against = (label["side"] or "").casefold() == "against"
    return Recommendation(
        0,
        0,
        Scheme.GRADE,
        strength=label["words"],
        normalised=f"{grade} against" if against else grade,
        certainty=label["certainty"].casefold() if label["certainty"] else None,
    )


def _header(record: _Line, title: str) -> Header:
    source = record.source.casefold()
    address = record.url or record.source_url
    named = "\n".join((source, title, address or ""))
    prefix = "who" if source == "who" else "guideline"
    key = f"{prefix}:{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()[:16]}"
    raw = record.raw_text or record.clean_text or ""
    years = set(_WHO_YEAR.findall(raw)) if source == "who" else set()
    year = years.pop() if len(years) == 1 else None
    extra = [("source", record.source)] if record.source else []
    if year:
        extra.append(("date", "copyright year printed in the text"))
    if record.id is not None:
        extra.append(("id", str(record.id)))
    return Header(
        key=key,
        family=Family.GUIDELINES,
        source="open-guidelines",
        title=title,
        lineage=key,
        publisher=_PUBLISHERS.get(source, record.source or None),
        date=PartialDate(f"© {year}", int(year)) if year else None,
        language="eng",
        url=address,
        licence="CC BY-NC-SA 3.0 IGO" if "CC BY-NC-SA 3.0 IGO" in raw else None,
        standing=Standing(design=StudyDesign.PRACTICE_GUIDELINE),
        topic=title,
        extra=tuple(extra),
    )
