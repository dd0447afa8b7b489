# ruff: noqa: E501 - a pattern is easier to check on one line
"""What "it", "they" and "that" mean, by what is said of them and what was spoken of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from osler.conversation.frame import Frame
from osler.conversation.talk import Talk
from osler.conversation.wording import OBJECT_OF, SAID_OF_CONDITION, SAID_OF_DRUG, Of
from osler.vocabulary.concept import Mention

PRONOUN = re.compile(
    r"\b(?:(?P<drug>(?:this|that|the|these|those) (?:drugs?|medicines?|medications?|antibiotics?)|(?:this|that|these|those) (?:tablets?|pills?))"
    r"|(?P<condition>(?:this|that|the|these|those) (?:conditions?|diseases?|disorders?|illness|infection|syndrome))"
    r"|(?P<own>its|their)(?= \w)|(?P<several>they|them|both|these|those)"
    r"|(?P<one>it|this|that)(?! (?:the|a|an|is known)\b))\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\bis (?:it|that|this) (?:true|possible|necessary|ok|okay|normal|important|recommended|best|better|fine) (?:to|that)\b"
    r"|\bhow long does (?:it|that) take\b(?! to (?:work|act|help|kick in|take effect|start))",
    re.IGNORECASE,
)
_PERSONS = re.compile(  # "they" who need, have or take something are patients
    r"\bthey (?:also |still |both |really |now )?(?:need|have|had|take|get|weigh|eat|drink|drive|want|feel|cannot|can't|don't|do not|develop|become|(?:are|were) (?:also |already )?(?:on|allergic|pregnant|taking|over|under|breast\w*|diabetic|intolerant|\d+))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A word at `start..end` that stands for something spoken of before."""

    start: int
    end: int
    kind: str  # a group of `PRONOUN`


def pronoun(text: str) -> Pronoun | None:
    """The first such word of a text; an "it" that stands for nothing is none."""
    if _EMPTY.search(text):
        return None
    found = PRONOUN.search(text)
    persons = _PERSONS.search(text)
    while found is not None and persons is not None and found.start() == persons.start():
        found = PRONOUN.search(text, found.end())
    if found is None:
        return None
    return Pronoun(found.start(), found.end(), str(found.lastgroup))


def meant(said: Frame, word: Pronoun, talk: Talk) -> tuple[Mention, ...]:
    """What a pronoun may stand for; more than one where the words do not tell. What the new words
    themselves name is not meant.
    """
    named = said.concepts
    drugs = _without(talk.drugs, named)
    conditions = _without(talk.conditions, named)
    others = _without(talk.last.others, named)
    of = _of(said, word)
    if of is Of.DRUG:
        return drugs or (() if word.kind == "drug" else conditions) or others
    if of is Of.CONDITION:
        return conditions or others or drugs
    last = _without(talk.last.drugs + talk.last.conditions, named)
    return last or drugs or conditions or others


def _of(said: Frame, word: Pronoun) -> Of:
    if word.kind in {"drug", "condition"}:
        return Of(word.kind)
    low = said.text.lower()
    if said.drugs and re.search(r"\bwith (?:it|this|that)\b", low):
        return Of.DRUG
    if OBJECT_OF.search(low):
        return Of.CONDITION
    drug, condition = (_distance(each, low, word) for each in (SAID_OF_DRUG, SAID_OF_CONDITION))
    if drug == condition:
        return Of.EITHER
    return Of.DRUG if drug < condition else Of.CONDITION


def _distance(pattern: re.Pattern[str], low: str, word: Pronoun) -> int:
    """How far from a pronoun something is said of it; what comes after is nearer."""
    found = [
        each.start() - word.end
        if each.start() >= word.end
        else len(low) + word.start - each.start()
        for each in pattern.finditer(low)
    ]
    return min(found, default=3 * len(low))


def _without(mentions: tuple[Mention, ...], named: frozenset[str]) -> tuple[Mention, ...]:
    return tuple(each for each in mentions if each.concept.id not in named)


def put(text: str, word: Pronoun, name: str) -> str:
    """A text with a name in a pronoun's place: "its dose" becomes "the dose of NAME"."""
    before, after = text[: word.start], text[word.end :]
    if word.kind != "own":
        return f"{before}{name}{after}"
    noun = re.match(r" ((?:\w+ )??(?:side effects|\w+))", after)
    end = noun.end() if noun else 0
    return f"{before}the{after[:end]} of {name}{after[end:]}"
