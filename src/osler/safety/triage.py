# ruff: noqa: E501 - a pattern is easier to check on one line
"""Triage: whether a question tells of danger to somebody now. Deterministic and pure.

Errs towards warning: a warning too many costs a line on the page. What only names a danger (a
topic, a patient, the past, something denied or supposed) is told apart by `standpoint.py`.
"""

from __future__ import annotations

import re

from osler.safety import standpoint
from osler.safety.cues import ALARMS, METHODS, SYMPTOMS, Danger
from osler.safety.harms import HARMS, WAYS
from osler.safety.legible import legible
from osler.safety.likeness import likeness
from osler.safety.signs import SIGNS
from osler.safety.sought import Sought
from osler.safety.wording import plain

_CLAUSE = re.compile(r"(?<=[.!?;])\s+|\s*[;\n]\s*|,? \bbut\b |(?<=\w)[?!] ?(?=\w)")
_PRESENT = re.compile(r"\b(?:is|are|am|keeps?|now)\b|'(?:s|m|re)\b|n't\b")

# What belongs to now although it began before: a birth, an operation, a course of chemotherapy.
_BIRTH = Sought(
    r"\b(?:(?:just |i |she |wife |sister |who |recently )*(?:gave birth|given birth|had (?:a|the|our|my|her|his) (?:\w+ )?(?:baby|c-?section|csection|caesarean|cesarean|twins)|had baby|(?:baby|twins|son|daughter) was born|was delivered|delivered (?:a|the|our|my|her) (?:baby|son|daughter|twins))|postpartum|post-partum|postnatal|c-?section|caesarean|cesarean|new mum|new mom|after (?:birth|delivery|giving birth|having (?:a|the|our|my) baby))(?:[^.;,]{0,25}?\b(?:ago|last week|yesterday|last (?:mon|tues|wednes|thurs|fri|satur|sun)day|today|on \w+day))?",
    "birth born baby section caesar cesar deliver postpartum post-partum postnatal new_m twins",
)
_DATED = re.compile(
    r"\b(?:(?:after|since|had|on|from|following) (?:\w+ ){0,2})?(chemo\w*|surgery|operation|transplant|flight|fall|fell|delivery|accident)\b(?:[^.;,]{0,15}?\b(?:ago|last week|yesterday|on \w+day|last \w+day))"
)
_DOUBTED = re.compile(
    r"\b(?:don't|doesn't|didn't|not|never|wouldn't|won't|no|without)(?: (?:really|even|actually|ever|currently|any|a|have|having|in))*$"
)
_EVERY = (METHODS, WAYS, *(pattern for _, pattern in (*ALARMS, *SYMPTOMS, *HARMS)), *SIGNS.values())


# Scores of likeness, by leaving out each part of the lists in turn (decision 0020): above `SURE` a
# text is told as danger though no rule told it, below `UNLIKE` it is none though a rule did.
SURE = 0.5
UNLIKE = -3.0


def triage(asked: str) -> tuple[Danger, ...]:
    """The dangers that a question tells of, worst first; empty where there is none."""
    text = wording(asked)
    found = _ruled(text)
    like = likeness(text)
    if like.score < UNLIKE:
        return ()
    if like.score > SURE and not standpoint.clinical(text):
        # What a rule told is not told otherwise, but for those who may mean to die.
        found = found | {like.kind} if not found or like.kind is Danger.SELF_HARM else found
    return tuple(danger for danger in Danger if danger in found)


def wording(asked: str) -> str:
    """A question as triage reads it: what hides letters seen through, in plain wording, a masked
    name as "he".
    """
    return plain(" ".join(legible(asked).text.lower().replace("[name]", "he").split()))


def _ruled(text: str) -> set[Danger]:
    if not any(pattern.may_match(text) for pattern in _EVERY):
        return set()
    clauses = [each for each in _CLAUSE.split(text) if each]
    if standpoint.clinical(text):
        # A patient's is for whoever treats them, but for a life that is to end now.
        return {Danger.SELF_HARM} & _alarms(clauses, text) if standpoint.urgent(text) else set()
    found = _alarms(clauses, text) | _symptoms(clauses, text)
    return found | _told(text) if len(found) < len(Danger) else found


def _alarms(clauses: list[str], text: str) -> set[Danger]:
    found = {
        danger
        for clause in clauses
        for danger, pattern in ALARMS
        for cue in pattern.finditer(clause, clause)
        if _alarming(danger, clause, cue, text)
    }
    asks = any(
        not _told_off(each[: cue.start()])
        for each in clauses
        for pattern in (METHODS, WAYS)
        for cue in pattern.finditer(each)
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


def _told(text: str) -> set[Danger]:
    """Signs and harms, in the wider wordings: each only where somebody lives it now. Two signs
    together are nobody's topic, unless they are asked about.
    """
    near = text
    if _BIRTH.may_match(text):
        near = _BIRTH.pattern.sub(" newmother ", text)
    near = _DATED.sub(r"\1", near)
    clauses = [each for each in _CLAUSE.split(near) if each]
    found: set[Danger] = set()
    signs = 0
    for pattern in SIGNS.values():
        cues = [(each, cue) for each in clauses for cue in pattern.finditer(each, each)]
        seen = [(each, cue) for each, cue in cues if _standing(Danger.EMERGENCY, each, cue, near)]
        signs += bool(seen)
        if any(standpoint.lived(each, cue.span(), near) for each, cue in seen):
            return {Danger.EMERGENCY} | _harms(clauses, near)
    if signs > 1 and not standpoint.topical(near):
        found.add(Danger.EMERGENCY)
    return found | _harms(clauses, near)


def _harms(clauses: list[str], text: str) -> set[Danger]:
    return {
        danger
        for danger, pattern in HARMS
        for clause in clauses
        for cue in pattern.finditer(clause, clause)
        if _standing(danger, clause, cue, text) and standpoint.lived(clause, cue.span(), text)
    }


def _standing(danger: Danger, clause: str, cue: re.Match[str], text: str) -> bool:
    """Whether a cue is neither denied, supposed, feared, past nor long known."""
    before = clause[: cue.start()]
    if _told_off(before) or _DOUBTED.search(before.rstrip()):
        return False
    if danger is not Danger.SELF_HARM and standpoint.feared(before):
        return False
    if standpoint.over(clause) or standpoint.disclaimed(clause):
        return False
    return danger is not Danger.EMERGENCY or not standpoint.usual(clause) or standpoint.urgent(text)


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
