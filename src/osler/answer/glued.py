"""Rows of a label's table that lost their columns and run into one another."""

from __future__ import annotations

import re

from osler.answer.candidate import Candidate
from osler.evidence.document import Family

_ROW = re.compile(r"\bClinical (?:Impact|Effects?|Implications?|Comment)s?:")
_CELL = re.compile(r"(?:Examples?|Interventions?|Prevention(?: or Management)?|Management):")
_NAMES = 6  # words of a row's own heading, before its first cell
_EMPTY = re.compile(r"\d ?% (?:NA|N/A|ND|--?|—) [A-Z]|\b(?:NA|N/A|ND) \d")
# Headings of columns, one after another: "Digoxin Serum Concentration Increase Recommendations".
_HEADINGS = re.compile(r"(?:\b[A-Z][a-z]{2,} (?:[A-Z]{2,4} )?){6,}[A-Z]")


def glued(candidate: Candidate) -> str | None:
    """Why a stretch of a label is more than one cell of a table, or None."""
    if candidate.hit.header.family is not Family.LABELS:
        return None
    text = candidate.text
    row = _ROW.search(text)
    before = text[: row.start()] if row else ""
    if _CELL.match(before) or len(before.split()) > _NAMES:
        return "rows of a table run into one another"
    if _EMPTY.search(text) or _HEADINGS.search(text):
        return "cells of a table run into one another"
    return None
