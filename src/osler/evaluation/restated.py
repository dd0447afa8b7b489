"""True sentences said in other words that change nothing, to train a judge on: so that it learns
that what matters is the claim, not the letters.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from osler.vocabulary.concept import Mention

_OPENERS = re.compile(
    r"^(?:However|Moreover|Furthermore|Therefore|Thus|In conclusion|In addition|Additionally|"
    r"Overall|Finally|In summary|Importantly|Interestingly|Taken together|Consequently|Notably|"
    r"Conclusions?|Results|Background|Objectives?|Methods|In this study|In the present study),?"
    r" ?:? "
)
_FRAMES = re.compile(
    r"^(?:(?:our|these|the present|the|this) (?:results?|findings?|data|study|meta-analysis|review|"
    r"analysis) (?:\w+ )?(?:shows?|showed|demonstrates?|demonstrated|found|finds|confirms?|"
    r"confirmed|reveals?|revealed) that|we (?:\w+ )?(?:show|showed|found|find|demonstrate|"
    r"demonstrated|observed|report|conclude|confirmed) that|it (?:was|has been) (?:shown|found|"
    r"demonstrated|observed|reported) that) ",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r" ?[\[(][^\[\]()]*(?:\bp ?[<=>]|\bCI\b|confidence|\bn ?=|\bOR\b|\bRR\b|\bHR\b)[^\[\]()]*[\])]"
)
_EVEN = (
    ("showed", "demonstrated"), ("demonstrated", "showed"), ("utilized", "used"),
    ("used", "utilised"),
    ("individuals", "people"), ("patients with", "people with"), ("because of", "due to"),
    ("due to", "because of"), ("approximately", "about"), ("about (?=\\d)", "approximately "),
    ("such as", "including"), ("in order to", "to"), ("therapy", "treatment"),
    ("treatment", "therapy"), ("however", "but"), ("although", "though"), ("decreased", "reduced"),
    ("reduced", "decreased"), ("higher", "greater"), ("elevated", "raised"), ("whereas", "while"),
    ("while", "whereas"), ("prior to", "before"), ("following", "after"), ("per day", "daily"),
    ("daily", "per day"), ("tumour", "tumor"), ("tumor", "tumour"), ("physicians", "doctors"),
    ("associated with", "linked to"), ("leads to", "results in"), ("results in", "leads to"),
    ("is caused by", "results from"), ("a variety of", "various"), ("efficacy", "effectiveness"),
    ("adverse events", "side effects"), ("adverse effects", "side effects"), ("illness", "disease"),
    ("mortality", "death"), ("infants", "babies"), ("significant", "statistically significant"),
    ("evaluated", "assessed"), ("assessed", "evaluated"), ("comprises", "consists of"),
    ("contains", "includes"), ("necessary", "needed"), ("required", "needed"), ("percent", "%"),
)  # fmt: skip
_ACTIVE = re.compile(
    r"^(?P<a>[A-Z][\w() -]{2,50}?) (?P<verb>inhibits|causes|induces|activates|increases|reduces|"
    r"regulates|encodes|suppresses|promotes|phosphorylates|stimulates|improves|targets)"
    r" (?P<b>[\w() -]{3,60}?)\.?$"
)
_PAST = {"inhibits": "inhibited", "causes": "caused", "induces": "induced",
         "activates": "activated", "increases": "increased", "reduces": "reduced",
         "regulates": "regulated", "encodes": "encoded", "suppresses": "suppressed",
         "promotes": "promoted", "phosphorylates": "phosphorylated", "stimulates": "stimulated",
         "improves": "improved", "targets": "targeted"}  # fmt: skip
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|can|may|should|will|did|does|do|\w{3,}ed)\b")
_FIRM = re.compile(
    r"\b(causes|prevents|improves|reduces|increases|inhibits|induces|promotes|leads)\b"
)
_TEN = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SMALL = re.compile(r"(?<![\w.,/-])(?:[2-9]|10)(?= (?:[a-z]{3,}))")


def restated(
    sentence: str, chance: random.Random, mentions: tuple[Mention, ...], most: int
) -> list[str]:
    """Up to `most` restatements, each by one to three changes; none where nothing can be changed
    safely.
    """
    made: dict[str, None] = {}
    for _ in range(most * 2):
        text = sentence
        for change in chance.sample(_CHANGES, len(_CHANGES))[: chance.randint(2, 5)]:
            text = change(text, chance) or text
        if chance.random() < 0.5:
            text = _renamed(text, chance, mentions) or text
        if text != sentence and len(text) > 25:
            made[text[0].upper() + text[1:]] = None
        if len(made) >= most:
            break
    return list(made)


def _unopened(text: str, _chance: random.Random) -> str | None:
    bare = _FRAMES.sub("", _OPENERS.sub("", text))
    return bare[0].upper() + bare[1:] if bare and bare != text else None


def _without_asides(text: str, _chance: random.Random) -> str | None:
    return _ASIDE.sub("", text)


def _evened(text: str, chance: random.Random) -> str | None:
    found = [(spot, new) for old, new in _EVEN for spot in re.finditer(rf"\b{old}(?!\w)", text)]
    if not found:
        return None
    spot, new = chance.choice(found)
    return text[: spot.start()] + new + text[spot.end() :]


def _passive(text: str, _chance: random.Random) -> str | None:
    spot = _ACTIVE.match(text)
    if spot is None:
        return None
    first, second = spot["a"], spot["b"]
    lowered = first if first[1:2].isupper() else first[0].lower() + first[1:]
    are = "are" if second.endswith("s") and not second.endswith(("sis", "ss", "us")) else "is"
    return f"{second[0].upper()}{second[1:]} {are} {_PAST[spot['verb']]} by {lowered}."


def _parted(text: str, chance: random.Random) -> str | None:
    """One of two clauses, each a statement of its own."""
    for join in ("; ", ", and ", ", but ", ", whereas "):
        first, _, second = text.partition(join)
        if all(len(each) > 45 and _VERB.search(each) for each in (first, second)):
            if join == "; " and second[:1].islower() and chance.random() < 0.5:
                return second
            return first.rstrip(".") + "."
    return None


def _weaker(text: str, chance: random.Random) -> str | None:
    """Said with less certainty, which what is certain supports."""
    spot = _FIRM.search(text)
    if spot is None or chance.random() < 0.6 or re.search(r"\b(?:not|no|may)\b", text):
        return None
    stem = spot.group()
    base = {"causes": "cause", "reduces": "reduce", "increases": "increase", "induces": "induce",
            "promotes": "promote", "improves": "improve"}.get(stem, stem[:-1])  # fmt: skip
    return text[: spot.start()] + f"may {base}" + text[spot.end() :]


def _spelled_out(text: str, _chance: random.Random) -> str | None:
    return _SMALL.sub(lambda spot: _TEN[int(spot.group()) - 2], text)


def _renamed(text: str, chance: random.Random, mentions: tuple[Mention, ...]) -> str | None:
    """A concept by another of its names."""
    found = [each for each in mentions if len(each.concept.names) > 1 and each.text in text]
    if not found:
        return None
    spot = chance.choice(found)
    names = [
        each
        for each in spot.concept.names[:5]
        if each != spot.text.lower() and len(each) > 3 and "," not in each
    ]
    return text.replace(spot.text, chance.choice(names)) if names else None


_Change = Callable[[str, random.Random], str | None]
_CHANGES: tuple[_Change, ...] = (
    _unopened,
    _without_asides,
    _evened,
    _passive,
    _parted,
    _weaker,
    _spelled_out,
)
