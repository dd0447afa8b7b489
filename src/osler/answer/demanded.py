# ruff: noqa: E501 - a pattern is easier to check on one line
"""What a question demands beside its relation: a target its number, monitoring what is measured,
the uses of a medicine that they are said.
"""

from __future__ import annotations

import re
from functools import lru_cache

from osler.answer.candidate import Candidate
from osler.answer.cues import cued
from osler.answer.pointed import defines, says_stopping, says_use
from osler.answer.question import Question, QuestionKind, medicines_only, stops, uses
from osler.evidence.document import Family

_K = QuestionKind
_GOAL = re.compile(
    r"(?i)\btarget (?:inr|blood|bp|range|levels?|hba1c|a1c|ldl|glucose|systolic|heart|weight|oxygen|spo2|urate)\b"
)
_GOALS = cued(r"(?i)\b(?:targets?|goals?|range|aim)\b(?=.*\d)|\d.*\b(?:targets?|goals?)\b")
_MONITORS = re.compile(r"(?i)\bmonitor(?:ed|ing)?\b")
_MONITORED = cued(
    r"(?i)\b(?:monitor\w*|measur\w+|check(?:ed|s|ing)?|obtain(?:ed)?|assess\w*|test(?:s|ed|ing)?|baseline|periodic\w*|regular\w*|counts?)\b"
)
# How long to take it; how long until it works, or lasts in the body, is another matter.
_HOW_LONG = re.compile(
    r"(?i)\bhow long\s*\??$|\bhow long (?:should|must|to|do (?:i|you|they|we)|is .{3,40}\b(?:given|taken|continued|treated))\b|\bduration of (?:treatment|therapy|anticoagulation)\b"
)
_LASTS = cued(
    r"(?i)\d.{0,20}\b(?:days?|weeks?|months?|years?|hours?)\b|\b(?:lifelong|life-long|indefinite(?:ly)?|extended (?:duration|treatment|therapy)|long[- ]term"
    r"|(?:three|six|twelve|several|one|two|four|five|seven|ten) (?:to \w+ )?(?:more )?(?:days?|weeks?|months?|years?)|course|duration)\b"
)
_TRIED = cued(
    r"(?i)\b(?:median|mean) (?:duration|follow-?up|treatment)|\b(?:studies|trials?|patients?|participants?) (?:\w+ ){0,4}received\b"
)
_FELT = re.compile(r"(?i)\bsymptoms?\b|\bsigns? (?:of|and|in)\b|\bred flags?\b|\bpresents? with\b")
_FEELS = cued(
    r"(?i)\b(?:symptom\w*|signs?|present(?:s|ed|ing|ation)?|manifest\w*|features?|characteri[sz]ed|complain\w*|experienc\w*"
    r"|pains?|fevers?|cough\w*|fatigue|weakness|headaches?|nausea|vomiting|rash|dyspn\w+|breath\w*|asymptomatic)\b"
)
_ASKS_ABUSE = re.compile(r"(?i)\bcontrolled substance\b|\baddict(?:ive|ing)\b|\bhabit[- ]forming\b")
_ABUSED = cued(
    r"(?i)\b(?:controlled substances?|schedule (?:I|II|III|IV|V)\b|abuse[ds]?|misuse|addict\w*|dependence|habit[- ]forming)\b"
)
_ASKS_SPREAD = re.compile(
    r"(?i)\b(?:contagio\w+|infectious|transmi(?:tted|ssible|ssion)|transfer(?:able|red)|spreads? (?:by|through|from|to|via|between))\b"
)
_SPREADS = cued(
    r"(?i)\b(?:contagio\w+|infectio(?:us|usness) (?!disease)|transmi(?:t|ts|tted|ssible)|transmission (?:is|occurs?|by|through|via|from|route|can|may)"
    r"|(?:sexually|perinatally) transmitted|transfer(?:able|red)|person[- ]to[- ]person"
    r"|sheds?|shedding|spreads? (?:by|through|from|to|via|between|easily))\b"
)
# LOINC codes of mechanism of action, clinical pharmacology, pharmacodynamics, description, indications
# and microbiology.
_HOW_IT_WORKS = frozenset({"43679-0", "34090-1", "43681-6", "34089-3", "34067-9", "49489-8"})


def unmet(question: Question, candidate: Candidate) -> str | None:
    """Why a sentence does not give what is demanded, or None. A recommendation must, too."""
    for name in _demands(question.text, question.kind):
        says, reason = _SAYS[name]
        if says.search(candidate.text) is None:
            return reason
        if name == "duration" and _TRIED.search(candidate.text):
            return "tells how long it was tried"
    if question.kind is _K.DOSE and stops(question.text) and not says_stopping(candidate.text):
        return "does not say how to stop"
    if not medicines_only(question):
        return None
    if uses(question) and not says_use(question, candidate):
        return "does not say what it is for"
    if question.kind is _K.DEFINITION and not _introduces(question, candidate):
        return "does not say what it is"
    if question.kind is _K.MECHANISM and not _acts(candidate):
        return "does not say how it works"
    return None


_SAYS = {
    "target": (_GOALS, "gives no target"),
    "duration": (_LASTS, "does not say how long"),
    "spread": (_SPREADS, "does not say whether it spreads"),
    "monitoring": (_MONITORED, "says nothing of what is measured"),
    "symptoms": (_FEELS, "says nothing of symptoms"),
    "abuse": (_ABUSED, "says nothing of abuse or dependence"),
}


@lru_cache(maxsize=256)
def _demands(asked: str, kind: QuestionKind) -> tuple[str, ...]:
    """Names of `_SAYS` that a question demands."""
    found = {
        "target": _GOAL.search(asked) is not None,
        "duration": kind in {_K.DOSE, _K.TREATMENT} and _HOW_LONG.search(asked) is not None,
        "spread": _ASKS_SPREAD.search(asked) is not None,
        "monitoring": _MONITORS.search(asked) is not None,
        "abuse": _ASKS_ABUSE.search(asked) is not None,
        "symptoms": kind is _K.DIAGNOSIS and _FELT.search(asked) is not None,
    }
    return tuple(name for name, demanded in found.items() if demanded)


def _introduces(question: Question, candidate: Candidate) -> bool:
    """Whether a label's sentence says what the medicine is, or is for."""
    labelled = candidate.hit.header.family is Family.LABELS
    told = defines(question, candidate.text) or says_use(question, candidate)
    return not labelled or told


def _acts(candidate: Candidate) -> bool:
    """Whether a label's sentence stands where labels say how a medicine works."""
    labelled = candidate.hit.header.family is Family.LABELS
    code = candidate.hit.passage.code
    return not labelled or code is None or code in _HOW_IT_WORKS
