"""From passages to the sections of an answer: rank, choose, write, verify, family by family."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from osler.answer.answer import Group, Section, Statement
from osler.answer.answering import ACTING, malformed, names_asked, out_of_place, says, unanswering
from osler.answer.bare import bare
from osler.answer.candidate import Candidate, Ranked
from osler.answer.desk import Evidence, Wish
from osler.answer.nearest import MOST, caution, distant
from osler.answer.pool import candidates
from osler.answer.preference import names_treatment, preferred
from osler.answer.question import Question, QuestionKind
from osler.answer.rank import EXPLAINED, rank
from osler.answer.refusal import gap
from osler.answer.relevance import irrelevant
from osler.answer.retrieve import Retrieved
from osler.answer.select import LOOKED_AT, Choice, select
from osler.answer.summary import Merit
from osler.answer.trace import Trace
from osler.answer.write import write
from osler.evidence.document import Family, Header
from osler.index.index import Hit

TOLD = 4  # sentences whose ranking the trace spells out when nobody asks for more
# Kinds that a sentence can answer in more words than any table holds.
SOFT = frozenset(
    {
        QuestionKind.CAUSE,
        QuestionKind.MECHANISM,
        QuestionKind.DEFINITION,
        QuestionKind.PROGNOSIS,
        QuestionKind.TREATMENT,
        QuestionKind.OTHER,
    }
)
# Sentences that are ranked, from the best passages first; guidelines are the longest texts.
RANKED = {Family.GUIDELINES: 160, Family.LABELS: 70, Family.RESEARCH: 80}
RIVALS = 12  # sentences from which ranking is told apart by its own features
LEAST = 60  # of the whole pool joined to fewer
BESIDE = 4  # statements of another family beside a guideline's
SURE = 0.9  # chance of answering from which research counts in full without the words for it
SILENT = 0.7  # what counts of it below that
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
            if groups and shown >= FEW[each.family] and not _old(groups, composed, wish, evidence):
                break
            left = _most(question, each.family, sections, evidence) - shown
            alone = not any(section.groups for section in sections)
            more = _groups(question, hits, evidence, wish, trace, composed, left, alone=alone)
            groups = _joined(groups, more)
        note = None if groups else gap(each.family)
        sections.append(Section(each.family, each.family.heading, groups, note))
        shown = sum(len(group.statements) for group in groups)
        trace.step("wrote", f"{each.family.value}: {shown} statements")
    if not any(section.groups for section in sections):
        sections = [
            _second_look(question, section, each, evidence, wish, trace, composed)
            for section, each in zip(sections, found, strict=True)
        ]
    composed.sections = tuple(sections)
    return composed


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
        pool = _passing(out_of_place, question, [bare(each) for each in candidates(question, hits)],
                        trace)  # fmt: skip
        pool = [each for each in pool if _may_be_silent(question, each)]
        ranked = rank(question, pool[: RANKED[section.family]], EXPLAINED if wish.explain else TOLD)
        chosen = _formed(question, preferred(question, ranked, wish.year), trace)
        groups = _written(question, chosen, evidence, wish, trace, composed, MOST, second=True)
        if groups:
            shown = sum(len(group.statements) for group in groups)
            trace.step("wrote", f"{section.family.value}, nearest: {shown} statements")
            return replace(section, groups=groups, note=caution(question))
    return section


def _old(groups: tuple[Group, ...], composed: Composed, wish: Wish, evidence: Evidence) -> bool:
    """Whether the newest document cited is so old that a newer digest may say more."""
    cited = [
        composed.headers[statement.citations[0].document].year
        for group in groups
        for statement in group.statements
    ]
    newest = max((year for year in cited if year is not None), default=None)
    return newest is not None and wish.year - newest > evidence.old


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
    ranked = _ranked(question, hits, wish, trace, alone=alone)
    return _written(question, ranked, evidence, wish, trace, composed, limit, resort=alone)


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
                _remember(question, choice, statement, composed)
        if kept:
            groups.append(Group(selected.heading, tuple(kept)))
    trace.dropped()
    return tuple(groups)


def _ranked(
    question: Question, hits: Sequence[Hit], wish: Wish, trace: Trace, *, alone: bool
) -> list[Ranked]:
    """Sentences that may stand in the answer, best first. Where no family says what is asked in so
    many words (`alone`), research that is likely to answer may stand all the same.
    """
    pool = [bare(each) for each in candidates(question, hits)]
    placed = _passing(out_of_place, question, pool, trace)
    answering = _passing(unanswering, question, placed, trace)
    soft = alone and hits[0].header.family is Family.RESEARCH and question.kind in SOFT
    fit = (placed if soft else answering)[: RANKED[hits[0].header.family]]
    wanted = {id(each) for each in fit}
    told = EXPLAINED if wish.explain else TOLD
    others = [each for each in pool if id(each) not in wanted]
    # The ranker weighs a sentence against its rivals: too few of them, and all look alike.
    rivals = fit if len(fit) >= RIVALS else [*fit, *others[:LEAST]]
    ranked = [each for each in rank(question, rivals, told) if id(each.candidate) in wanted]
    if soft:
        saying = {id(each) for each in answering}
        ranked = [
            _softened(each, id(each.candidate) in saying)
            for each in ranked
            if id(each.candidate) in saying or _may_be_silent(question, each.candidate)
        ]
    return _formed(question, preferred(question, ranked, wish.year), trace)


def _may_be_silent(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence may answer without the words of the relation: one on treatment must at
    least name a treatment.
    """
    return question.kind is not QuestionKind.TREATMENT or names_treatment(candidate.text)


def _softened(ranked: Ranked, says: bool) -> Ranked:
    """A sentence that does not say the relation asked for counts for less, unless it is all but
    certain to answer.
    """
    return ranked if says or ranked.score >= SURE else replace(ranked, score=ranked.score * SILENT)


def _formed(question: Question, ranked: Sequence[Ranked], trace: Trace) -> list[Ranked]:
    """The best-ranked well-formed sentences. Form is looked at last, for it costs the most."""
    kept: list[Ranked] = []
    for each in ranked:
        why = malformed(question, each.candidate)
        if why is None:
            kept.append(each)
        else:
            trace.drop(each.candidate.hit.passage.key, why)
        if len(kept) == LOOKED_AT:
            break
    return kept


def _passing(
    test: Callable[[Question, Candidate], str | None],
    question: Question,
    pool: Sequence[Candidate],
    trace: Trace,
) -> list[Candidate]:
    kept: list[Candidate] = []
    for each in pool:
        why = test(question, each)
        if why is None:
            kept.append(each)
        else:
            trace.drop(each.hit.passage.key, why)
    return kept


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


def _remember(question: Question, choice: Choice, statement: Statement, composed: Composed) -> None:
    relates = says(question.kind, statement.text)
    named = names_asked(question, choice.candidate)
    composed.merits[statement.text] = Merit(choice.ranked.score, relates, named)
    for candidate in (choice.ranked.candidate, *choice.also):
        composed.headers[candidate.hit.header.key] = candidate.hit.header
