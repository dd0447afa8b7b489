"""Whether a stretch of a source can be quoted to a clinician at all."""

from __future__ import annotations

from osler.answer.beside import beside
from osler.answer.candidate import Candidate
from osler.answer.damage import damaged
from osler.answer.debris import debris
from osler.answer.elsewhere import elsewhere
from osler.answer.glued import glued
from osler.answer.question import Question
from osler.answer.remarks import remark


def unquotable(question: Question, candidate: Candidate) -> str | None:
    """Why a stretch must not be quoted, or None: damaged text, no sentence, a remark of the text on
    itself, or something outside medicine.
    """
    return (
        damaged(candidate)
        or glued(candidate)
        or debris(candidate)
        or beside(question, candidate)
        or remark(candidate)
        or elsewhere(question, candidate)
    )
