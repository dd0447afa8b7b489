"""A box of regimens: a whole recommendation in a guideline, though no sentence."""

from __future__ import annotations

from osler.answer.candidate import Candidate
from osler.answer.question import QuestionKind
from osler.evidence.recommendation import Scheme

REGIMEN = "regimen"  # code of the sections that hold one each
REGIMENS = frozenset({QuestionKind.TREATMENT, QuestionKind.DOSE, QuestionKind.PREVENTION})


def regimen(candidate: Candidate) -> bool:
    """Whether the candidate is all of a regimen from a box of the CDC's, alternatives included."""
    return candidate.hit.passage.code == REGIMEN and any(
        each.scheme is Scheme.CDC and candidate.start <= each.start and each.end <= candidate.end
        for each in candidate.hit.passage.recommendations
    )
