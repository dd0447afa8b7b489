"""From passages to the sections of an answer: rank, choose, write, verify, family by family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from osler.answer.answer import Group, Section, Statement
from osler.answer.answering import ACTING
from osler.answer.backing import backed
from osler.answer.candidate import Ranked
from osler.answer.continued import continued
from osler.answer.desk import Evidence, Wish
from osler.answer.editions import aged, outdated
from osler.answer.forbidding import FORBIDS, WARNS, forbidding, warning
from osler.answer.naming import names_asked
from osler.answer.nearest import MOST, caution, distant
from osler.answer.question import Question
from osler.answer.recommended import leads
from osler.answer.refusal import gap
from osler.answer.regimen import regimen
from osler.answer.regimen_boxes import regimens
from osler.answer.relevance import irrelevant, subject
from osler.answer.retrieve import Retrieved
from osler.answer.saying import says
from osler.answer.select import Choice, select
from osler.answer.shortlist import SOFT, second_look, shortlist
from osler.answer.summary import Merit
from osler.answer.table_rows import ROW, table_rows
from osler.answer.trace import Trace
from osler.answer.write import write
from osler.evidence.document import Family, Header
from osler.index.index import Hit

BESIDE = 4  # statements of another family beside a guideline's
# Statements of the sources' own below which starter digests may add theirs. A digest of a label
# adds nothing to a label.
FEW = {Family.GUIDELINES: 3, Family.LABELS: 1, Family.RESEARCH: 3}


@dataclass(slots=True)
class Composed:
    """Sections with unnumbered citations, the headers they cite by document key, and what
    ranking found in each statement, by its text.
    """

    sections: tuple[Section, ...] = ()
    headers: dict[str, Header] = field(default_factory=dict)
    merits: dict[str, Merit] = field(default_factory=dict)


def compose(
    question: Question,
    found: Sequence[Retrieved],
    evidence: Evidence,
    wish: Wish,
    trace: Trace,
) -> Composed:
    """Write each family's section. A family that gives nothing keeps an empty one with a note."""
    composed = Composed()
    sections: list[Section] = []
    for each in found:
        groups: tuple[Group, ...] = ()
        for hits in _pools(each.hits, evidence):
            shown = sum(len(group.statements) for group in groups)
            labels = each.family is Family.LABELS
            current = labels or not _old(groups, composed, wish, evidence)
            if groups and shown >= FEW[each.family] and current:
                break
            most = _most(question, each.family, sections, evidence)
            left = most - shown if shown < FEW[each.family] else most // 2
            alone = not any(section.groups for section in sections)
            more = _groups(question, hits, evidence, wish, trace, composed, left, alone=alone)
            groups = _joined(groups, more) if left == most - shown else _newer(more, groups, most)
        note = None if groups else gap(each.family)
        sections.append(Section(each.family, each.family.heading, groups, note))
        shown = sum(len(group.statements) for group in groups)
        trace.step("wrote", f"{each.family.value}: {shown} statements")
    if not any(section.groups for section in sections):
        sections = [
            _second_look(question, section, each, evidence, wish, trace, composed)
            for section, each in zip(sections, found, strict=True)
        ]
    sections = backed(question, sections, evidence.vocabulary, trace)
    composed.sections = tuple(dated(question, each, composed, wish, evidence) for each in sections)
    return composed


def dated(
    question: Question, section: Section, composed: Composed, wish: Wish, evidence: Evidence
) -> Section:
    """The section with its older statements said to be older, which keeps them out of the brief."""
    answering = frozenset(text for text, each in composed.merits.items() if each.relates)

    def speaks(statement: Statement) -> frozenset[str]:
        title = composed.headers[statement.citations[0].document].title
        above = (title, *(part for each in statement.citations for part in each.section))
        return subject(question, " ".join((statement.text, *above)))

    newer = outdated(section, answering, composed.headers, wish.year, evidence.old, speaks)
    for text in newer:
        composed.merits[text] = replace(composed.merits[text], outdated=True)
    return aged(section, newer)


def _second_look(
    question: Question,
    section: Section,
    found: Retrieved,
    evidence: Evidence,
    wish: Wish,
    trace: Trace,
    composed: Composed,
) -> Section:
    """The research that comes nearest, where no family says what was asked in so many words. What
    a guideline or a label does not say, it does not nearly say; nor is a dose or a diagnosis given
    in other words than those for it.
    """
    if section.family is not Family.RESEARCH or question.kind not in SOFT:
        return section
    for hits in _pools(found.hits, evidence):
        chosen = second_look(question, hits, wish, trace)
        groups = _written(question, chosen, evidence, wish, trace, composed, MOST, second=True)
        if groups:
            shown = sum(len(group.statements) for group in groups)
            trace.step("wrote", f"{section.family.value}, nearest: {shown} statements")
            return replace(section, groups=groups, note=caution(question))
    return section


def _old(groups: tuple[Group, ...], composed: Composed, wish: Wish, evidence: Evidence) -> bool:
    """Whether half of what is cited, or more, is so old that newer digests may say more; not where
    one of the rest is a recommendation.
    """
    said = [statement for group in groups for statement in group.statements]
    years = [composed.headers[each.citations[0].document].year for each in said]
    old = [year is None or wish.year - year > evidence.old for year in years]
    if any(each.recommendation and not past for each, past in zip(said, old, strict=True)):
        return False
    return bool(said) and 2 * sum(old) >= len(said)


def _most(question: Question, family: Family, before: Sequence[Section], evidence: Evidence) -> int:
    """How many statements a section may show. Where a guideline says what to do, research and
    labels add a few and no more.
    """
    guided = any(section.groups for section in before if section.family is Family.GUIDELINES)
    if family is not Family.GUIDELINES and guided and question.kind in ACTING:
        return min(evidence.statements, BESIDE)
    return evidence.statements


