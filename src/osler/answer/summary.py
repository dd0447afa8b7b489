"""In brief: the statements that would be enough if the reader stopped there."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from osler.answer.answer import Level, Section, Statement
from osler.answer.boxed_warning import in_box
from osler.answer.cite import statements
from osler.answer.preference import FIRST_LINE
from osler.answer.question import (
    AnswerShape,
    Question,
    QuestionKind,
    medicines_only,
    poisoning,
    uses,
)
from osler.answer.relevance import told
from osler.answer.select import likeness, repeats
from osler.evidence.document import Family
from osler.vocabulary.concept import ConceptKind

MOST = 3
_SURE = {Level.HIGH: 1.0, Level.MODERATE: 0.9, Level.LOW: 0.8, Level.VERY_LOW: 0.7}
_GRADED = 1.2  # a recommendation answers what a clinician asks
_SILENT = 0.5  # a sentence without the relation asked for (cause, treatment, …) answers less
_LISTS = 1.4
_COMES_FIRST = 1.8
_ENUMERATES = re.compile(r"(?:,[^,]*){3}|, [^,;]{1,60},? (?:and|or) ")
_ALIKE = 0.4  # shared content from which a second statement says nothing new
_BESIDE = 0.75  # a sentence on a neighbouring matter
_BEHIND = 0.6  # share of the question that a statement behind a recommendation must hold
_LONG = 400  # code points: longer is no brief
_LISTED = re.compile(
    r"(?:^|\n)\s*[•■▪●◦‣·*–-]\s"
)  # a list reads faster than a sentence of its length
_NOT_KNOWN = re.compile(
    r"(?i)\bit is not known (?:whether|if)\b|\bnot known whether\b"
)  # never leads
_LEANS = re.compile(r"(?i)\balso\b")  # the sentence adds to one that is not there
_K = QuestionKind
# What a family is good for: a guideline says what to do, a label what one drug does.
_ACTING = frozenset({_K.TREATMENT, _K.PREVENTION, _K.SCREENING, _K.DIAGNOSIS})
_LABELLED = frozenset(
    {
        _K.DOSE,
        _K.ADVERSE_EFFECT,
        _K.INTERACTION,
        _K.CONTRAINDICATION,
        _K.PREGNANCY,
        _K.MECHANISM,
        _K.DEFINITION,
    }
)
_FOR_ACTING = {Family.GUIDELINES: 1.4, Family.LABELS: 0.8, Family.RESEARCH: 1.0}
# A label says what a drug is licensed for, perhaps decades ago; a guideline, what is done now.
_BEHIND_GUIDELINE = {**_FOR_ACTING, Family.LABELS: 0.3}
_FOR_DRUG = {Family.GUIDELINES: 1.1, Family.LABELS: 1.2, Family.RESEARCH: 1.0}
# Its label lists what a medicine does; other texts speak of one harm, or of a regimen with it.
_OF_HARMS = {Family.GUIDELINES: 0.7, Family.LABELS: 1.3, Family.RESEARCH: 0.7}
# Its label says what a medicine is for and how it works; other texts name it in passing.
_FROM_LABEL = {Family.GUIDELINES: 0.5, Family.LABELS: 1.3, Family.RESEARCH: 0.5}
_ELSE = {Family.GUIDELINES: 1.1, Family.LABELS: 0.7, Family.RESEARCH: 1.1}


@dataclass(frozen=True, slots=True)
class Merit:
    """What ranking found in a statement: its score, whether it says the relation asked for, whether
    it is about what was asked rather than naming it in passing, whether it is a recommendation that
    answers, which leads, whether its publisher says the same matter in newer text, and whether it
    `bars` the medicine for those asked about.
    """

    score: float
    relates: bool
    named: bool = True
    leads: bool = False
    outdated: bool = False
    bars: bool = False


def summary(
    question: Question, sections: Sequence[Section], merits: Mapping[str, Merit]
) -> tuple[Statement, ...]:
    """At most three statements of `sections`, the best answer first, at most two from one passage.

    `merits` is by statement text. How well a statement answers, how sure it is, whether it is a
    recommendation and what its family is good for weigh in.
    """
    fit = _families(question)
    if fit is _FOR_ACTING and _recommended(sections, merits):
        fit = _BEHIND_GUIDELINE
    lists = question.shape is AnswerShape.LIST
    first = FIRST_LINE.search(question.text) is not None

    def weighed(each: Statement, family: Family) -> float:
        return worth(each, merits, fit[family], lists=lists, first=first)

    ranked = sorted(
        ((weighed(each, section.family), place, each)
        for place, (section, each) in enumerate(
            (section, each) for section in sections for each in statements([section])
            if not _outdated(each, merits)
        )),
        key=lambda found: _order(
            found, merits, boxed=question.kind is _K.ADVERSE_EFFECT, first=first
        ),
    )  # fmt: skip
    best = ranked[0][0] if ranked else 0.0
    picked: list[Statement] = []
    for value, _, each in ranked:
        passages = [one.citations[0].passage for one in picked]
        near = not picked or _leads(each, merits) or _bars(each, merits) or value >= best / 2
        if any(_again(each, one, merits) for one in picked):
            continue
        if picked and _leads(picked[0], merits) and not _leads(each, merits):
            near = near and told(question, each.text) >= _BEHIND
        if len(picked) < MOST and near and passages.count(each.citations[0].passage) < 2:
            picked.append(each)
    if question.kind is not _K.CONTRAINDICATION or any(_bars(each, merits) for each in picked):
        return tuple(picked)
    return _in_order(picked)


def _in_order(picked: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements of one label's contraindications in the label's order: one may be the opening of
    a list that another goes on with.
    """
    first = picked[0].citations[0] if picked else None
    place = (first.document, first.code) if first else None
    own = [each for each in picked if (each.citations[0].document, each.citations[0].code) == place]
    own.sort(key=lambda each: each.citations[0].start)
    return (*own, *(each for each in picked if each not in own))


