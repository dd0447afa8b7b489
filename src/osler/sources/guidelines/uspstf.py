"""USPSTF recommendations, as the Prevention TaskForce API gives them: one document per topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

import msgspec

from osler.evidence.dates import read_date
from osler.evidence.document import Family, Header
from osler.evidence.recommendation import Recommendation, Scheme
from osler.evidence.standing import Standing, StudyDesign
from osler.sources.guidelines.block import Block, document, heading, paragraph, without
from osler.sources.guidelines.hypertext import blocks, plain
from osler.sources.guidelines.uspstf_topics import SUCCESSORS
from osler.sources.guidelines.whole import whole
from osler.sources.source import Found, Item, Quarantined

_SITE = "https://www.uspreventiveservicestaskforce.org/uspstf/recommendation/"
_KNOWN = re.compile(rb'\A\s*\{.*"specificRecommendations"\s*:\s*\[\s*[{\]]', re.S)
_REFERRAL = re.compile(r"(?:Please )?(?:See|Refer to|Go to) ", re.I)
_APPARATUS = re.compile(
    r"References?\b|Members of the|Article Information|Copyright|Acknowledg|Figure\b|Author", re.I
)
_PARTS = (
    ("rationale", "Rationale"),
    ("clinical", "Clinical considerations"),
    ("discussion", "Discussion"),
    ("other", "Other considerations"),
    ("pathway_to_benefit", "Pathway to benefit"),
)
_PREGNANT = "39"
_OLDEST = 100  # the API's way of saying "no upper limit"


class _Specific(msgspec.Struct, rename="camel"):
    id: int
    title: str
    grade: str
    text: str
    general: str
    sex: str = ""
    age_range: list[int] = []
    risk_name: str | None = None
    risk: list[str] = []
    risk_text: str | None = None
    serv_freq: str | None = None


class _Topic(msgspec.Struct, rename="camel"):
    title: str
    specific: list[int] = []
    topic_type: str = ""
    pub_date: str = ""
    uspstf_alias: str = ""
    keywords: str = ""
    categories: list[str] = []
    rationale: str | None = None
    clinical: str | None = None
    discussion: str | None = None
    other: str | None = None
    pathway_to_benefit: str | None = None


class Uspstf:
    """The API's JSON file: `specificRecommendations`, and in full files `generalRecommendations`.

    Key `uspstf:TOPIC:DATE` (`undated` where the file gives no date), lineage `uspstf:TOPIC` of the
    topic's newest known number, version the date.
    """

    name = "uspstf"

    def recognises(self, head: bytes) -> bool:
        """A JSON object with `specificRecommendations`."""
        return _KNOWN.search(head) is not None

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """The whole file: topics and recommendations point at each other across it."""
        return whole(stream, b"}")

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """One document per topic, in the order topics first have a recommendation."""
        try:
            data = msgspec.json.decode(chunk)
            records = list(data["specificRecommendations"])
            topics = dict(data.get("generalRecommendations") or {})
            categories = dict(data.get("categories") or {})
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            yield Quarantined(origin, f"not readable as JSON: {error}")
            return
        except (TypeError, KeyError, ValueError, AttributeError):
            yield Quarantined(origin, "not laid out as the USPSTF API file")
            return
        grouped: dict[str, list[_Specific]] = {}
        for place, record in enumerate(records):
            try:
                specific = msgspec.convert(record, _Specific)
            except msgspec.ValidationError as error:
                yield Quarantined(f"{origin}[{place}]", f"recommendation: {error}")
                continue
            grouped.setdefault(specific.general, []).append(specific)
        for number, specifics in grouped.items():
            yield _item(number, specifics, topics.get(number), categories)


def _item(
    number: str, specifics: list[_Specific], raw: object, categories: dict[str, object]
) -> Item:
    title = specifics[0].title.partition(" -- ")[0].strip()
    try:
        topic = _Topic(title) if raw is None else msgspec.convert(raw, _Topic)
    except msgspec.ValidationError as error:
        return Quarantined(f"uspstf:{number}", f"topic: {error}")
    order = {each: place for place, each in enumerate(topic.specific)}
    specifics.sort(key=lambda each: order.get(each.id, len(order)))
    header = _header(number, topic, specifics, categories)
    return Found(document(header, _body(topic, specifics)))


def _header(
    number: str, topic: _Topic, specifics: list[_Specific], categories: dict[str, object]
) -> Header:
    date = read_date(topic.pub_date)
    edition = date.iso if date else None
    lineage = f"uspstf:{SUCCESSORS.get(number, number)}"
    named = (categories.get(each) for each in topic.categories)
    fields = tuple(str(each["name"]) for each in named if isinstance(each, dict) and "name" in each)
    keywords = tuple(word.strip() for word in topic.keywords.split("|") if word.strip())
    extra = [("recommendations", " ".join(str(each.id) for each in specifics))]
    if topic.topic_type:
        extra.append(("topic type", topic.topic_type))
    return Header(
        key=f"uspstf:{number}:{edition or 'undated'}",
        family=Family.GUIDELINES,
        source="uspstf",
        title=topic.title.strip(),
        lineage=lineage,
        version=edition,
        publisher="US Preventive Services Task Force",
        date=date,
        language="eng",
        url=_SITE + topic.uspstf_alias if topic.uspstf_alias else None,
        standing=Standing(design=StudyDesign.PRACTICE_GUIDELINE),
        keywords=keywords + fields,
        topic=topic.title.strip(),
        extra=tuple(extra),
    )


def _body(topic: _Topic, specifics: list[_Specific]) -> Iterator[Block]:
    yield heading("Recommendations", 1)
    for specific in specifics:
        yield from _recommendation(topic, specific)
    for name, shown in _PARTS:
        source = getattr(topic, name)
        if source:
            yield heading(shown, 1)
            body = blocks(source, base=1)
            if body and body[0].text.casefold() == shown.casefold():
                body = body[1:]
            yield from without(body, _APPARATUS)


def _recommendation(topic: _Topic, specific: _Specific) -> Iterator[Block]:
    people = specific.title.partition(" -- ")[2].strip()
    grade = specific.grade.strip().upper()
    yield heading(f"{people or topic.title.strip()} (grade {grade})", 2)
    graded = Recommendation(
        0,
        0,
        Scheme.USPSTF,
        strength=specific.grade,
        normalised=grade if grade in {"A", "B", "C", "D", "I"} else None,
        population=_population(people, specific),
        topic=topic.title.strip(),
    )
    said = ""
    for block in blocks(specific.text):
        referral = _REFERRAL.match(block.text)
        yield replace(block, graded=None if referral else graded)
        said += block.text
    frequency = plain(specific.serv_freq or "")
    if frequency and frequency.rstrip(".").casefold() not in said.casefold():
        yield heading("How often", 3)
        yield paragraph(frequency)
    if specific.risk_text:
        yield heading("Who is at risk", 3)
        yield from blocks(specific.risk_text, base=3)


def _population(people: str, specific: _Specific) -> str | None:
    """The statement's own words, then sex, age and risk group where the words leave them open."""
    parts = [people] if people else []
    if specific.sex in ("female", "male"):
        parts.append(f"sex: {specific.sex}")
    if len(specific.age_range) == 2 and not re.search(r"\d", people):
        low, high = specific.age_range
        if _PREGNANT not in specific.risk:
            parts.append(f"age: {low} years or older" if high >= _OLDEST else f"age: {low}–{high}")
    if specific.risk_name and specific.risk_name.casefold() not in people.casefold():
        parts.append(f"risk: {specific.risk_name}")
    return "; ".join(parts) or None