def _joined(groups: tuple[Group, ...], more: tuple[Group, ...]) -> tuple[Group, ...]:
    """Groups followed by more of them, those of one heading as one."""
    found = {group.heading: group for group in groups}
    for group in more:
        first = found.get(group.heading)
        together = (*first.statements, *group.statements) if first else group.statements
        found[group.heading] = Group(group.heading, together)
    return tuple(found.values())


def _newer(more: tuple[Group, ...], old: tuple[Group, ...], most: int) -> tuple[Group, ...]:
    """What newer digests say, then as much of the old as there is room for; the old as it is where
    they say nothing.
    """
    room = most - sum(len(group.statements) for group in more)
    kept: list[Group] = []
    for group in old if more else ():
        taken = group.statements[:room]
        room -= len(taken)
        if taken:
            kept.append(replace(group, statements=taken))
    return _joined(more, tuple(kept)) if more else old


def _pools(hits: Sequence[Hit], evidence: Evidence) -> list[list[Hit]]:
    """Sources' own texts first; starter digests only where the setting and the gap allow."""
    own = [hit for hit in hits if not hit.header.standing.digest]
    digests = [hit for hit in hits if hit.header.standing.digest]
    if evidence.starter == "always":
        return [list(hits)] if hits else []
    return [pool for pool in (own, digests if evidence.starter == "auto" else []) if pool]


def _groups(
    question: Question,
    hits: Sequence[Hit],
    evidence: Evidence,
    wish: Wish,
    trace: Trace,
    composed: Composed,
    limit: int,
    *,
    alone: bool,
) -> tuple[Group, ...]:
    ranked = shortlist(question, hits, wish, trace, alone=alone)
    rows = _rows(question, hits, evidence, wish, trace, composed)
    shown = {each.citations[0].quote for group in rows for each in group.statements}
    ranked = [each for each in ranked if each.candidate.text not in shown]
    limit -= sum(len(group.statements) for group in rows)
    more = _written(question, ranked, evidence, wish, trace, composed, limit, resort=alone)
    if not rows and not more:
        return _stated(warning(question, hits), question, evidence, wish, trace, composed)
    return (*rows, *more) if any(group.heading for group in more) else _joined(rows, more)


def _rows(
    question: Question,
    hits: Sequence[Hit],
    evidence: Evidence,
    wish: Wish,
    trace: Trace,
    composed: Composed,
) -> tuple[Group, ...]:
    whole = (
        *forbidding(question, hits),
        *regimens(question, hits),
        *table_rows(question, hits),
        *continued(question, hits),
    )
    return _stated(whole, question, evidence, wish, trace, composed)


def _stated(
    choices: Sequence[Choice],
    question: Question,
    evidence: Evidence,
    wish: Wish,
    trace: Trace,
    composed: Composed,
) -> tuple[Group, ...]:
    """Choices as one group without a heading; none where none is verified."""
    kept: list[Statement] = []
    for choice in choices:
        statement = _write(choice, question, evidence, wish, trace)
        if statement is not None:
            kept.append(statement)
            remember(question, choice, statement, composed)
    return (Group(None, tuple(kept)),) if kept else ()


def _written(
    question: Question,
    ranked: Sequence[Ranked],
    evidence: Evidence,
    wish: Wish,
    trace: Trace,
    composed: Composed,
    limit: int,
    *,
    second: bool = False,
    resort: bool = True,
) -> tuple[Group, ...]:
    """Choose among ranked sentences, write and verify them; the `second` time by looser rules."""
    groups: list[Group] = []

    def passed_over(each: Ranked, why: str) -> None:
        trace.drop(each.candidate.hit.passage.key, why)

    beside = distant if second else irrelevant
    doubt = caution(question) if second else None
    for selected in select(
        question, ranked, limit, None, passed_over, beside, doubt, resort=resort
    ):
        kept: list[Statement] = []
        for choice in selected.choices:
            statement = _write(choice, question, evidence, wish, trace)
            if statement is not None:
                kept.append(statement)
                remember(question, choice, statement, composed)
        if kept:
            groups.append(Group(selected.heading, tuple(kept)))
    trace.dropped()
    return tuple(groups)


def _write(
    choice: Choice, question: Question, evidence: Evidence, wish: Wish, trace: Trace
) -> Statement | None:
    statement, dropped = write(
        choice, evidence.vocabulary, wish.year, question.population, evidence.old
    )
    candidate = choice.ranked.candidate
    if statement is None:
        trace.drop(candidate.hit.passage.key, dropped)
        return None
    reasons = sorted(choice.ranked.features, key=lambda each: -abs(each.contribution))[:4]
    why = "; ".join(f"{each.reason} ({each.contribution:+.2f})" for each in reasons)
    trace.note("ranked", f"{candidate.hit.passage.key} {choice.ranked.score:.2f}: {why}")
    return statement


def remember(question: Question, choice: Choice, statement: Statement, composed: Composed) -> None:
    """Note what ranking found in a statement, and the headers of what it cites."""
    box = regimen(choice.candidate)  # its headings say what it is for
    told = {each.name for each in choice.ranked.features}
    bars = FORBIDS in told
    row = bool(told & {FORBIDS, WARNS, ROW})  # its table is about nothing else
    relates = box or row or says(question.kind, statement.text)
    named = box or row or names_asked(question, choice.candidate)
    first = leads(question, choice.candidate)
    composed.merits[statement.text] = Merit(choice.ranked.score, relates, named, first, bars=bars)
    for candidate in (choice.ranked.candidate, *choice.also):
        composed.headers[candidate.hit.header.key] = candidate.hit.header
