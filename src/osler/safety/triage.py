"""Triage: whether a question tells of danger to somebody now. Deterministic and pure.

Errs towards warning: a warning too many costs a line on the page. What only names a danger (a
topic, a patient, the past, something denied or supposed) is told apart by `standpoint.py`.
"""

from __future__ import annotations

import re

from osler.safety import standpoint
from osler.safety.cues import ALARMS, METHODS, SYMPTOMS, Danger
from osler.safety.legible import legible

_CLAUSE = re.compile(r"(?<=[.!?;])\s+|\s*[;\n]\s*|,? \bbut\b |(?<=\w)[?!] ?(?=\w)")
_PRESENT = re.compile(r"\b(?:is|are|am|keeps?|now)\b|'(?:s|m|re)\b|n't\b")

_EVERY = (METHODS, *(pattern for _, pattern in (*ALARMS, *SYMPTOMS)))


def triage(asked: str) -> tuple[Danger, ...]:
    """The dangers that a question tells of, worst first; empty where there is none."""
    text = " ".join(legible(asked).text.lower().split())
    if not any(pattern.may_match(text) for pattern in _EVERY):
        return ()
    clauses = [each for each in _CLAUSE.split(text) if each]
    if standpoint.clinical(text):
        # A patient's is for whoever treats them, but for a life that is to end now.
        urgent = standpoint.urgent(text)
        found = {Danger.SELF_HARM} & _alarms(clauses, text) if urgent else set()
    else:
        found = _alarms(clauses, text) | _symptoms(clauses, text)
    return tuple(danger for danger in Danger if danger in found)


def _alarms(clauses: list[str], text: str) -> set[Danger]:
    found = {
        danger
        for clause in clauses
        for danger, pattern in ALARMS
        for cue in pattern.finditer(clause, clause)
        if _alarming(danger, clause, cue, text)
    }
    asks = any(
        not _told_off(each[: cue.start()]) for each in clauses for cue in METHODS.finditer(each)
    )
    return found | {Danger.SELF_HARM} if asks else found


def _symptoms(clauses: list[str], text: str) -> set[Danger]:
    return {
        danger
        for clause in clauses
        for danger, pattern in SYMPTOMS
        for cue in pattern.finditer(clause, clause)
        if _happening(clause, cue, text)
    }


def _told_off(before: str) -> bool:
    """Whether what follows is denied or only supposed."""
    return standpoint.negated(before) or standpoint.supposed(before)


def _alarming(danger: Danger, clause: str, cue: re.Match[str], text: str) -> bool:
    before = clause[: cue.start()]
    if _told_off(before) or (danger is not Danger.SELF_HARM and standpoint.feared(before)):
        return False
    goes_on = _PRESENT.search(clause, max(0, cue.start() - 4), cue.end()) is not None
    if standpoint.over(clause) and not goes_on:
        return False
    return standpoint.personal(text) or not standpoint.about(clause)


def _happening(clause: str, cue: re.Match[str], text: str) -> bool:
    before = clause[: cue.start()]
    if _told_off(before) or standpoint.feared(before):
        return False
    if standpoint.over(clause) or standpoint.usual(clause):
        return False
    if standpoint.having(clause, cue.start()):
        return True
    return standpoint.urgent(text) and not standpoint.about(clause)
