# ruff: noqa: E501 - a pattern is easier to check on one line
"""Whether a sentence meets the point of a question: defines what is to be defined, says what a
medicine is for, or settles what is asked with yes or no.

Each is told by the sentence's own words; what it says is never turned into a yes or a no of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from osler.answer.candidate import Candidate
from osler.answer.cues import cued
from osler.answer.question import AnswerShape, Question, QuestionKind, uses

_K = QuestionKind
Factor = tuple[str, float, str]  # name, factor, reason

# A definition: the name, what belongs to it, then what it is.
_BELONGING = (
    r"(?:\s*[®™]|\s*\([^)]{1,60}\)|,? (?:or|also (?:known as|called)) [\w -]{2,40},?| (?:tablets?|capsules?|injection|for injection"
    r"|oral solution|sodium|hydrochloride|potassium|calcium|therapy|disease|syndrome|infection|use|is|USP)){0,4}"
)
_IS = (
    r"(?:,? (?:is|are|was|were) (?:\w+ly |now |also |thought to be )?(?:an?|the|one|defined|characteri[sz]ed|called|known|considered|classified"
    r"|part of|among|(?:[\w-]+ ){1,4}(?:that|which|used|of|indicated|drugs?|agents?|disorders?|diseases?|medications?|inhibitors?))\b"
    r"|,? (?:refers?|belongs?) to\b|,? (?:comprises?|consists? of|means)\b|, (?:an?|the|one of) (?:[\w-]+ ){0,5}(?:drug|agent|inhibitor|disease|disorder"
    r"|hormone|protein|receptor|antibody|antagonist|agonist|analogue?|class|infection|condition|form|type|antibiotic|derivative|enzyme)\b|, (?:an?|the|one of) [\w-]+(?: [\w-]+){0,4},)"
)
_NEAR = 60  # code points within which the name opens a definition
_CHEMISTRY = re.compile(
    r"(?i)\b(?:melting point|crystalline|powder|molecular (?:weight|mass|formula)|structural formula|soluble|chemical (?:name|structure)"
    r"|inactive (?:ingredients|granules)|white to|enantiomer|supplied|sterile|vials?|available (?:as|in) )"
)
_STANDS = re.compile(r"(?i)\bstands? for\b|\babbreviat")

_INDICATED = cued(
    r"(?i)\b(?:indicated(?! that)|used (?:to|for|in|as)|useful (?:for|in)|approved (?:for|to)|for the (?:\w+ ){0,2}(?:treatment|management|relief|prophylaxis|prevention|reduction) of)\b"
)
_FOR_STUDY = cued(
    r"(?i)\bused (?:to|as|in|for) (?:\w+ ){0,3}?(?:establish|determine|develop|compar\w+|measure|analy[sz]e|predict|estimate|assess|evaluate|marker|control group)\w*\b"
)
_INDICATIONS = "34067-9"  # LOINC code of a label's section
_NOT_FOR = cued(r"(?i)\bnot (?:been )?(?:indicated|recommended|approved)\b|\blimitations? of use\b")

_FORBIDS = (
    r"contra-?indicated|should not|must not|do not (?:use|give|take|administer|start)|not (?:be )?(?:recommended|advised|indicated)"
    r"|recommend\w* (?:against|not)|avoid(?:ed|ing)?|is unsafe"
)
_ALLOWS = (
    r"can be (?:used|given|taken|safely|co-?administered)|may be (?:used|given|taken|co-?administered)|is (?:considered )?(?:safe|compatible)|safely"
    r"|(?:no|without) (?:\w+ ){0,2}(?:dos\w+ )?adjustment|well[- ]tolerated|preferred|drugs? of choice"
)
_NONE = (
    r"no (?:\w+ ){0,3}(?:interaction|effect|difference|association|benefit|evidence|increase\w*|reduction|change|improvement|relationship)"
    r"|(?:did|does|do|was|were|is|are|has|have)(?:n't| not) (?:\w+ ){0,3}(?:associat|affect|reduc|increas|improv|prevent|alter|change|interact|caus|shown|effective|lower|differ|found)\w*"
    r"|insufficient|inadequate evidence|ineffective|not (?:an )?effective|failed to"
)
_RAISES = (
    r"(?:may|can|could|might|does|will) (?:\w+ )?(?:cause|increase|result in|lead to|harm|potentiate|reduce|decrease|enhance|prolong)|causes?|increase[sd]? the (?:risk|exposure|plasma|concentration|effect|anticoagul)\w*"
    r"|increased (?:\w+ )?(?:risk|exposure|levels?|concentrations?)|(?:associated|linked) with|potentiat\w+|teratogen\w+|fetal harm|harm to (?:the|an|a) (?:fetus|embryo|unborn)"
)
_WORKS = (
    r"effective|efficacious|recommend\w*|suggest (?:using|that|not)|we suggest|reduc(?:e[sd]?|tion)|decreas\w+|improv\w+|prevent(?:s|ed)?|superior|inferior|lower(?:s|ed)?|benefit\w*|indicated"
    r"|associated with|approv\w+|first-line|standard (?:of care|treatment|therapy)|mainstay|treatment of choice|used (?:to|for|in)"
)
_SAFETY = f"{_FORBIDS}|{_ALLOWS}|{_NONE}|{_RAISES}"
_MILK = r"|(?:present|excreted|found|detected) in (?:\w+ ){0,3}milk|breast-?feeding is not|not breast-?feed"
_SETTLES = {
    _K.PREGNANCY: cued(rf"(?i)\b(?:{_SAFETY}{_MILK})\b"),
    _K.CONTRAINDICATION: cued(
        rf"(?i)\b(?:{_FORBIDS}|{_ALLOWS}|{_NONE}|approved|indicated|recommended|established)\b"
    ),
    _K.ADVERSE_EFFECT: cued(rf"(?i)\b(?:{_SAFETY})\b"),
    _K.INTERACTION: cued(rf"(?i)\b(?:{_SAFETY})\b"),
    _K.CAUSE: cued(rf"(?i)\b(?:{_NONE}|{_RAISES}|risk factors?|due to|caused by)\b"),
    _K.TREATMENT: cued(rf"(?i)\b(?:{_NONE}|{_WORKS}|{_FORBIDS})\b"),
    _K.PREVENTION: cued(rf"(?i)\b(?:{_NONE}|{_WORKS}|{_FORBIDS})\b"),
}
_CUSTOMARY = re.compile(r"(?i)\b(?:commonly|widely|often|frequently) (?:used|prescribed)\b")
_ASKS_USED = re.compile(r"(?i)\bused\b|\bapproved\b")
_FIRM = cued(rf"(?i)\b(?:{_FORBIDS}|{_ALLOWS})\b|fetal harm")
_FIRM_KINDS = frozenset({_K.PREGNANCY, _K.CONTRAINDICATION, _K.INTERACTION, _K.ADVERSE_EFFECT})

_MAXIMUM = re.compile(r"(?i)\bmaxim(?:um|al)\b|\bhighest dose\b|\bmost (?:safe|one can)\b")
_SAYS_MAXIMUM = cued(
    r"(?i)\b(?:maxim(?:um|al)|not (?:to )?exceed|up to|no more than|should not be exceeded|dos(?:age|e) range|\d to \d+)\b"
)
_INITIAL = re.compile(r"(?i)\b(?:start(?:ing|ed)?|initial|initiat\w+)\b")
_SAYS_INITIAL = cued(
    r"(?i)\b(?:start(?:ing|ed)?|initial|initiat\w+|begin\w*)\b[^.;]{0,80}\d[\d.,]* ?(?:mg|mcg|g|units?|ml|tablet)|\d[\d.,]* ?(?:mg|mcg|g|units?|ml)\b[^.;]{0,60}\b(?:starting|initial) (?:\w+ )?dos"
)
_UNTOLD = cued(
    r"(?i)\b(?:is not known|not been (?:established|studied|determined|systematically)|systematic evaluation)\b"
)
_SAYS_STOPPED = cued(
    r"(?i)\b(?:taper\w*|abrupt\w*|withdraw\w*|discontinuation)\b|\bgradual\w* (?:\w+ ){0,4}(?:reduc|decreas|lower|discontinu|withdraw)\w*"
    r"|\b(?:reduc|decreas|discontinu|withdr)\w*[^.;]{0,100}\bgradual\w*"
)
_MISSED = re.compile(r"(?i)\b(?:miss(?:ed|es|ing)?|skip(?:ped)?|forg[eo]t\w*)\b")


def pointed(question: Question, candidate: Candidate) -> Iterator[Factor]:
    """Factors for a sentence that meets the point of the question, or misses it."""
    text = candidate.text
    if question.kind is _K.DEFINITION:
        yield from _definition(question, text)
    if uses(question):
        yield from _use(question, candidate)
    elif question.shape is AnswerShape.YES_NO:
        yield from _settled(question, text)
    if question.kind is _K.DOSE:
        yield from _which_dose(question.text, text)


def defines(question: Question, text: str) -> bool:
    """Whether a text opens by saying what something asked about is; true where it is asked what
    letters stand for, which is told in passing.
    """
    if _STANDS.search(question.text):
        return True
    return any(
        _definition_of(name).search(text[: _NEAR + 200]) is not None
        for each in question.mentions
        for name in (each.text, each.concept.preferred, *each.concept.names[:6])
    ) or any(_definition_of(name).search(text[: _NEAR + 200]) for name in question.unknown)


def says_use(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence says what a medicine asked about is for; outside its label, of which all
    speaks of it, what is named last before the use.
    """
    text = candidate.text
    found = _INDICATED.search(text)
    if found is None or _NOT_FOR.search(text):
        return False
    if candidate.hit.passage.code == _INDICATIONS:
        return True
    if _FOR_STUDY.search(text):
        return False
    before = text[: found.start()].lower()[-_NEAR - 40 :]
    return any(
        name.lower() in before
        for each in question.mentions
        for name in (each.text, *each.concept.names)
    )


