"""Evidence against what is said in brief, looked for in a search of its own.

Passages that answer a question best tend to agree. So each statement of the brief that says more,
less, or not is searched for in its own words without those, and with their opposites; a sentence
of another work that contradicts it on one point is shown, and the disagreement with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from osler.answer.answer import Group, Section, Statement
from osler.answer.candidate import Candidate, Ranked
from osler.answer.cite import statements
from osler.answer.compose import Composed
from osler.answer.desk import Evidence, Wish
from osler.answer.disagreement import leaning, on_one_point, opposed, spoken_of
from osler.answer.fitness import unfit
from osler.answer.malformed import malformed
from osler.answer.place import out_of_place
from osler.answer.pool import candidates
from osler.answer.question import Question
from osler.answer.select import Choice
from osler.answer.trace import Trace
from osler.answer.write import write
from osler.evidence.document import Family
from osler.index.analyse import tokens
from osler.index.index import Clause, Filter, Hit, Query, Term

HEADING = "Found to say otherwise"
MOST = 2  # statements of a brief that are looked into
HITS = 8  # passages read for each
_TURNED = 0.5  # weight of a word of the opposite direction against one of the statement's own
_UP = "increased increases raised higher greater more improved improves superior benefit prolonged"
_DOWN = "decreased decreases reduced reduces lower less fewer worse declined inferior harm shorter"


def with_contrary(
    question: Question,
    brief: Sequence[Statement],
    composed: Composed,
    evidence: Evidence,
    wish: Wish,
    trace: Trace,
) -> Composed:
    """`composed` with what contradicts the brief, in a group of its own at the end of its family's
    section; unchanged where nothing does.
    """
    searched = [each for each in brief if any(leaning(each.text))][:MOST]
    found: dict[Family, list[Statement]] = {}
    for statement in searched:
        for candidate in _against(question, statement, composed, evidence, wish):
            choice = Choice(Ranked(candidate, 0.0, ()), candidate.text)
            made, _reason = write(choice, evidence.vocabulary, wish.year, question.population,
                                  evidence.old)  # fmt: skip
            if made is not None:
                header = candidate.hit.header
                composed.headers[header.key] = header
                found.setdefault(header.family, []).append(made)
                break
    if searched:
        said = sum(map(len, found.values()))
        trace.step("doubted", f"{len(searched)} statements searched for what denies them: {said}")
    if not found:
        return composed
    sections = tuple(_with(each, found.get(each.family, ())) for each in composed.sections)
    return replace(composed, sections=sections)


def _with(section: Section, more: Sequence[Statement]) -> Section:
    if not more:
        return section
    return replace(section, groups=(*section.groups, Group(HEADING, tuple(more))), note=None)


def _against(
    question: Question,
    statement: Statement,
    composed: Composed,
    evidence: Evidence,
    wish: Wish,
) -> Iterator[Candidate]:
    """Sentences of other works that contradict the statement, best passages first."""
    lineages = {composed.headers[each.document].lineage for each in statement.citations}
    shown = {each.text for each in statements(composed.sections)}
    words = spoken_of(statement.text)
    for candidate in candidates(question, _hits(question, statement, evidence, wish)):
        if (
            candidate.text not in shown
            and leaning(candidate.text) != leaning(statement.text)
            and candidate.hit.header.lineage not in lineages
            and on_one_point(words, spoken_of(candidate.text))
            and opposed(statement.text, candidate.text, evidence.vocabulary) is not None
            and out_of_place(question, candidate) is None
            and malformed(question, candidate) is None
            and unfit(candidate, question) is None
        ):
            yield candidate


def _hits(question: Question, statement: Statement, evidence: Evidence, wish: Wish) -> list[Hit]:
    """Passages by the statement's own words, and by those of the opposite direction."""
    _negates, more, less = leaning(statement.text)
    own = [Clause((Term((word,)),)) for word in sorted(spoken_of(statement.text))]
    turned = (_DOWN if more else "") + " " + (_UP if less else "")
    opposite = tuple(Term((word,), _TURNED) for word in dict.fromkeys(tokens(turned)))
    clauses = (*own, *([Clause(opposite)] if opposite else []))
    where = Filter(wish.families, question.since, exclude_superseded=True)
    return evidence.index.search(Query(clauses), where, HITS) if own else []
