"""Putting statements that passed where they belong, beside what must not be lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from osler.answer.answer import Group, Section, Statement
from osler.answer.answering import in_box, says
from osler.answer.cite import statements
from osler.answer.compose import Composed, dated, remember
from osler.answer.desk import Evidence, Wish
from osler.answer.question import Question
from osler.answer.select import repeats
from osler.answer.topics import grouped
from osler.answer.written.checking import Found
from osler.evidence.document import Family

FEW = 3  # written statements of a section, below which the sources' own stay beside them
WRITTEN, SOURCES = "Summed up", "In the sources' own words"


def placed(
    question: Question, kept: Sequence[Found], composed: Composed, evidence: Evidence, wish: Wish
) -> Composed:
    """The answer with the written statements in the sections of what they cite. A section without
    any stays as it is. Recommendations that lead and boxed warnings stay wherever nothing written
    cites them; all that the sources say otherwise stays where less than `FEW` is written.
    """
    made = Composed(headers=dict(composed.headers), merits=dict(composed.merits))
    by_family: dict[Family, list[Statement]] = {}
    for each in kept:
        if each.statement is not None and each.choice is not None:
            family = each.choice.candidate.hit.header.family
            by_family.setdefault(family, []).append(each.statement)
            remember(question, each.choice, each.statement, made)
    sections = [
        _section(
            question, section, by_family.get(section.family, ()), composed, evidence.statements
        )
        for section in composed.sections
    ]
    made.sections = tuple(dated(each, made, wish, evidence) for each in sections)
    return made


def _section(
    question: Question,
    section: Section,
    ours: Sequence[Statement],
    composed: Composed,
    most: int,
) -> Section:
    if not ours:
        return section
    spans = [cited for each in ours for cited in each.citations]
    held = [
        each
        for each in statements([section])
        if (len(ours) < FEW or _must_stay(each, composed))
        and not any(repeats(each.text, one.text) for one in ours)
        and not any(
            cited.document == span.document and cited.start < span.end and span.start < cited.end
            for cited in each.citations[:1]
            for span in spans
        )
    ]
    groups: tuple[Group, ...]
    held = held[: max(most - len(ours), 1)]
    if held:
        groups = (Group(WRITTEN, tuple(ours)), Group(SOURCES, tuple(held)))
    else:
        rows = grouped(question, [each.text for each in ours])
        groups = tuple(Group(head, tuple(ours[row] for row in found)) for head, found in rows)
    return replace(section, groups=groups, note=None)


def _must_stay(statement: Statement, composed: Composed) -> bool:
    merit = composed.merits.get(statement.text)
    cited = statement.citations[0]
    return (merit is not None and merit.leads) or in_box(cited.code, cited.section)


def missed(question: Question, kept: Sequence[Found], composed: Composed, wrote: int) -> str | None:
    """Why what is kept is no answer, or None: nothing passed, or nothing that says what was asked
    where the sources do.
    """
    if not kept:
        return f"wrote {wrote} statements, none of which passed the check"
    ours = any(says(question.kind, each.text) for each in kept)
    theirs = any(each.relates for each in composed.merits.values())
    return None if ours or not theirs else "wrote nothing that passed and says what was asked"
