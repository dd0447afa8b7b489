"""Old text of a publisher beside its newer text on the same: the newer speaks for the publisher."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from osler.answer.answer import Certainty, Group, Section, Statement
from osler.evidence.document import Family, Header


def outdated(
    section: Section,
    answering: frozenset[str],
    headers: Mapping[str, Header],
    year: int,
    old: int,
    spoken: Callable[[Statement], frozenset[str]],
) -> dict[str, int]:
    """By text, the guideline's statements more than `old` years old, or undated, beside which the
    same publisher answers (a statement among `answering`) in newer text, with that text's year.

    `headers` is by document key; `year` the year it is now. `spoken`: what is asked about and
    spoken of by a statement and what it stands under; what the newer does not speak of, it does not
    renew (of primary syphilis, a text on neurosyphilis says nothing).
    """
    newer: dict[str, list[tuple[frozenset[str], int]]] = {}
    past: list[tuple[Statement, str]] = []
    if section.family is not Family.GUIDELINES:
        return {}
    for statement in (each for group in section.groups for each in group.statements):
        header = headers[statement.citations[0].document]
        if header.publisher is None:
            continue
        if header.year is None or year - header.year > old:
            past.append((statement, header.publisher))
        elif statement.text in answering:
            newer.setdefault(header.publisher, []).append((spoken(statement), header.year))
    found: dict[str, int] = {}
    for each, by in past:
        asked = spoken(each)
        years = [year for other, year in newer.get(by, ()) if asked <= other]
        if years:
            found[each.text] = max(years)
    return found


def aged(section: Section, newer: Mapping[str, int]) -> Section:
    """The section with the year of the newer text among the reasons of each older statement."""
    groups = tuple(_aged(group, newer) for group in section.groups)
    return replace(section, groups=groups) if newer else section


def _aged(group: Group, newer: Mapping[str, int]) -> Group:
    return replace(group, statements=tuple(_reasoned(each, newer) for each in group.statements))


def _reasoned(statement: Statement, newer: Mapping[str, int]) -> Statement:
    if statement.text not in newer:
        return statement
    reason = f"older than the same publisher's text of {newer[statement.text]}"
    reasons = (*statement.certainty.reasons, reason)
    return replace(statement, certainty=Certainty(statement.certainty.level, reasons))
