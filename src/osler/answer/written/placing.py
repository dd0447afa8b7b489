"""Putting statements that passed where they belong, beside what must not be lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from osler.answer.answer import Group, Section, Statement
from osler.answer.boxed_warning import in_box
from osler.answer.cite import statements
from osler.answer.compose import Composed, dated, remember
from osler.answer.desk import Evidence, Wish
from osler.answer.question import Question
from osler.answer.saying import says
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
            _no_less(each.statement, composed, made)
    sections = [
        _section(
            question, section, by_family.get(section.family, ()), composed, evidence.statements
        )
        for section in composed.sections
    ]
    made.sections = tuple(dated(question, each, made, wish, evidence) for each in sections)
    return made


def _no_less(statement: Statement, composed: Composed, made: Composed) -> None:
    """A rewording ranks no lower than the extractive statement of the same sentence, which was
    weighed among more rivals.
    """
    merit = made.merits[statement.text]
    scores = [
        composed.merits[each.text].score
        for each in statements(composed.sections)
        if each.text in composed.merits and _overlap(each, [statement])
    ]
    made.merits[statement.text] = replace(merit, score=max(merit.score, *scores, 0.0))


def _overlap(statement: Statement, others: Sequence[Statement]) -> bool:
    """Whether the first span a statement cites overlaps any that others cite."""
    cited = statement.citations[0]
    return any(
        cited.document == span.document and cited.start < span.end and span.start < cited.end
        for each in others
        for span in each.citations
    )


def _section(
    question: Question,
    section: Section,
    ours: Sequence[Statement],
    composed: Composed,
    most: int,
) -> Section:
    if not ours:
        return section
    room = most - len(ours) if len(ours) < FEW else 0
    held: list[Statement] = []
    for each in statements([section]):
        said = _overlap(each, ours) or any(repeats(each.text, one.text) for one in ours)
        if not said and (len(held) < room or _must_stay(each, composed)):
            held.append(each)
    groups: tuple[Group, ...]
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
