"""Veto: the statement is not said more strongly than the passage says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from osler.answer.verify.objection import Footing, Objection, contradicted, partial, unsupported
from osler.answer.verify.reading import Sentence, content

_HEDGE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|perhaps|probabl[ey]|likely|potential(?:ly)?"
    r"|suggest(?:s|ed|ing|ive)?|appear(?:s|ed)?|seem(?:s|ed)?|unclear|uncertain(?:ty)?|presum\w+"
    r"|hypothesi[sz]\w*|suspect(?:ed)?|propos(?:e|ed|es) that|putative(?:ly)?|thought to"
    r"|believed to|limited evidence|low[- ](?:certainty|quality)|insufficient|inconclusive"
    r"|tend(?:s|ed)? to|whether|preliminary|not clear|unknown|it is possible)\b"
)
_WEAKENS = re.compile(r"\bcan\b|\bcandidate\b|\bproposed?\b")  # enough for a claim to be hedged
_STRONG = tuple(
    re.compile(rf"\b(?:{words})\b")
    for words in (
        r"prove[sdn]?|proof|definite(?:ly)?|certain(?:ly)?|undoubtedly|conclusive(?:ly)?"
        r"|unequivocal(?:ly)?|established|inevitably|clearly",
        r"will|would|guarantee[sd]?|shall",
        r"cures?|cured|curative|eliminat(?:e|es|ed)|eradicat(?:e|es|ed)|eradication",
        r"always|invariably|must|mandatory|compulsory|required?|requires|essential|necessary",
    )
)
_BEST = re.compile(
    r"first[- ]line|treatment of choice|drug of choice|gold standard|standard of care"
    r"|(?:therapy|agent|method|test|diagnostic) of choice|\bbest (?:treatment|option|drug|therapy)"
    r"|\bthe (?:only|main|leading|primary|major|most common|sole) (?:cause|treatment|option)"
)
_CONDITION = re.compile(
    r"\b(?:only (?:if|when|after|in|for|with|as)|unless|except|provided that|as long as)\b"
)
_CLAUSE = re.compile(
    r"(?<!even )(?<!as )(?<!if and only )\b(?:if|until|in case of|in the absence of)\b[^,;:.()]*"
)
_CONDITIONED = re.compile(r"\b(?:if|when|where|unless|until|once|in (?:the )?(?:case|absence))\b")
_CAUSES = re.compile(
    r"\b(?:caus(?:es?|ed)|leads? to|led to|results? in|resulted in|induces?|induced|provokes?"
    r"|triggers?|triggered|brings? about|brought about|responsible for)\b(?! by)"
)
_RISKS = re.compile(
    r"\b(?:increas|rais|elevat|higher|greater|more)\w* (?:the |a |in )?(?:\w+ )?"
    r"(?:risks?|likelihood|chances?|odds|probability)\b|\brisk factors?\b|\bat risk\b"
)
_PARTS = (";", ": ", ", but ", ", whereas ", " although ")  # what a hedge does not reach beyond
_LINKS = (
    (1, re.compile(r"\b(?:observed (?:with|in)|seen (?:with|in)|coexist|occurred (?:with|in)"
                   r"|reported (?:with|in|after))\b")),
    (2, re.compile(r"\b(?:associat(?:ed|ion|ions|es|e)|link(?:ed|s)?|correlat\w+|relat(?:ed|es|ion)"
                   r"|relationship|predict(?:s|ed|or|ors|ive)?|risk factors?|implicated"
                   r"|contribut\w+|role)\b")),
    (4, re.compile(r"\b(?:caus(?:e|es|ed|al|ative|ing|ation)|due to|lead(?:s|ing)? to|led to"
                   r"|result(?:s|ed|ing)? (?:in|from)|induc(?:e|es|ed|ing|er)|trigger(?:s|ed|ing)?"
                   r"|produc(?:e|es|ed|ing)|because of|attributable|owing to|provok\w+"
                   r"|responsible for|brought about|gives? rise|secondary to|prevent(?:s|ed|ing)?"
                   r"|protects?|reduces|increases|lowers|raises|improves|worsens)\b")),
)  # fmt: skip
_ADVICE = (
    (1, re.compile(r"\b(?:(?:may|might|can|could|should) be (?:considered|used|tried|an option)"
                   r"|consider(?:ed|ing|s)?|(?:is|are|as) an option|may be (?:offered|useful)"
                   r"|reasonable)\b")),
    (2, re.compile(r"\b(?:suggest(?:s|ed|ion|ing)?|conditional(?:ly)?|weak(?:ly)?)\b")),
    (3, re.compile(r"\b(?:recommend(?:s|ed|ation|ations|ing)?|should|advis(?:e|ed|es)|preferred"
                   r"|indicated)\b")),
    (4, re.compile(r"\b(?:must|mandatory|required|strongly recommend(?:ed|s)?|compulsory|shall"
                   r"|imperative|has to|have to|need(?:s|ed)? to)\b")),
)  # fmt: skip
_QUANTIFIERS = (
    (0, re.compile(r"\b(?:none of|no patients?|never)\b")),
    (1, re.compile(r"\b(?:rare(?:ly)?|uncommon(?:ly)?|infrequent(?:ly)?|few|very few|seldom"
                   r"|occasional(?:ly)?|minority|exceptional(?:ly)?)\b")),
    (2, re.compile(r"\b(?:some|several|sometimes|a subset|subset of|a proportion|a number of"
                   r"|certain (?:patients|cases|people))\b")),
    (3, re.compile(r"\b(?:many|often|common(?:ly)?|frequent(?:ly)?|numerous|half)\b")),
    (4, re.compile(r"\b(?:most(?= (?:of|but|people|women|men|children|[a-z]+s"
                   r"|participants|often|common|commonly|frequent|frequently|tumou?rs))|majority"
                   r"|usually|mostly|typically|predominantly|generally|nearly all|almost all)\b")),
    (5, re.compile(r"\b(?:(?<!not )(?<!nearly )(?<!almost )all(?! trials included)"
                   r"|every|always|invariably|entirely|universally|each|whole|everyone)\b")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """How strongly a sentence speaks; each scale is None where it has no word for it."""

    hedge: str | None
    best: str | None
    link: tuple[int, str] | None
    weakest_link: tuple[int, str] | None
    advice: tuple[int, str] | None
    quantifier: tuple[int, str] | None


@lru_cache(maxsize=4096)
def wording(sentence: Sentence) -> Wording:
    """The strength of a sentence's words."""
    text = sentence.lower
    links = _levels(_LINKS, text)
    quantifiers = _levels(_QUANTIFIERS, text)
    advice = _levels(_ADVICE, text)
    return Wording(
        hedge=_first(_HEDGE, text),
        best=_first(_BEST, text),
        link=max(links, default=None),
        weakest_link=min(links, default=None),
        advice=max(advice, default=None),
        quantifier=max(quantifiers, default=None),
    )


