"""What a wording claims, as far as code can tell: the things that a rewrite must keep."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from osler.answer.verify.alternatives import named
from osler.answer.verify.effects import effects
from osler.answer.verify.identity import is_drug, numbered, symbols
from osler.answer.verify.population import groups
from osler.answer.verify.quantities import quantities
from osler.answer.verify.reading import Sentence, content, read
from osler.answer.verify.strength import wording
from osler.answer.verify.units import same_amount, same_unit
from osler.readers.glossary import Glossary
from osler.readers.term import Kind

_DENIAL = re.compile(
    r"\b(?:not(?! only\b)|no(?! doubt\b)|none|never|neither|without|avoid(?:s|ed|ing)?"
    r"|lack(?:s|ed|ing)?|fail(?:s|ed|ing|ure|ures)? to|absent|absence|contraindicated"
    r"|contraindications?|unlikely|unable"
    r"|ineffective|unsafe|unnecessary|unproven|unless|except|rather than|instead of|nobody|nothing"
    r"|(?:recommend|advi[sc]e?|caution|warn)\w* (?:\w+ )?against"
    r"|non-?(?=inferior|significant))\b|\bnon(?=inferior|significant)"
)
_HEDGES = {
    "possible": r"may|might|could|can|possibl[ey]|possibility|perhaps|potential(?:ly)?",
    "likely": r"likely|probabl[ey]|presum\w+",
    "seeming": r"suggest(?:s|ed|ing|ive)?|appear(?:s|ed)?|seem(?:s|ed)?|tend(?:s|ed)? to",
    "unsure": r"unclear|uncertain(?:ty)?|not (?:yet )?(?:clear|known|certain|established|proven)"
    r"|unknown|inconclusive|insufficient|not enough|preliminary|early (?:results|evidence)"
    r"|limited|hypothesi[sz]\w*|propos(?:e|ed|es)|thought to|believed to|suspect(?:ed)?",
}
_WARNINGS = {
    "forbidden": r"contraindicated|contraindications?|must not|should not|do not|not recommended"
    r"|not be (?:used|given|taken)|recommend(?:s|ed)? against|advis\w+ against"
    r"|avoid(?:s|ed|ing)?|advis\w+ not to",
    "deadly": r"fatal(?:ly|ities)?|deaths?|die[sd]?|dying|deadly|lethal|life-?threatening|mortality"
    r"|kill(?:s|ed)?",
    "serious": r"serious(?:ly)?|severe(?:ly)?",
    "caution": r"cautio(?:n|us|usly)|warnings?|careful(?:ly)?|with care|take care|monitor\w*"
    r"|watch(?:ed)? for|check(?:ed)? (?:often|closely)|closely",
    "stop": r"discontinu\w+|stop(?:ped|ping|s)?|withdraw[na]?\w*|interrupt\w*",
    "boxed": r"box(?:ed)? warnings?",
    "emergency": r"emergenc(?:y|ies)|immediate(?:ly)?|urgent(?:ly)?|at once|right away"
    r"|straight away",
}
_CONDITIONS = {
    "if": r"if|when(?:ever)?|in case|as long as|provided",
    "unless": r"unless|except",
    "until": r"until|till",
    "only": r"(?<!not )only|solely|alone",
    "before": r"before|prior to",
    "after": r"after|following",
}
_PATTERNS = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in {**_HEDGES, **_WARNINGS, **_CONDITIONS}.items()
}
_CLAUSES = re.compile(r"[;,:]|\b(?:but|whereas|while|although|though)\b")
# Places in a molecule, which count nothing: 3-hydroxy-3-methylglutaryl.
_LOCANTS = re.compile(r"\b\d+(?:,\d+)*-(?=[a-z]*(?:hydroxy|methyl|deoxy|fluoro|chloro|amino))")
_NO_WORDS = Glossary(())
_UNSPOKEN = {"one", "single", "a", "zero", "some"}
_SOUGHT = frozenset({Kind.CONDITION, Kind.DRUG_CLASS, Kind.TEST, Kind.TREATMENT})


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a claim."""

    value: float
    unit: str | None
    comparator: str
    label: str | None

    def __str__(self) -> str:
        sign = "" if self.comparator == "=" else f"{self.comparator} "
        return f"{sign}{self.value:g}{f' {self.unit}' if self.unit else ''}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A wording taken apart; `text` has the glossary's plain words. Hedges are counted by kind,
    strength is the highest level on each scale; the sets are of plain names, `denied` of the drugs
    that a denial stands beside.
    """

    text: str
    numbers: tuple[Number, ...]
    denials: int
    hedges: Mapping[str, int]
    warnings: frozenset[str]
    strength: Mapping[str, int]
    people: frozenset[str]
    drugs: frozenset[str]
    symbols: frozenset[str]
    denied: frozenset[str]
    alternatives: frozenset[str]
    directions: frozenset[str]
    conditions: frozenset[str]
    terms: frozenset[str]
    senses: Mapping[str, float]

    def carries(self, words: str) -> bool:
        """Whether most of the weight of some words is said here in any place."""
        asked = content(read(words))
        if not asked:
            return True
        kept = fsum(weight for sense, weight in asked.items() if sense in self.senses)
        return kept >= 0.75 * fsum(asked.values())

    def carried_by(self, other: Claim) -> float:
        """The share, 0..1, of this claim's weight that another carries."""
        total = fsum(self.senses.values())
        kept = fsum(weight for sense, weight in self.senses.items() if sense in other.senses)
        return kept / total if total else 1.0