def says_stopping(text: str) -> bool:
    """Whether a text says how something is stopped, or what follows."""
    return _SAYS_STOPPED.search(text) is not None


def settles(question: Question, text: str) -> bool:
    """Whether a text says what settles a question of yes or no; true for kinds that it is not told
    of.
    """
    pattern = _SETTLES.get(question.kind)
    if pattern is None:
        return True
    customary = _CUSTOMARY.search(text) is not None and _ASKS_USED.search(question.text) is None
    return pattern.search(text) is not None and not customary


def _definition(question: Question, text: str) -> Iterator[Factor]:
    if _STANDS.search(question.text):
        return  # what letters stand for is told in passing
    if _CHEMISTRY.search(text):
        factor = 1.0 if defines(question, text) else 0.3
        yield "chemistry", factor, "describes the substance, not what it is for"
    elif defines(question, text):
        yield "defines", 2.5, "says what it is"
    else:
        yield "defines nothing", 0.75, "does not say what it is"


@lru_cache(maxsize=2048)
def _definition_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)^.{{0,{_NEAR}}}?(?<!\w){re.escape(name)}{_BELONGING}{_IS}")


def _use(question: Question, candidate: Candidate) -> Iterator[Factor]:
    if _NOT_FOR.search(candidate.text):
        yield "not its use", 0.5, "says what it is not for"
    elif says_use(question, candidate):
        yield "use", 2.5, "says what it is for"
    else:
        yield "no use", 0.3, "does not say what it is for"


def _settled(question: Question, text: str) -> Iterator[Factor]:
    if question.kind not in _SETTLES:
        return
    if not settles(question, text):
        yield "open", 0.5, "leaves open what is asked"
    elif question.kind in _FIRM_KINDS and _FIRM.search(text):
        yield "settles", 2.2, "says whether it may be done"
    else:
        yield "settles", 1.5, "says what settles it"


def _which_dose(asked: str, text: str) -> Iterator[Factor]:
    if _UNTOLD.search(text):
        yield "untold", 0.3, "says that the dose is not known"
    for wanted, says, name in (
        (_MAXIMUM, _SAYS_MAXIMUM, "the most"),
        (_INITIAL, _SAYS_INITIAL, "the first dose"),
        (_MISSED, _MISSED, "a missed dose"),
    ):
        if wanted.search(asked):
            found = says.search(text) is not None
            yield name, 2.0 if found else 0.6, f"says {name}" if found else f"does not say {name}"
