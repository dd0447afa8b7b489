"""Numbering citations and making the reference list: every number used is in it, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from osler.answer.answer import Citation, Group, Reference, Section, Statement
from osler.evidence.document import Family, Header


def number(
    summary: tuple[Statement, ...], sections: tuple[Section, ...], headers: Mapping[str, Header]
) -> tuple[tuple[Statement, ...], tuple[Section, ...], tuple[Reference, ...]]:
    """Number documents in order of first use, over the summary and then the sections.

    Citations come in with any number; one document is one reference. `headers` is by document key.
    """
    order: dict[str, int] = {}
    for statement in (*summary, *statements(sections)):
        for citation in statement.citations:
            order.setdefault(citation.document, len(order) + 1)
    used: dict[str, list[Citation]] = {key: [] for key in order}
    for statement in statements(sections):
        for citation in statement.citations:
            used[citation.document].append(citation)
    return (
        tuple(_numbered(statement, order) for statement in summary),
        tuple(_numbered_section(section, order) for section in sections),
        tuple(reference(headers[key], number, used[key]) for key, number in order.items()),
    )


def statements(sections: Iterable[Section]) -> list[Statement]:
    """All statements of sections, in order."""
    return [each for section in sections for group in section.groups for each in group.statements]


def _numbered(statement: Statement, order: Mapping[str, int]) -> Statement:
    citations = tuple(replace(each, reference=order[each.document]) for each in statement.citations)
    return replace(statement, citations=citations)


def _numbered_section(section: Section, order: Mapping[str, int]) -> Section:
    groups = tuple(
        Group(group.heading, tuple(_numbered(each, order) for each in group.statements))
        for group in section.groups
    )
    return replace(section, groups=groups)


def reference(header: Header, number: int, citations: Iterable[Citation]) -> Reference:
    """The entry for one document, with the sections cited."""
    paths = (" › ".join(each.section) for each in citations if each.section)
    return Reference(
        number=number,
        document=header.key,
        family=header.family,
        title=header.title,
        container=header.container,
        publisher=header.publisher,
        authors=header.authors,
        year=header.year,
        date=header.date.iso if header.date else None,
        url=header.url,
        identifiers=identifiers(header),
        version=header.version,
        sections=tuple(dict.fromkeys(paths)),
        design=header.standing.design.value,
        standing=header.standing.words,
        language=header.language,
        licence=header.licence,
        read=read(header),
    )


def identifiers(header: Header) -> dict[str, str]:
    """Identifiers a reader can look up, by scheme."""
    known = header.identifiers
    pairs = {
        "pmid": known.pmid,
        "pmcid": known.pmcid,
        "doi": known.doi,
        "set_id": known.set_id,
        "spl_id": known.spl_id,
    }
    return {scheme: value for scheme, value in pairs.items() if value} | dict(known.other)


def read(header: Header) -> str:
    """How much of the source was read: "digest", "label", "abstract", "recommendation", …"""
    if header.standing.digest:
        return "digest"
    if header.family is Family.LABELS:
        return "label"
    if header.standing.abstract_only:
        return "abstract"
    if header.source in {"uspstf", "cpic"}:
        return "recommendation"
    return "full text"
