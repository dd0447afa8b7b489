"""Veto: the statement is about the people (or animals) the passage is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import fsum

from osler.answer.verify.context import around, likeness
from osler.answer.verify.objection import (
    Footing,
    Objection,
    contradicted,
    partial,
    unsupported,
)
from osler.answer.verify.reading import Sentence, content

# group: words that name it. Groups on one axis exclude one another.
_GROUPS: dict[str, tuple[str, str]] = {
    "adults": ("age", r"adults?|adulthood|grown-?ups?"),
    "children": ("age", r"child(?:ren|hood)?|p(?:a)?ediatrics?|kids?|boys?|girls?|school-?age"),
    "adolescents": ("age", r"adolescen(?:ts?|ce)|teen(?:s|agers?)?|youths?|young people"),
    "infants": ("age", r"infants?|bab(?:y|ies)|infancy"),
    "newborns": ("age", r"neonat(?:es?|al)|newborns?|preterm infants?"),
    "older people": (
        "age",
        r"elderly|geriatrics?|older (?:adults?|people|patients?|persons?|women|men)"
        r"|old age|seniors?",
    ),
    "women": ("sex", r"wom[ae]n|females?|girls?|mothers?"),
    "men": ("sex", r"m[ae]n|males?|boys?|fathers?"),
    "pregnant women": ("state", r"pregnan(?:t|cy|cies)|gestation(?:al)?|gravid|antenatal|prenatal"),
    "breastfeeding women": ("state", r"breastfe(?:eding|d)|lactati(?:ng|on)|nursing mothers?"),
    "postmenopausal women": ("menses", r"post-?menopausal?"),
    "premenopausal women": ("menses", r"pre-?menopausal?"),
    "animals": (
        "species",
        r"rats?|mice|mouse|murine|rodents?|rabbits?|dogs?|canine|pigs?|porcine|zebrafish"
        r"|monkeys?|macaques?|primates?|hamsters?|guinea pigs?|animals?|drosophila|sheep|ovine"
        r"|cats?|feline|bovine|xenografts?",
    ),
    "cells in vitro": ("species", r"invitro|cell lines?|cell cultures?|cultured"),
    "humans": ("species", r"humans?"),
    "kidney impairment": (
        "kidney",
        r"(?:renal|kidney) (?:impairment|failure|insufficiency|disease|dysfunction)|dialysis|ckd",
    ),
    "liver impairment": (
        "liver",
        r"(?:hepatic|liver) (?:impairment|failure|insufficiency|disease|dysfunction)|cirrho\w+",
    ),
    "healthy volunteers": ("health", r"healthy (?:volunteers?|subjects?|adults?|controls?|people)"),
    "smokers": ("smoking", r"(?<!non)(?<!non-)smokers?"),
    "non-smokers": ("smoking", r"non-?smokers?|never[- ]smokers?"),
    "diabetes": ("diabetes", r"(?<!non-)(?<!non)diabeti(?:cs?|es)"),
    "people without diabetes": ("diabetes", r"non-?diabetics?|without diabetes"),
    "immunocompromised people": ("immunity", r"immuno(?:compromised|suppressed|deficient)"),
    "immunocompetent people": ("immunity", r"immunocompetent"),
}
_ANY = re.compile(
    "|".join(
        rf"(?P<g{place}>(?<![\w-])(?:{pattern})(?!\w))"
        for place, (_, pattern) in enumerate(_GROUPS.values())
    )
)
_NAMES = tuple(_GROUPS)
_LIMITS = re.compile(r"\b(?:in|among|for|of|by)(?: [\w-]+){0,3} $")
_CLOSE = {
    ("newborns", "infants"),
    ("children", "adolescents"),
    ("infants", "children"),
    ("adults", "older people"),
    ("newborns", "children"),
}
_MATTERS = frozenset({"animals", "cells in vitro"})
_NARROWS = frozenset(
    {
        "children",
        "infants",
        "newborns",
        "adolescents",
        "older people",
        "women",
        "men",
        "pregnant women",
        "breastfeeding women",
        "kidney impairment",
        "liver impairment",
        "healthy volunteers",
    }
)


@lru_cache(maxsize=4096)
def groups(sentence: Sentence) -> tuple[tuple[str, int], ...]:
    """(group, offset) of each population a sentence names, in order."""
    found = []
    for match in _ANY.finditer(sentence.lower):
        name = _NAMES[int((match.lastgroup or "g0")[1:])]
        found.append((name, match.start()))
    return tuple(found)


def population(claim: Sentence, footing: Footing) -> Iterator[Objection]:
    """Objections to whom one sentence is about."""
    asked = dict(groups(claim))
    near = [name for sentence in footing.best for name, _ in groups(sentence)]
    everywhere: set[str] | None = None
    for name in asked:
        if _spoken(name, near):
            if rival := _misplaced(name, claim, footing.best):
                yield contradicted(
                    f"population: the statement says {name}, the passage {rival} in this place"
                )
            continue
        rival = next((each for each in near if _excludes(name, each)), None)
        if rival:
            yield contradicted(f"population: the statement is about {name}, the passage {rival}")
            continue
        if everywhere is None:
            everywhere = {each for sentence in footing.all for each, _ in groups(sentence)}
        if not _spoken(name, everywhere):
            yield unsupported(f"population: the passage does not speak of {name}")
    yield from _dropped(asked, claim, footing)


def _dropped(asked: dict[str, int], claim: Sentence, footing: Footing) -> Iterator[Objection]:
    first = [name for name, _ in groups(footing.best[0])] if footing.best else []
    for name in dict.fromkeys(first):
        if name in _MATTERS and not _MATTERS & asked.keys() and _studied(name, footing.best[0]):
            yield unsupported(
                f"population: the passage speaks of {name}, the statement does not say so"
            )
            return
    for name in _telling(claim, footing.best[:1]):
        if name in _NARROWS and not (
            _spoken(name, set(asked)) or any(_spoken(each, [name]) for each in asked)
        ):
            yield partial(f"population: the passage says this of {name}")
            return


def _studied(name: str, sentence: Sentence) -> bool:
    """The work was done in the animals, not only with something made of them."""
    return any(
        each == name and (offset < 12 or _LIMITS.search(sentence.lower[:offset]) is not None)
        for each, offset in groups(sentence)
    )


def _telling(claim: Sentence, best: Sequence[Sentence]) -> Iterator[str]:
    """Groups the closest sentence is restricted to ("in women"), if the claim says most of it."""
    for sentence in best:
        said = content([sentence])
        kept = fsum(said[sense] for sense in claim.senses() & said.keys())
        if kept < 0.5 * fsum(said.values()):
            return
        for name, offset in groups(sentence):
            if _LIMITS.search(sentence.lower[:offset]):
                yield name


def _spoken(name: str, others: Sequence[str] | set[str]) -> bool:
    if name in others:
        return True
    return any((name, each) in _CLOSE or (each, name) in _CLOSE for each in others) or (
        name == "women" and "pregnant women" in others
    )


def _excludes(name: str, other: str) -> bool:
    return _GROUPS[name][0] == _GROUPS[other][0] and not _spoken(name, [other])


def _misplaced(name: str, claim: Sentence, best: Sequence[Sentence]) -> str | None:
    """Another group stands where the statement has this one."""
    near = around(claim, _word(claim, dict(groups(claim))[name]))
    own = rival = 0.0
    found: str | None = None
    for sentence in best:
        for other, offset in groups(sentence):
            alike = likeness(near, around(sentence, _word(sentence, offset)))
            if _spoken(name, [other]):
                own = max(own, alike + 0.5)
            elif _excludes(name, other) and alike > rival:
                rival, found = alike, other
    return found if rival > 1.5 * own + 3.0 else None


def _word(sentence: Sentence, offset: int) -> int:
    return next(
        (index for index, start in enumerate(sentence.starts) if start >= offset),
        max(0, len(sentence.words) - 1),
    )


def group_of(text: str) -> frozenset[str]:
    """The populations a few lower-case words name, with those counted close to them."""
    found = {_NAMES[int((match.lastgroup or "g0")[1:])] for match in _ANY.finditer(text)}
    near = {two for pair in _CLOSE for one, two in (pair, pair[::-1]) if one in found}
    return frozenset(found | near)
