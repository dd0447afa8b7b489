# ruff: noqa: E501 - a pattern is easier to check on one line
"""Stretches of text that are no statement: rows of tables, page debris, what leans on the sentence
before it, what says what was done or speaks of one patient or of animals.
"""

from __future__ import annotations

import re

from osler.answer.candidate import Candidate
from osler.answer.cues import cued
from osler.answer.history import history, of_others
from osler.answer.orders import to_machine
from osler.answer.question import Question
from osler.answer.whom import complete
from osler.evidence.document import Family

LEANS = "leans on the sentence before it"
TABULAR = "a row of a table"
ORDERS = "speaks to a machine, not to a reader"

_ENDING = re.compile(r"[.!?][()\[\]”\"'’\s\d,–-]*$")
_OPEN_END = re.compile(
    r"\b(?:a|an|the|of|in|on|at|to|by|for|with|from|and|or|nor|but|as|than|that|which|who|is|are|was|were|be"
    r"|has|have|had|may|can|not|its|their|these|this|such|via|into|between|versus|vs|both|\w)$"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+ +[A-Za-z]|\d{1,2} +[A-Z]{4}")
_OF_WHAT = cued(
    r"(?i)\b(?:increas|reduc|decreas|lower|rais)\w* (?:the|this|that|such) risk(?: in [\w ]{3,40})?[.)]*$"
)
_FOLLOWS = cued(r"(?i)\b(?:the|as) following(?: \w+){0,2}[.:](?: \(?(?:\d|[A-Za-z])[.)])?$")
_INDICATIONS = "34067-9"  # LOINC code of indications
_FOR = re.compile(r"(?i)\b(?:is|are) indicated (?:for|to|in|as)\b.{15}", re.DOTALL)
_AGAIN = re.compile(r"\s*[A-Z][\w®™, -]{2,60} (?:is|are) (?:[\w -]{3,60} )?indicated\b")
_REACTIONS, _LISTED = "34084-4", 3  # LOINC code of adverse reactions; commas of a list
_UNCLOSED = 8  # words from which a stretch without a full stop is no title or heading
_CONNECTIVE = re.compile(
    r"(?:However|Hence|Thus|Therefore|Furthermore|Moreover|Additionally|In addition|Indeed|Also|Besides"
    r"|Consequently|Accordingly|Nevertheless|Nonetheless|Conversely|In contrast|In short|Similarly"
    r"|Likewise|Meanwhile|Instead|Otherwise|Finally|Lastly|Then|But|And|So(?! far\b)|Yet|For example"
    r"|For instance|In this (?:study|trial|case|regard)|On the other hand|To date)\b(?!-)"
    r"|(?:First|Second|Third),"  # first-line treatment and the first trimester lean on nothing
)  # fmt: skip
_ONE_PATIENT = cued(
    r"(?<!or )(?<!/)\b(?:[Ss]he|[Hh]e|[Hh]is|[Hh]er)\b(?! or |/)|\b(?:[Oo]ur patient|[Tt]he patient was)\b"
)
# "an individual decision that each woman makes with her clinician" is of no one patient
_EACH_PATIENT = cued(r"(?i)\b(?:each|every|any) (?:wom[ae]n|m[ae]n|patient|person|child)\b")
_ANIMALS = cued(
    r"(?i)\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|monkeys?|hamsters?|pigs?|pups?|in vitro|zebrafish"
    r"|non-?human|primates?|animal (?:data|studies|reproduction)|in animals)\b"
)
_TABLE = re.compile(r"(?:^|\S )\| \S|\t|^\(")
# Text taken from pages set in columns: a sentence that starts again in the middle of another.
_GARBLED = re.compile(
    r"[a-z,] (?:No|The|In|This|These|It|For|We|An?|Standard|There|However|If|When|As|On|All|Since|Where)\b(?! [A-Z])"
)
_AIM_FIRST = re.compile(
    r"(?i)(?:aims?|objectives?|purpose|background|methods?|introduction|rationale)\b"
    r"(?! of (?!(?:this|the|our)\b)| for\b| include)"
)
_AIM = cued(
    r"(?i)\bwill (?:be (?:assess|evaluat|compar|investigat|conduct)|assess|display|evaluate|determine|examine|compare|investigate)"
    r"|\b(?:stud(?:y|ies)|research|trials?|investigations?|data|evidence) (?:\w+ ){0,4}(?:is|are) (?:urgently |still )?(?:needed|warranted)\b|\bsee (?:section )?\d+(?:\.\d+)+ (?:below|above)"
    r"|\bdoi:|\bwww\.|\bunless \."
    r"|\b(?:study|review|analysis|trial|survey) (?:was|has been|were) (?:performed|conducted|designed|undertaken|done)\b"
    r"|\b(?:was|were) (?:studied|investigated|examined|enrolled|recruited|randomi[sz]ed|included in (?:the|this|our) (?:study|analysis|trial))\.?$"
    r"|\bopportunity to (?:examine|study|explore|investigate)\b|\bfocus of (?:this|the|our) (?:study|review|paper|article) (?:is|was) to\b"
)  # fmt: skip

# The same told by signs alone: "2019;12(3): 45", " . ,". Each starts with the sign, which is looked
# for much faster than what stands before it.
_CITED = re.compile(r";(?<=\b\d{4};)\s?\d+(?:\(\d+\))?:\s?\d+")
_LOOSE = re.compile(r"[.,;](?<=\s[.,;]) [.,;]")


def malformed(question: Question, candidate: Candidate) -> str | None:
    """Why a stretch of text is no statement, or None: a table row, page debris, a sentence that
    leans on another, says what was done, or speaks of one patient or of animals.
    """
    if _tabular(candidate.text):
        return TABULAR
    guided = candidate.hit.header.family is Family.GUIDELINES
    if guided and history(candidate.text, candidate.hit.passage.path):
        return "tells how the recommendation came about"
    if guided and of_others(candidate.hit.passage.path):
        return "tells what others recommend"
    if _NUMBERED.match(candidate.text):
        return "a numbered heading runs into it"
    if _FOLLOWS.search(candidate.text):
        return "leaves out what follows"
    if _OF_WHAT.search(candidate.text):
        return "does not say the risk of what"
    if candidate.hit.header.source == "open-guidelines" and _GARBLED.search(candidate.text):
        return "columns of the page run into one another"
    if not (_ENDING.search(candidate.text) or _closes(candidate) or complete(candidate)):
        return "no whole sentence"
    if _CONNECTIVE.match(candidate.text):
        return LEANS
    if _aims(candidate.text):
        return "says what was done, not what was found"
    if _ONE_PATIENT.search(candidate.text) and not _EACH_PATIENT.search(candidate.text):
        return "speaks of one patient"
    if _ANIMALS.search(candidate.text) and not _ANIMALS.search(question.text):
        return "speaks of animals"
    if _ordered(candidate):
        return ORDERS
    return None


def _ordered(candidate: Candidate) -> bool:
    """Whether a sentence, its heading or the sentence before it speaks to a machine: what an order
    leads up to is no evidence either.
    """
    headed = f"{candidate.label}: {candidate.text}" if candidate.label else candidate.text
    return to_machine(headed) or (candidate.before is not None and to_machine(candidate.before))


def _tabular(text: str) -> bool:
    signs = "|" in text or "\t" in text or text.startswith("(")
    return signs and _TABLE.search(text) is not None


def _aims(text: str) -> bool:
    """Whether a sentence says what was done, or cites it."""
    patterns = (_AIM, _CITED, _LOOSE)
    return _AIM_FIRST.match(text) is not None or any(each.search(text) for each in patterns)


def _closes(candidate: Candidate) -> bool:
    """Whether an abstract ends with the sentence, or a label's list of reactions with the line, as
    it stands: it was not cut by us.
    """
    hit, text = candidate.hit, candidate.text
    if hit.passage.code == _REACTIONS and text.count(",") >= _LISTED:
        after = candidate.end - hit.passage.start
        return hit.passage.text[after : after + 1] in {"", "\n"}
    if hit.passage.code == _INDICATIONS and _FOR.search(text):  # a list of uses without full stops
        rest = hit.passage.text[candidate.end - hit.passage.start :]
        return not rest or rest[0] == "\n" or _AGAIN.match(rest) is not None
    last = candidate.end == hit.passage.end and hit.header.family is Family.RESEARCH
    whole = len(text.split()) >= _UNCLOSED and text[-1].isalnum() and not _OPEN_END.search(text)
    return last and whole