def strength(claim: Sentence, footing: Footing) -> Iterator[Objection]:
    """Objections to how strongly one sentence speaks."""
    if not footing.best:
        return
    mine = wording(claim)
    theirs = [wording(sentence) for sentence in footing.best]
    yield from _hedge(claim, mine, footing.best)
    saying = _saying(claim, footing.best)
    yield from _boost(claim, mine, saying)
    yield from _link(mine, [wording(sentence) for sentence in saying])
    yield from _risk(claim, mine, saying, footing)
    yield from _advice(mine, theirs)
    yield from _quantifier(mine, theirs)
    yield from _condition(claim, footing.best[0])
    yield from _clause(claim, footing.best)


def _hedge(claim: Sentence, mine: Wording, best: tuple[Sentence, ...]) -> Iterator[Objection]:
    """The sentences that say nearly as much as the closest one must all be hedged to count."""
    if mine.hedge or _WEAKENS.search(claim.lower):
        return
    asked = content([claim])
    saying = _saying(claim, best)
    hedges = [_hedge_on(each, asked) for each in saying]
    if hedges[0] and all(hedges):
        yield unsupported(f"strength: the passage says {hedges[0]!r}, the statement does not")


def _hedge_on(sentence: Sentence, asked: dict[str, float]) -> str | None:
    """The first hedge of a sentence that reaches what is asked; None if every hedge is of else."""
    said = fsum(asked[sense] for sense in sentence.senses() & asked.keys())
    for found in _HEDGE.finditer(sentence.lower):
        end = min(sentence.lower.find(sign, found.end()) % (1 << 30) for sign in _PARTS)
        reached = {
            word.sense
            for word, start in zip(sentence.words, sentence.starts, strict=True)
            if found.end() <= start < end and word.weight
        }
        after = {
            word.sense
            for word, start in zip(sentence.words, sentence.starts, strict=True)
            if start >= end
        }
        reached -= after  # said again beyond the hedge
        if fsum(asked[sense] for sense in reached & asked.keys()) >= 0.25 * said:
            return found.group()
    return None


def _saying(claim: Sentence, best: tuple[Sentence, ...]) -> list[Sentence]:
    """The sentences that say nearly as much of the claim as the closest one."""
    asked = content([claim])
    shares = [fsum(asked[sense] for sense in each.senses() & asked.keys()) for each in best]
    return [each for each, share in zip(best, shares, strict=True) if share >= 0.8 * max(shares)]


def _boost(claim: Sentence, mine: Wording, saying: list[Sentence]) -> Iterator[Objection]:
    for pattern in _STRONG:
        found = pattern.search(claim.lower)
        if found and not any(pattern.search(each.lower) for each in saying):
            yield unsupported(f"strength: {found.group()!r} is stronger than the passage")
            return
    if mine.best and not any(wording(each).best for each in saying):
        yield unsupported(f"strength: the passage does not say {mine.best!r}")


