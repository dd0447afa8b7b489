# ruff: noqa: E501 - a pattern is easier to check on one line
"""Whether a sentence answers the kind of question asked, rather than circling its subject.

`relevance.py` asks whether a sentence is about the subject and `place.py` whether it speaks of the
drug and the people asked about; here it must say the relation asked for.
"""

from __future__ import annotations

import re

from osler.answer.candidate import Candidate
from osler.answer.cues import cued
from osler.answer.demanded import unmet
from osler.answer.malformed import malformed
from osler.answer.naming import drugs_of
from osler.answer.place import out_of_place
from osler.answer.question import AnswerShape, Question, QuestionKind, relations
from osler.answer.saying import SAYS
from osler.answer.whom import recommendation
from osler.evidence.document import Family

_K = QuestionKind

_ASIDE = cued(
    r"(?i)\bprevalence (?:of|was|were|in)\b|(?<!reduce the )(?<!reducing the )(?<!reduces the )\bincidence (?:of|was|were|rates?)\b|\brates? (?:of|were|was|in)\b"
    r"|\bper 100[, ]?000\b|\bannual (?:cost|number)|\bcost(?:s|-effective)?\b|\bnumber of cases\b|\b\d[\d.,]* [mb]illion (?!units|IU)"
    r"|\bnew (?:\w+ )?diagnos[ei]s (?:of|in|were)\b|\bnew (?:HIV )?diagnoses\b|\baccount(?:s|ed|ing) for \d|\bwere among (?:fe)?males\b|\brespondents?\b|\bsurvey(?:ed|s)?\b|\binsur(?:ed|ance)\b"
)  # fmt: skip
_HARM = (
    r"\b(?:such as|e\.g\.,?|including|includes?|caus(?:e|es|ed|ing)|risks? of|histor(?:y|ies) (?:of|suggesting)"
    r"|attributable|result(?:s|ed)? in|deaths? from|complicat\w+)"
)
_HARM_CUES = cued(_HARM)
AMOUNT = re.compile(
    r"(?i)(?<![\d.])\d[\d.,]*(?:[-–−]| to )?[\d.,]* ?(?:mg|mcg|µg|μg|g|grams?|units?|iu|ml)(?:/(?:kg|day|d|m2|h|dose)\b|(?![\w/]))"
)
_DOSING = re.compile(r"(?i)\bdos(?:e[sd]?|ages?|ing)\b|\btitrat|\d ?%")
_INSTRUCTS = re.compile(
    r"(?i)\b(?:adjust\w*|reduc\w+|lower\w*|decreas\w+|halv\w+|increas\w+|titrat\w+|recommended|usual|initial|starting|maximum"
    r"|maintenance|standard|low|full|loading|therapeutic|doubl\w+)\b[^.;]{0,40}\bdos(?:e[sd]?|ages?|ing)\b|\bdos(?:e[sd]?|ages?|ing)\b[^.;]{0,40}\b(?:should|adjust\w*"
    r"|reduc\w+|recommended|titrat\w+|doubled|halved|depends?|based on|according to)\b|\btitrat|\b(?:once|twice|three times) (?:a day|daily|weekly)\b|\d ?%"
)
# LOINC codes of sections of a label that tell of studies, reactions and interactions: of no dose.
_NO_DOSES = frozenset({"34073-7", "34084-4", "34092-7", "43682-4", "34090-1", "43681-6"})
_COMPARES = re.compile(
    r"(?i)\b(?:irrespective of|regardless of|did not|compared (?:with|to)|versus|vs|placebo|95% ?CI|confidence interval|p ?[<=] ?0|odds ratio|hazard ratio"
    r"|was superior|difference (?:between|in)|significant(?:ly)?|AUC|Cmax|geometric mean|revealed)\b"
)
# What was measured in those who took part, "fell by 14%", tells no dose; nor does what foretells.
_FOUND = re.compile(
    r"(?i)\b(?:fell|rose|mean|N ?= ?\d+|clearance (?:of|was)|were (?:increased|decreased|reduced))\b"
)
_FACTORS = re.compile(r"(?i)\brisk factors? (?:for|of)\b[^.;]{0,60}\b(?:includ|are)")
_LOWERED = cued(
    r"(?i)\b(?:lower|reduc\w+|decreas\w+|improv\w+|prevent\w*|protect\w*|down-?regulat\w+|benefi\w+|effective|superior)\b"
)
_HARMS = cued(
    r"(?i)\b(?:adverse|side effects?|toxic\w*|harm\w*|\w*-?induced|complicat\w+|risk of|bleeding|safety|tolerab\w+"
    r"|tolerated|discontinu\w+|withdr[ae]w\w*|death|injur\w+|myopathy|hypoglyc\w+|hypotens\w+|reactions?|increas\w+ risk)\b"
)
_LESS_RISK = re.compile(
    r"(?i)\b(?:decreas|reduc|lower)\w*(?: in)?(?: the| a)? (?:\w+ )?risks? (?:of|for)(?: developing)?\b"
)
# Those who were treated are whom something was seen in, not what is done for them.
_TREATED = re.compile(
    r"(?i)\b(?:un)?treated (?:and (?:\w+ ){1,3})?(?:groups?|arms?|animals?|cells?|controls?|subjects?|participants?)\b"
)
_SCREENS = cued(r"(?i)\bscreen")
TESTING = re.compile(r"(?i)\bscreen|\brisk assessment\b|\bgenetic testing\b")
_COUNTING = re.compile(
    r"(?i)how (?:many|common|often|frequent)|prevalen|inciden|epidemiolog|cost|rate"
)
ACTING = frozenset(
    {_K.TREATMENT, _K.PREVENTION, _K.SCREENING, _K.DIAGNOSIS, _K.DOSE, _K.CONTRAINDICATION}
)


