# ruff: noqa: E501 - a pattern is easier to check on one line
"""What a question is about where no vocabulary names it: "the dose of zorvaxamab", "hiccups".

A name that nobody knows is still what the next question means by "it". It becomes a mention of a
concept made for it, whose id no vocabulary has.
"""

from __future__ import annotations

import re

from osler.answer.question import Question
from osler.vocabulary.concept import Concept, ConceptKind, Mention

_END = r"(?= (?:in|for|during|while|with|to|and|or|from|at|on|by|be|is|are|before|after|when|if|work|works|cause|causes|used|safe|effective|interact|treated|diagnosed|prevented|taken|given)\b|$)"
_WORD = r"(?!(?:of|for|the|a|an)\b)[\w'’-]+"
_NAME = rf"(?:an? |the |some |my )?(?P<name>{_WORD}(?: {_WORD}){{0,3}}?){_END}"
_DRUG = re.compile(
    r"\b(?:(?:dos(?:e|es|age|ing)|side effects?|adverse (?:effects?|events?|reactions?)|interactions?|contra-?indications?|mechanism of action|half-life|safety|toxicity|overdose|warnings?|indications?) (?:of|for|with)"
    r"|(?:take|taking|takes|use|using|give|giving|prescribe|start|starting|stop|stopping|inject|swallow)"
    rf"|alternatives? to|what is) {_NAME}"
)
_TAKEN = re.compile(
    rf"^(?:is|are|can|does|do|should|when should|how should|how long should|how does) {_NAME} (?:be )?(?:safe|effective|interact|work|works|used|taken|given|contra-?indicated|addictive|ok|okay|cause|help|affect|licensed|approved|started|stopped)\b"
)
_CONDITION = re.compile(
    r"\b(?:(?:treatments?|therapy|management|causes?|symptoms?|signs|diagnosis|prognosis|prevention|risk factors?|complications?|cure|remed(?:y|ies)|screening|mortality|incubation period|prevalence|incidence|stages|types|definition) (?:of|for)"
    rf"|(?:causes?|treat|treats|prevent|prevents|cure|cures|diagnose|get rid of|have|for|against)) {_NAME}"
)
_DONE = re.compile(
    rf"^(?:how|can|should|is|are|when) (?:is |are |should |can )?{_NAME} (?:be )?(?:treated|diagnosed|prevented|cured|managed|contagious|catching|hereditary|investigated|confirmed|inherited|genetic|curable|treatable|fatal|serious|common|rare|infectious|spread|transmitted)\b"
)
_EMPTY = frozenset(
    [
        "it",
        "they",
        "them",
        "this",
        "that",
        "these",
        "those",
        "one",
        "ones",
        "do",
        "does",
        "be",
        "i",
        "we",
        "you",
        "he",
        "she",
        "people",
        "patients",
        "someone",
        "doctor",
        "drug",
        "medicine",
        "treatment",
        "not",
        "used",
        "given",
        "taken",
    ]
)
_ENDING = re.compile(
    r"(?:mab|nib|gliptin|gliflozin|glutide|statin|sartan|pril|prazole|vir|cillin|mycin|oxacin|azole|tide|parib|lukast|triptan|gepant|setron|olol|dipine|cept|olone|amide|epam|azine|idine|asteride|micin)$"
)


def unnamed(text: str, question: Question, end: int | None = None) -> Mention | None:
    """The words that a question is about, None where none stand out. `end`: where the words for
    whom it is about begin.
    """
    low = text.lower()[:end].rstrip()
    for pattern, kind in (
        (_TAKEN, ConceptKind.DRUG),
        (_DONE, ConceptKind.CONDITION),
        (_DRUG, ConceptKind.DRUG),
        (_CONDITION, ConceptKind.CONDITION),
    ):
        for found in pattern.finditer(low):
            start, stop = found.span("name")
            words = text[start:stop]
            if set(words.lower().split()) & _EMPTY:
                continue
            if pattern is _DRUG and found.group().startswith("what is"):
                kind = kind_of(words)
            return _mention(start, stop, words, kind)
    for word in question.unknown:
        at = text.find(word)
        if at >= 0:
            return _mention(at, at + len(word), word, kind_of(word))
    return None


def kind_of(words: str) -> ConceptKind:
    """What a name that nobody knows is by its ending: a drug, or something."""
    return ConceptKind.DRUG if _ENDING.search(words.lower()) else ConceptKind.OTHER


def _mention(start: int, end: int, words: str, kind: ConceptKind) -> Mention:
    low = words.lower()
    return Mention(start, end, words, Concept(said_id(low), kind, low, (low,)))


def said_id(words: str) -> str:
    """The id of a concept that only the words name."""
    return f"said:{words.lower()}"
