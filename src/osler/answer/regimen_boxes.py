"""Boxes of regimens that a guideline prints under the name of the disease asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from osler.answer.candidate import Candidate, Feature, Ranked
from osler.answer.naming import names_of
from osler.answer.place import out_of_place
from osler.answer.question import Question
from osler.answer.regimen import REGIMEN, REGIMENS, regimen
from osler.answer.select import Choice
from osler.index.analyse import tokens
from osler.index.index import Hit
from osler.vocabulary.concept import ConceptKind

MOST = 4  # stages of one disease have a box each
_SCORE = 0.8  # such a box says what to give, in the guideline's own print
_MEDICINES = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS})
_YOUNG = re.compile(r"(?i)\b(?:child\w*|infants?|neonat\w*|newborns?)\b")


def regimens(question: Question, hits: Sequence[Hit]) -> list[Choice]:
    """At most `MOST` boxes for what the question names, as they stand, in the guideline's order.

    The headings above a box, not its words, say what it is for. Boxes for children answer only
    questions about them.
    """
    if not REGIMENS.intersection(question.kinds):
        return []
    boxes = [_whole(hit, rank) for rank, hit in enumerate(hits) if hit.passage.code == REGIMEN]
    fit = [box for box in boxes if regimen(box) and _answers(question, box)]
    fit.sort(key=lambda box: (box.hit.passage.document, box.start))
    return [_choice(box) for box in fit[:MOST]]


def _whole(hit: Hit, rank: int) -> Candidate:
    passage = hit.passage
    return Candidate(passage.text, passage.start, passage.end, hit, rank, 0, 1)


def _answers(question: Question, box: Candidate) -> bool:
    above = " ".join((box.hit.header.title, *box.hit.passage.path))
    if _YOUNG.search(above) and not _YOUNG.search(question.text):
        return False
    joined = f" {' '.join(tokens(above))} "
    asked = [each.concept for each in question.mentions if each.concept.kind not in _MEDICINES]
    named = all(any(f" {name} " in joined for name in names_of(each)) for each in asked)
    return bool(asked) and named and out_of_place(question, box) is None


def _choice(box: Candidate) -> Choice:
    reason = Feature("regimen", 1.0, _SCORE, f"a box under “{box.hit.passage.path[-1]}”")
    return Choice(Ranked(box, _SCORE, (reason,)), box.text)
