"""The boxed warnings of medicines that a brief proposes and nobody asked about by name.

Who asks for the best medicine for a disease is told of one, and must see what its label warns of
first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from osler.answer.answer import Group, Section, Statement
from osler.answer.boxed_warning import BOXED
from osler.answer.candidate import Candidate, Ranked
from osler.answer.compose import Composed
from osler.answer.desk import Evidence, Wish
from osler.answer.naming import drugs_of, names_of
from osler.answer.pool import candidates
from osler.answer.question import Question, QuestionKind, poisoning
from osler.answer.select import Choice
from osler.answer.write import write
from osler.evidence.document import Family
from osler.index.analyse import tokens
from osler.index.index import Clause, Filter, Query, Term
from osler.vocabulary.concept import Concept, ConceptKind

HEADING = "Boxed warnings of medicines named in brief"
MOST = 2  # medicines looked up
_HITS = 5  # boxed warnings read for each: those of combinations speak for another medicine
_WORDS = 8  # fewest words of a warning: fewer are its heading
_ACTING = frozenset({QuestionKind.TREATMENT, QuestionKind.PREVENTION})


def with_boxes(
    question: Question,
    brief: Sequence[Statement],
    composed: Composed,
    evidence: Evidence,
    wish: Wish,
) -> Composed:
    """`composed` with the first sentence of the boxed warning of each medicine the brief proposes,
    in a group of its own at the end of the labels; unchanged where a medicine was asked about.
    """
    acting = question.kind in _ACTING and not poisoning(question)
    if not acting or drugs_of(question) or Family.LABELS not in question.families:
        return composed
    found: list[Statement] = []
    for drug in _proposed(brief, evidence):
        for candidate in _warnings(question, drug, evidence):
            choice = Choice(Ranked(candidate, 0.0, ()), candidate.text)
            made, _reason = write(choice, evidence.vocabulary, wish.year, question.population,
                                  evidence.old)  # fmt: skip
            if made is not None:
                composed.headers[candidate.hit.header.key] = candidate.hit.header
                found.append(made)
                break
    if not found:
        return composed
    return replace(composed, sections=tuple(_with(each, found) for each in composed.sections))


def _with(section: Section, boxes: Sequence[Statement]) -> Section:
    if section.family is not Family.LABELS:
        return section
    shown = {each.text for group in section.groups for each in group.statements}
    new = tuple(each for each in boxes if each.text not in shown)
    if not new:
        return section
    return replace(section, groups=(*section.groups, Group(HEADING, new)), note=None)


def _proposed(brief: Sequence[Statement], evidence: Evidence) -> list[Concept]:
    """Medicines the brief names, in its order."""
    named = (each.concept for said in brief for each in evidence.vocabulary.mentions(said.text))
    drugs = {each.id: each for each in named if each.kind is ConceptKind.DRUG}
    return list(drugs.values())[:MOST]


def _warnings(question: Question, drug: Concept, evidence: Evidence) -> Iterator[Candidate]:
    """Sentences of the boxed warning of this medicine alone, in its order; neither its heading nor
    the highlights, which shorten it.
    """
    where = Filter((Family.LABELS,), exclude_superseded=True, drugs=tuple(drug.names),
                   codes=(BOXED,))  # fmt: skip
    own = set(names_of(drug))
    names = Clause(tuple(Term(tuple(name.split())) for name in own), required=True)
    hits = evidence.index.search(Query((names,)), where, _HITS)
    for hit in sorted(hits, key=lambda each: each.header.standing.digest):
        allowed = not hit.header.standing.digest or evidence.starter in {"auto", "always"}
        repeats = any(part.lower().startswith("highlights") for part in hit.passage.path)
        if allowed and not repeats and {" ".join(tokens(name)) for name in hit.header.drugs} <= own:
            yield from (
                each for each in candidates(question, [hit]) if len(each.text.split()) >= _WORDS
            )
