"""Doses, and advice for children and in pregnancy, that rest on research alone are not shown.

What a study gave is no dose to give, and what it found is no advice for people who are protected:
a label or a guideline must say the same of the same medicine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from osler.answer.answer import Section, Statement
from osler.answer.answering import AMOUNT
from osler.answer.cite import statements
from osler.answer.question import Question, QuestionKind
from osler.answer.trace import Trace
from osler.evidence.document import Family
from osler.vocabulary.concept import ConceptKind, Vocabulary

UNBACKED = (
    "Research held here speaks to this, but no label or guideline held here supports it, so it is "
    "not shown as an answer."
)
_YOUNG = frozenset({"children", "infants", "pregnancy", "breastfeeding"})
_ASKED = frozenset(
    {
        QuestionKind.DOSE,
        QuestionKind.TREATMENT,
        QuestionKind.PREVENTION,
        QuestionKind.CONTRAINDICATION,
        QuestionKind.PREGNANCY,
        QuestionKind.INTERACTION,
    }
)
_ADVISES = re.compile(
    r"(?i)\b(?:should|recommend\w*|advis\w+|(?:is|are) safe|safely|first-line|drugs? of choice"
    r"|(?:can|may) be (?:safely )?(?:used|given|taken|administered|prescribed|continued|considered)"
    r"|contra-?indicated|must|preferred|appropriate|(?:is|are) indicated|treatment of choice)\b"
)
_MEDICINES = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS})


def backed(
    question: Question, sections: Sequence[Section], vocabulary: Vocabulary, trace: Trace
) -> list[Section]:
    """The sections without statements of research that nothing else bears out; a section left
    empty says so.
    """
    if not _guarded(question):
        return list(sections)
    others = [each for each in sections if each.family is not Family.RESEARCH]
    firm = [_medicines(each, vocabulary) for each in statements(others)]
    kept = [
        _sifted(question, each, firm, vocabulary, trace) if each.family is Family.RESEARCH else each
        for each in sections
    ]
    trace.dropped()
    return kept


def _guarded(question: Question) -> bool:
    if set(question.families) == {Family.RESEARCH}:  # nothing else was to be searched
        return False
    if question.kind in {QuestionKind.DOSE, QuestionKind.PREGNANCY}:
        return True
    return question.population in _YOUNG and question.kind in _ASKED


def _sifted(
    question: Question,
    section: Section,
    firm: Sequence[frozenset[str]],
    vocabulary: Vocabulary,
    trace: Trace,
) -> Section:
    groups = []
    for group in section.groups:
        kept = []
        for statement in group.statements:
            why = _claims(question, statement)
            if why is None or _borne_out(_medicines(statement, vocabulary), firm):
                kept.append(statement)
                continue
            reason = f"{why}, and no label or guideline bears it out"
            trace.drop(statement.citations[0].passage, reason)
        if kept:
            groups.append(replace(group, statements=tuple(kept)))
    note = section.note if groups or not section.groups else UNBACKED
    return replace(section, groups=tuple(groups), note=note)


def _claims(question: Question, statement: Statement) -> str | None:
    """What a statement claims that needs more than research, or None."""
    if AMOUNT.search(statement.text):
        return "gives a dose"
    plain = question.population not in _YOUNG and question.kind is QuestionKind.DOSE
    return "advises" if not plain and _ADVISES.search(statement.text) else None


def _borne_out(named: frozenset[str], firm: Sequence[frozenset[str]]) -> bool:
    """Whether a label or a guideline shown speaks of one of the medicines, or of any where none
    is named.
    """
    return any(not named or named & each for each in firm)


def _medicines(statement: Statement, vocabulary: Vocabulary) -> frozenset[str]:
    text = f"{statement.text}\n{statement.heading or ''}"
    found = vocabulary.mentions(text)
    return frozenset(each.concept.id for each in found if each.concept.kind in _MEDICINES)
