"""What the three PubMed forms fill in, and how it becomes a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from osler.evidence.dates import PartialDate, partial_date
from osler.evidence.document import Document, Family, Header, Identifiers, MeshHeading, Section
from osler.evidence.standing import Notice, NoticeKind, Standing, StudyDesign
from osler.sources.pubmed import corrections, designs

SUMMARY_LABEL = "PLAIN LANGUAGE SUMMARY"
UNLABELLED = "UNLABELLED"  # NLM's mark for a section without a label; it is not the authors'

_GUIDANCE = frozenset({StudyDesign.PRACTICE_GUIDELINE, StudyDesign.CONSENSUS})
_SYNTHESIS = frozenset({StudyDesign.SYSTEMATIC_REVIEW, StudyDesign.META_ANALYSIS})
_BENCH = frozenset(
    {
        None,
        StudyDesign.OBSERVATIONAL,
        StudyDesign.CLINICAL_TRIAL,
        StudyDesign.RANDOMISED_TRIAL,
        StudyDesign.CASE_REPORT,
    }
)
_NO_TITLE = re.compile(r"\[?(?:not available|no title available|untitled)\]?\.?", re.IGNORECASE)
_INLINE_LABEL = re.compile(r"(?:^|(?<=[.?!);%\]] ))([A-Z][A-Z0-9 ,/&'()\-]{2,80}): ?")


@dataclass(slots=True)
class Draft:
    """One record as read, before any judgement. Texts are already squeezed and free of markup.

    `sections` and `summaries` are (label, NlmCategory, text). `types` are matching names of
    `publication_types` (see `designs.known`). `other_abstracts` are (kind, language, text).
    `related` are (RefType, PMID, citation).
    """

    pmid: str | None
    form: str
    version: int = 1
    title: str = ""
    vernacular: str = ""
    container: str | None = None
    publisher: str | None = None
    date: PartialDate | None = None
    article_date: PartialDate | None = None
    url: str | None = None
    sections: list[tuple[str | None, str | None, str]] = field(default_factory=list)
    summaries: list[tuple[str | None, str | None, str]] = field(default_factory=list)
    other_abstracts: list[tuple[str, str, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    publication_types: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    mesh: list[MeshHeading] = field(default_factory=list)
    chemicals: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    related: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    pmcid: str | None = None
    doi: str | None = None
    nct: list[str] = field(default_factory=list)
    other_ids: list[tuple[str, str]] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)


def settle(draft: Draft) -> None:
    """What can only be decided after the last field: an abstract by others stands in for none."""
    for kind, language, text in draft.other_abstracts:
        if not draft.sections and language == "eng":
            draft.sections.append((None, None, text))
            draft.extra.append(("abstract by", kind))
        else:
            draft.extra.append((f"other abstract {language}", text))


@lru_cache(maxsize=16384)
def cached_date(year: str | None, month: str | None, day: str | None) -> PartialDate | None:
    """`partial_date`, remembered: a file has few distinct days."""
    return partial_date(year, month, day)


def english_title(title: str, vernacular: str) -> str:
    """Take PubMed's brackets off a translated title; a title that says none gives the vernacular.

    `[Myopathy in adults].` → `Myopathy in adults.`; `[Is it so?].` → `Is it so?`. Brackets that do
    not enclose the whole title (`[3H]Thymidine uptake [review]`) stay.
    """
    if not title or _NO_TITLE.fullmatch(title):
        return vernacular or title
    if title[0] != "[":
        return title
    body = title[:-1] if title.endswith(".") else title
    if not body.endswith("]") or not _encloses(body):
        return title
    inner = body[1:-1].strip()
    if not inner:
        return vernacular or title
    return inner if body is title or inner[-1] in ".?!" else inner + "."


def _encloses(text: str) -> bool:
    """Whether the bracket that opens `text` closes at its end."""
    depth = 0
    for position, character in enumerate(text):
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return position == len(text) - 1
    return False


def labelled(text: str) -> list[tuple[str | None, str | None, str]]:
    """Cut a one-paragraph abstract at its upper-case labels (`METHODS: …`).

    Only when it begins with one and has another; else it is one section without a label.
    """
    found = list(_INLINE_LABEL.finditer(text))
    if len(found) < 2 or found[0].start() != 0:
        return [(None, None, text)] if text else []
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        (match[1], None, text[match.end() : end].strip())
        for match, end in zip(found, ends, strict=True)
        if text[match.end() : end].strip()
    ]


def document(draft: Draft, key: str) -> Document | None:
    """Judge and assemble; None when there is neither a title nor an abstract."""
    title = english_title(draft.title, draft.vernacular)
    if not title and not draft.sections:
        return None
    text, sections = _text(title, draft)
    return Document(_header(draft, key, title or "(no title)"), text, sections)


def _text(title: str, draft: Draft) -> tuple[str, tuple[Section, ...]]:
    parts = [title] if title else []
    position = len(title)
    sections: list[Section] = []
    for label, code, body in (*draft.sections, *draft.summaries):
        written = body if label is None else f"{label}: {body}"
        start = position + 2 if parts else 0
        position = start + len(written)
        parts.append(written)
        sections.append(Section(start, position, () if label is None else (label,), code))
    return "\n\n".join(parts), tuple(sections)


def _header(draft: Draft, key: str, title: str) -> Header:
    standing, guidance = _standing(draft, title)
    return Header(
        key=key,
        family=Family.GUIDELINES if guidance else Family.RESEARCH,
        source="pubmed",
        title=title,
        lineage=key,
        version=str(draft.version),
        container=draft.container,
        publisher=draft.publisher,
        date=draft.date if draft.date and draft.date.year else draft.article_date or draft.date,
        authors=tuple(draft.authors),
        language=draft.languages[0] if draft.languages else None,
        url=f"https://pubmed.ncbi.nlm.nih.gov/{draft.pmid}/" if draft.pmid else draft.url,
        identifiers=Identifiers(
            pmid=draft.pmid,
            pmcid=draft.pmcid,
            doi=draft.doi,
            nct=tuple(draft.nct),
            other=tuple(draft.other_ids),
        ),
        standing=standing,
        publication_types=tuple(draft.publication_types),
        mesh=tuple(draft.mesh),
        chemicals=tuple(draft.chemicals),
        keywords=tuple(draft.keywords),
        extra=_extra(draft, title),
    )


def _standing(draft: Draft, title: str) -> tuple[Standing, bool]:
    """Standing, and whether the record is a guideline by its publication types."""
    design = designs.of_types(tuple(draft.types))
    by_type = design
    animal = designs.about_animals(draft.mesh, title)
    if design is None or design is StudyDesign.REVIEW:
        stated = designs.of_title(title)
        if design is None or stated in _SYNTHESIS:
            design = stated or design
    if animal and design in _BENCH:
        design = StudyDesign.LABORATORY
    notices: tuple[Notice, ...] = ()
    if draft.related:
        if any(corrections.makes_notice(kind) for kind, _, _ in draft.related):
            design = StudyDesign.NOTICE
        found = (corrections.notice(*each) for each in draft.related)
        notices = tuple(dict.fromkeys(each for each in found if each is not None))
    retracted = any(each.kind is NoticeKind.RETRACTED for each in notices)
    # Journals mark the title where the record's links lag behind.
    said = designs.any_of(draft.types, designs.RETRACTED) or designs.retracted_title(title)
    if not retracted and said:
        notices = (*notices, Notice(NoticeKind.RETRACTED))
    standing = Standing(
        design=design or StudyDesign.ARTICLE,
        notices=notices,
        preprint=designs.any_of(draft.types, designs.PREPRINT),
        animal=animal or design is StudyDesign.LABORATORY,
        abstract_only=True,
    )
    return standing, by_type in _GUIDANCE and design in _GUIDANCE and not animal


def _extra(draft: Draft, title: str) -> tuple[tuple[str, str], ...]:
    extra = [("form", draft.form), *draft.extra]
    if draft.title and draft.title != title:
        extra.append(("title as printed", draft.title))
    if draft.vernacular:
        extra.append(("vernacular title", draft.vernacular))
    if len(draft.languages) > 1:
        extra.append(("languages", " ".join(draft.languages)))
    if draft.article_date and draft.date and draft.date.year:
        extra.append(("electronic date", draft.article_date.iso or draft.article_date.raw))
    for kind, pmid, _ in draft.related:
        made = corrections.link(kind, pmid)
        if made is not None:
            extra.append(made)
    return tuple(extra)
