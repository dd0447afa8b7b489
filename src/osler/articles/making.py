"""Making the first content of an article, from an answer. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from osler.answer.answer import (
    Answer,
    Citation,
    Reference,
    Statement,
)
from osler.answer.cite import statements
from osler.articles.content import (
    SCHEMA,
    CitedSection,
    Content,
    ContentError,
    KnownNotice,
    Maker,
    QuotedPassage,
)
from osler.evidence.document import Document, Family, text_hash
from osler.evidence.split import passages
from osler.storage.canonical import digest


def content(answer: Answer, documents: Mapping[str, Document], maker: Maker) -> Content:
    """The first version of an article. `documents` holds every document cited, by key.

    Raises `ContentError` for a refusal, and where a quote is not in the document held.
    """
    if answer.refusal is not None or not answer.summary:
        raise ContentError("a refusal cannot become an article: there is nothing to publish")
    shown = statements(answer.sections)
    ids = tuple(f"s{place}" for place in range(1, len(shown) + 1))
    return Content(
        schema=SCHEMA,
        question=answer.question,
        title=_title(answer.question),
        gloss=None,
        answer=replace(answer, trace=()),
        ids=ids,
        brief=tuple(_name(each, shown, ids) for each in answer.summary),
        passages=_passages(shown, documents),
        sections=_sections(shown, answer.references, documents),
        maker=maker,
        notices=_notices(answer.references, documents),
    )


def _notices(
    references: tuple[Reference, ...], documents: Mapping[str, Document]
) -> tuple[KnownNotice, ...]:
    found = [
        KnownNotice(each.document, notice.kind.value, notice.other or notice.citation)
        for each in references
        for notice in documents[each.document].header.standing.notices
    ]
    return tuple(dict.fromkeys(found))


def _title(question: str) -> str:
    words = " ".join(question.split())
    return words[:1].upper() + words[1:]


def _name(brief: Statement, shown: list[Statement], ids: tuple[str, ...]) -> str:
    for name, each in zip(ids, shown, strict=True):
        if (each.text, each.citations) == (brief.text, brief.citations):
            return name
    raise ContentError("the summary says what no section says")


def _passages(
    shown: list[Statement], documents: Mapping[str, Document]
) -> tuple[QuotedPassage, ...]:
    found: dict[str, QuotedPassage] = {}
    for citation in _citations(shown):
        if citation.passage not in found:
            found[citation.passage] = _passage(citation, documents)
        held = found[citation.passage]
        start = citation.start - held.start
        if held.text[start : start + len(citation.quote)] != citation.quote:
            raise ContentError(f"{citation.document}: the quote is not in the document held now")
    return tuple(found.values())


def _passage(citation: Citation, documents: Mapping[str, Document]) -> QuotedPassage:
    document = documents.get(citation.document)
    if document is None:
        raise ContentError(f"{citation.document} is cited and no longer held; ask again")
    for each in passages(document):
        if each.key == citation.passage:
            return QuotedPassage(
                each.key,
                document.key,
                each.start,
                each.end,
                each.text,
                text_hash(each.text),
                each.path,
                each.code,
            )
    raise ContentError(f"{citation.passage} is cited and no longer held; ask again")


def _citations(shown: list[Statement]) -> list[Citation]:
    return [citation for statement in shown for citation in statement.citations]


def section_hash(document: Document, code: str | None, path: tuple[str, ...]) -> str | None:
    """Hash over the words of a label's section, by LOINC code where it has one, else by its
    headings; white space folded. None where the document has no such section.
    """
    words = section_words(document, code, path)
    return digest(" ".join(words.split())) if words is not None else None


def section_words(document: Document, code: str | None, path: tuple[str, ...]) -> str | None:
    """The text of a label's section, all its parts; None where there is none."""
    parts = [
        document.text[each.start : each.end]
        for each in document.sections
        if (each.code == code if code else each.path[:1] == path[:1])
    ]
    return "\n".join(parts) if parts else None


def _sections(
    shown: list[Statement],
    references: tuple[Reference, ...],
    documents: Mapping[str, Document],
) -> tuple[CitedSection, ...]:
    labels = {each.document for each in references if each.family is Family.LABELS}
    found: dict[tuple[str, str | None, tuple[str, ...]], CitedSection] = {}
    for citation in _citations(shown):
        document = documents[citation.document]
        place = (citation.document, citation.code, citation.section[:1])
        if citation.document not in labels or place in found:
            continue
        hashed = section_hash(document, citation.code, citation.section)
        if hashed is not None:
            found[place] = CitedSection(
                document.key, document.header.lineage, citation.code, citation.section[:1], hashed
            )
    return tuple(found.values())