def _order(
    found: tuple[float, int, Statement], merits: Mapping[str, Merit], *, boxed: bool, first: bool
) -> tuple[int, float, int]:
    """Recommendations that answer come first, as they stand, but that on what comes `first` before
    others where it is asked for; then, where harms are asked for
    (`boxed`), what a boxed warning warns of; then the rest by what it is worth.
    """
    value, place, statement = found
    if _leads(statement, merits):
        return 0, -float(first and FIRST_LINE.search(statement.text) is not None), place
    cited = statement.citations[0]
    if _bars(statement, merits):  # never under what softens it
        return 1, -value, place
    return (1 if boxed and in_box(cited.code, cited.section) else 2), -value, place


def _leads(statement: Statement, merits: Mapping[str, Merit]) -> bool:
    merit = merits.get(statement.text)
    return merit is not None and merit.leads


def _bars(statement: Statement, merits: Mapping[str, Merit]) -> bool:
    merit = merits.get(statement.text)
    return merit is not None and merit.bars


def _recommended(sections: Sequence[Section], merits: Mapping[str, Merit]) -> bool:
    """Whether a guideline that is not outdated recommends something that answers."""
    guidelines = [each for each in sections if each.family is Family.GUIDELINES]
    return any(
        "recommend" in each.text
        and (merit := merits.get(each.text)) is not None
        and merit.relates
        and not merit.outdated
        for each in statements(guidelines)
    )


def _outdated(statement: Statement, merits: Mapping[str, Merit]) -> bool:
    merit = merits.get(statement.text)
    return merit is not None and merit.outdated


def _again(one: Statement, other: Statement, merits: Mapping[str, Merit]) -> bool:
    """Whether a statement says little that another does not; recommendations for different people
    are alike in wording and differ in what matters.
    """
    apart = _leads(one, merits) and _leads(other, merits)
    if apart:
        return repeats(one.text, other.text)
    return likeness(one.text, other.text) >= _ALIKE


def worth(
    statement: Statement,
    merits: Mapping[str, Merit],
    fit: float,
    *,
    lists: bool = False,
    first: bool = False,
) -> float:
    """Score weighed by relation, certainty, grade, family and, where a list is asked for, whether
    the statement enumerates, or where what comes `first` is, whether it says so.
    """
    merit = merits.get(statement.text, Merit(0.0, False))
    value = math.sqrt(max(merit.score, 0.0)) * _SURE[statement.certainty.level] * fit
    value *= 1.0 if merit.relates else _SILENT
    value *= 1.0 if merit.named else _BESIDE
    if in_box(statement.citations[0].code, statement.citations[0].section):
        value *= _GRADED
    if lists and _ENUMERATES.search(statement.text):
        value *= _LISTS
    if first and FIRST_LINE.search(statement.text):
        value *= _COMES_FIRST
    if _NOT_KNOWN.search(statement.text):
        value *= _SILENT
    long = len(statement.text) > _LONG and not _LISTED.search(statement.text)
    if _LEANS.search(statement.text) or long:
        value *= _SILENT
    return value * (_GRADED if statement.recommendation else 1.0)


def _families(question: Question) -> Mapping[Family, float]:
    about = {mention.concept.kind for mention in question.mentions}
    drug = bool(about & {ConceptKind.DRUG, ConceptKind.DRUG_CLASS})
    if uses(question) or (question.kind is _K.MECHANISM and medicines_only(question)):
        return _FROM_LABEL
    alone = question.kind is _K.TREATMENT and drug and ConceptKind.CONDITION not in about
    if alone or poisoning(question):
        return _FOR_DRUG  # what a medicine is for, and of what an antidote, its label says first
    if question.kind in _ACTING:
        return _FOR_ACTING
    if question.kind is _K.ADVERSE_EFFECT and medicines_only(question):
        return _OF_HARMS
    if drug and (question.kind in _LABELLED or question.kind in {_K.CAUSE, _K.OTHER}):
        return _FOR_DRUG
    return _ELSE