def _link(mine: Wording, theirs: list[Wording]) -> Iterator[Objection]:
    links = [each.link for each in theirs if each.link]
    if mine.link is None or not links or mine.link[0] < 4 or mine.hedge:
        return
    strongest = max(links)
    if strongest[0] < 4:
        yield unsupported(
            f"strength: the statement says {mine.link[1]!r}, the passage only {strongest[1]!r}"
        )


def _risk(
    claim: Sentence, mine: Wording, saying: list[Sentence], footing: Footing
) -> Iterator[Objection]:
    """A cause of what the passage only says there is more risk of."""
    found = _CAUSES.search(claim.lower)
    if found is None or mine.hedge or _RISKS.search(claim.lower):
        return
    risks = [risk for each in saying if (risk := _RISKS.search(each.lower))]
    if risks and not any(_CAUSES.search(each.lower) for each in footing.best):
        yield unsupported(
            f"strength: the statement says {found.group()!r}, the passage only {risks[0].group()!r}"
        )


def _advice(mine: Wording, theirs: list[Wording]) -> Iterator[Objection]:
    advice = [each.advice for each in theirs if each.advice]
    if mine.advice and advice and mine.advice[0] > max(advice)[0] and mine.advice[0] >= 2:
        yield unsupported(
            f"strength: the statement says {mine.advice[1]!r}, the passage {max(advice)[1]!r}"
        )


def _quantifier(mine: Wording, theirs: list[Wording]) -> Iterator[Objection]:
    if mine.quantifier is None:
        return
    level, word = mine.quantifier
    said = [each.quantifier for each in theirs if each.quantifier]
    if not said:
        if level >= 4 and word != "generally":
            yield unsupported(f"quantifier: the passage does not say {word!r}")
        return
    other = max(said)
    if {level, other[0]} in ({1, 3}, {1, 4}, {1, 5}, {0, 3}, {0, 4}, {0, 5}):
        yield contradicted(f"quantifier: the statement says {word!r}, the passage {other[1]!r}")
    elif level > other[0] and level >= 3:
        yield unsupported(f"quantifier: the statement says {word!r}, the passage {other[1]!r}")


def _condition(claim: Sentence, sentence: Sentence) -> Iterator[Objection]:
    """ "Only after …", "unless …": a condition the statement leaves out with all that follows."""
    found = _CONDITION.search(sentence.lower)
    if found is None or _CONDITION.search(claim.lower):
        return
    rest = {
        word.sense: word.weight
        for word, start in zip(sentence.words, sentence.starts, strict=True)
        if start >= found.end() and word.weight
    }
    kept = fsum(rest[sense] for sense in claim.senses() & rest.keys())
    if rest and kept < 0.3 * fsum(rest.values()):
        yield partial(f"strength: the passage says {found.group()!r}, the statement leaves it out")


def _clause(claim: Sentence, best: tuple[Sentence, ...]) -> Iterator[Objection]:
    """ "If …", "until …": the statement says what the passage says but for this clause of it."""
    if _CONDITIONED.search(claim.lower):
        return
    held = content([claim])
    sentence = best[0]
    if fsum(held[sense] for sense in sentence.senses() & held.keys()) < 0.7 * fsum(held.values()):
        return
    for found in _CLAUSE.finditer(sentence.lower):
        inside, outside = _inside(sentence, *found.span())
        kept = fsum(inside[sense] for sense in held.keys() & inside.keys())
        said = fsum(outside[sense] for sense in held.keys() & outside.keys())
        if not inside or kept >= 0.3 * fsum(inside.values()):
            continue
        if said >= 0.5 * fsum(outside.values()):
            yield partial(f"condition: the passage says this only {found.group().strip()!r}")
            return


def _inside(sentence: Sentence, start: int, end: int) -> tuple[dict[str, float], dict[str, float]]:
    """Sense → weight of the weighted words within a stretch, and of those outside it."""
    inside: dict[str, float] = {}
    outside: dict[str, float] = {}
    for word, place in zip(sentence.words, sentence.starts, strict=True):
        if word.weight:
            (inside if start <= place < end else outside)[word.sense] = word.weight
    return inside, outside


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found.group() if found else None


def hedges(sentence: Sentence) -> tuple[str, ...]:
    """The words by which a sentence holds back, in order."""
    return tuple(found.group() for found in _HEDGE.finditer(sentence.lower))


def _levels(scale: tuple[tuple[int, re.Pattern[str]], ...], text: str) -> list[tuple[int, str]]:
    return [(level, found.group()) for level, pattern in scale if (found := pattern.search(text))]


def link_level(text: str) -> int:
    """How strong a tie a few lower-case words state: 0 none, 2 association, 4 cause."""
    return max((level for level, _ in _levels(_LINKS, text)), default=0)