def misplaced(question: Question, candidate: Candidate) -> str | None:
    """Why a sentence must not stand in this answer at all, or None: it is `out_of_place` or
    `malformed`.
    """
    return out_of_place(question, candidate) or malformed(question, candidate)


def unanswering(question: Question, candidate: Candidate) -> str | None:
    """Why a sentence does not say what is asked, or None. Recommendations speak for themselves
    where the question is what to do.
    """
    kind = question.kind
    pattern = SAYS.get(kind)
    screens = _SCREENS.search(candidate.text) and not _SCREENS.search(question.text)
    if screens and kind not in {_K.SCREENING, _K.DIAGNOSIS}:
        return "speaks of screening"
    missing = unmet(question, candidate)
    if missing is not None:
        return missing
    if graded(candidate) and (advises(kind) or _tests(question, candidate)):
        return None
    if kind is _K.TREATMENT and not drugs_of(question) and _as_harm(question, candidate):
        return "names it as a harm or an example, not as what is treated"
    told = _TREATED.sub(" ", candidate.text) if kind is _K.TREATMENT else candidate.text
    if pattern is not None and not any(SAYS[each].search(told) for each in _relations(question)):
        return f"says nothing of {kind.value}"
    if kind is _K.DOSE and not _doses(question, candidate):
        return "gives no dose"
    if kind is _K.ADVERSE_EFFECT and _only_benefit(candidate):
        return "tells of a benefit"
    if _ASIDE.search(candidate.text) and kind in ACTING and not _COUNTING.search(question.text):
        return "counts cases rather than saying what to do"
    return None


def _tests(question: Question, candidate: Candidate) -> bool:
    """Whether a recommendation on screening stands under a title that says so."""
    title = candidate.hit.header.title
    return question.kind is _K.SCREENING and TESTING.search(title) is not None


def _doses(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence says how much to give: in a label by where it stands, elsewhere by what it
    says; what a trial found is no dose.
    """
    text = candidate.text
    if candidate.hit.header.family is Family.LABELS:
        found = _INSTRUCTS.search(text) is not None and _FOUND.search(text) is None
        return candidate.hit.passage.code not in _NO_DOSES or found
    if _FACTORS.search(text):
        return False
    if graded(candidate):
        return True
    yes_no = question.shape is AnswerShape.YES_NO  # "does the dose depend on …?" wants no amount
    says = AMOUNT.search(text) or (_DOSING if yes_no else _INSTRUCTS).search(text)
    return says is not None and _COMPARES.search(text) is None


def _only_benefit(candidate: Candidate) -> bool:
    """Whether a finding is of something lowered or improved, and of no harm."""
    if candidate.hit.header.family is Family.LABELS:
        return False
    text = _LESS_RISK.sub(" lower ", candidate.text)
    return _LOWERED.search(text) is not None and _HARMS.search(text) is None


def _relations(question: Question) -> list[QuestionKind]:
    """Kinds of which one must be said: pregnancy as a second kind is whom it is about."""
    first, *rest = relations(question)
    return [first, *(kind for kind in rest if kind in SAYS and kind is not _K.PREGNANCY)]


def advises(kind: QuestionKind) -> bool:
    """Whether any recommendation on the subject answers such a question, in whatever words."""
    return kind in {_K.TREATMENT, _K.PREVENTION}


def graded(candidate: Candidate) -> bool:
    """Whether the sentence lies in a recommendation."""
    return recommendation(candidate) is not None


def _as_harm(question: Question, candidate: Candidate) -> bool:
    """Whether every condition asked about stands after words that make it a harm or an example."""
    text = candidate.text.lower()
    names = {n for each in question.mentions for n in each.concept.names if n in text}
    stems = {name for name in names if len(name) > 3}
    if not stems or _HARM_CUES.search(text) is None:
        return False
    return all(
        re.search(rf"{_HARM}[^.;]{{0,40}}?{re.escape(name)}", text) is not None for name in stems
    )