def claim(text: str, words: Glossary, around: str = "") -> Claim:
    """What a wording claims; `around` is what ambiguous abbreviations are read by. Meanings in
    brackets that the glossary gives claim nothing.
    """
    return _claim(words.folded(_without_meanings(text, words), around), words, around)


def denies(text: str) -> bool:
    """Whether anything is denied in a text."""
    return _DENIAL.search(text.lower()) is not None


def written(text: str, words: Glossary) -> Claim:
    """The same in the very words, not brought to plain ones."""
    return _claim(_LOCANTS.sub("", _without_meanings(text, words)), _NO_WORDS, "")


@lru_cache(maxsize=4096)
def _claim(plain: str, words: Glossary, around: str) -> Claim:
    sentences = read(plain)
    low = " ".join(each.lower for each in sentences)
    return Claim(
        text=plain,
        numbers=tuple(_numbers(sentences)),
        denials=len(_DENIAL.findall(low)),
        hedges=Counter({kind: n for kind in _HEDGES if (n := len(_PATTERNS[kind].findall(low)))}),
        warnings=frozenset(kind for kind in _WARNINGS if _PATTERNS[kind].search(low)),
        strength=_strength(sentences),
        people=frozenset(name for each in sentences for name, _ in groups(each)),
        drugs=frozenset(w.sense for each in sentences for w in each.words if is_drug(w)),
        symbols=frozenset(_symbols(sentences)),
        denied=frozenset(_denied(sentences)),
        alternatives=frozenset(_alternatives(sentences)),
        directions=frozenset(_directions(sentences)),
        conditions=frozenset(kind for kind in _CONDITIONS if _PATTERNS[kind].search(low)),
        terms=frozenset(
            each.term.plain or each.term.name
            for each in words.find(plain, around, plain=True)
            if each.term.kind in _SOUGHT
        ),
        senses=content(sentences),
    )


def _without_meanings(text: str, words: Glossary) -> str:
    meanings = words.meanings
    return re.sub(
        r"\s?\[([^\[\]]*)\]", lambda each: "" if each[1] in meanings else f" {each[1]}", text
    )


def _numbers(sentences: tuple[Sentence, ...]) -> Iterator[Number]:
    for sentence in sentences:
        for each in quantities(sentence):
            if each.text.split(" ")[0] in _UNSPOKEN and each.unit is None:
                continue
            yield Number(each.value, each.unit, each.comparator, each.label)


def same(one: Number, other: Number) -> bool:
    """Whether two numbers are the same amount, compared the same way."""
    if one.comparator != other.comparator:
        return False
    if same_unit(one.unit, other.unit):
        return math.isclose(one.value, other.value, rel_tol=1e-6)
    if one.unit is None or other.unit is None:
        return False
    return same_amount(one.value, one.unit, other.value, other.unit)


def _symbols(sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """Names with digits or capitals, and what is numbered: cyp2c19, "type 2"."""
    for sentence in sentences:
        yield from symbols(sentence)
        yield from (" ".join(pair) for pair in numbered(sentence))


def _denied(sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """Drugs in a clause that denies something, so that a denial does not change places."""
    for sentence in sentences:
        for clause in _CLAUSES.split(sentence.lower):
            if _DENIAL.search(clause):
                for part in read(clause):
                    yield from (word.sense for word in part.words if is_drug(word))


def _alternatives(sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """What excludes something else (oral, chronic, before), but for words of direction: "lower"."""
    for sentence in sentences:
        directions = {each.index for each in effects(sentence)}
        for index, _, name, place in named(sentence):
            if index not in directions:
                yield f"{name} {place}"


def _strength(sentences: tuple[Sentence, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for sentence in sentences:
        spoken = wording(sentence)
        for name, level in (
            ("tie", spoken.link),
            ("advice", spoken.advice),
            ("quantifier", spoken.quantifier),
        ):
            if level:
                found[name] = max(found.get(name, 0), level[0])
        if spoken.best:
            found["best"] = 1
    return found


def _directions(sentences: tuple[Sentence, ...]) -> Iterator[str]:
    for sentence in sentences:
        for each in effects(sentence):
            denied = "no " if each.denied else ""
            yield f"{denied}{each.axis} {each.sense.name.lower()}"
