# ruff: noqa: E501 - a pattern is easier to check on one line
"""Words of a question that read like an identifier, weighed from questions written for this project.

Each word is weighed by its form, its letters, its neighbours, the given names and the terms of
medicine that we know: what `osler.evaluation.tagging_training` weighs from the questions in
`tests/safety` carries over to names, places and codes that no rule foresees. Pure and
deterministic; weights lie in `tagging.weights`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from math import sqrt

from osler.safety.forms import CODED, OF_WORD, may_be
from osler.safety.given_names import double_names, plain_names
from osler.safety.identifier import Finding, Identifier
from osler.safety.ordinary import EPONYMS, HEAD, ORDINARY
from osler.safety.places import WIDE
from osler.safety.weights import Weights, place, read
from osler.vocabulary.concept import Vocabulary

FEATURES = 1 << 16
KIND_FEATURES = 1 << 12
WEIGHTS = "tagging.weights"
LONGEST = 400  # words read
SURE = -0.5  # a word that scores more is an identifier
SURER = 2.0  # the same of a code where nobody is spoken of: research has codes of its own
NAMED = 3.5  # the same of a word without digits there
CERTAIN = 3.0  # a code that scores more is one, whatever catalogue its form is of
BESIDE = -1.0  # a word beside an identifier is a part of it from here on
_BETWEEN = frozenset(("", ")"))  # "(08) 5550 4412"
_WORD = re.compile(r"[^\s,;()\[\]{}\"<>|=]+")
_LABEL = re.compile(r"([A-Za-z#./]{1,12}[:#])(?=[\w(+])(?!//)")
_NO_LABEL = re.compile(r"(?i)https?:|[0-9a-f]{1,4}:")
_UNIT = re.compile(
    r"^\s*(?:mg|mcg|µg|g|kg|ml|mL|mmol|units?|iu|IU|%|percent|years?|yrs?|yo\b|y\b|days?|weeks?|wks?|hours?|h\b|minutes?|months?|mmhg|bpm|mm|cm|nmol|pmol|ng|x\b|times|degrees|°|lb)"
)
# Numbers of catalogues that everybody may know, and of statistics.
_CATALOGUED = re.compile(
    r"(?i)(?:\b(?:nct|pmid|pmc|doi|isrctn|eudract|icd(?:-?\d+)?(?:-cm)?|cpt|ndc|loinc|rxnorm|snomed(?: ct)?|atc|cas|uniprot|gse|omim|mesh|drg|ean|isbn|issn|ec|rs|chembl|pdb|hgnc|ensembl|umls|meddra|or|hr|rr|ci|p|n|r|ca|na|k|ph|hb|bp|t|del|dup|inv)\b[\s:=#(.]*(?:code )?|[=<>±≥≤~×/+^-]|\d[.,]|[\[(] ?\d[\d.]*[-– ])$"
)
_CATALOGUE = re.compile(
    r"(?i)^(?:nct\d+|pmid:?\d+|pmc\d+|isrctn\d+|rs\d+|gse\d+|10\.\d{4}/\S+|cyp\S+|hla\S*|il-?\d+\w*|cd\d+\w*|mir-?\S+|p\d\d\w?|\d+(?:\.\d+)?[-–]\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+|\d+:\d+|\d+/\d+|\d+-\w+|\d{1,4}(?:\.\d+)?|covid-?19|sars-?\w*-?\d*|h\dn\d|[a-z]{1,4}-?[a-z]?\d{1,2}[a-z]?(?:-\d{1,2})?|[a-z]\d{2,4}[a-z])$"
)
_PRODUCT = re.compile(r" \d{1,2}\b(?! ?(?:y|[MF]\b))")  # "Gardasil 9"
_PEOPLE = re.compile(
    r"(?i:\b(?:i|i'm|my|me|our|we|he|she|his|her|him|mr|mrs|ms|miss|dr|pt|patient|client|born|dob|mrn|\d{1,3} ?(?:yo|y/o|m|f|years? old|yrs?|year-old)|male|female|aged?|lady|gentleman|thanks|regards|from|name|id|no|number|seen|address|live[sd]?|call|phone|email|ref|file|account|card|plate|serial|badge|room|user|photo|pic|twins?|baby|mum|mom|dad|gran\w*|nana|aunt\w*|uncle|cousin|sister|brother|husband|wife|son|friend|mate|neighbou?r|colleague|nurse|coach|teacher|boss|client|resident)\b)|[A-Z]\w+(?:,| \(|:|/) ?\d{2}(?:[,) ]|[MF]\b)|\b\d{1,3}[MF]\b|\b[MF]/\d|\([mf],? ?\d|\d ?[mf]\)|[A-Z]\w+ (?:has (?!been|shown|a role)|takes|wants|needs|had|says|was told|cannot|can't|asks|asked|started|keeps|is on)\b|\b(?:can|should|will|does|is|did|would|could|has) [A-Z][a-z]+ (?:have|take|get|eat|need|stop|start|still|go|drive|too|\w+ed)\b"
)


def tagged(text: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Stretches of a text that read like identifiers, in order."""
    spans = tokens(text)
    if not spans:
        return
    weights = _weights()
    people = _PEOPLE.search(text) is not None
    scored = [
        (span, parts, _score(parts, weights))
        for span, parts in zip(spans, features(text, spans, vocabulary), strict=True)
    ]
    sure = [
        score > (SURE if people else SURER if CODED.search(text, *span) else NAMED)
        and not _known(text, span, parts, score)
        for span, parts, score in scored
    ]
    held: list[tuple[tuple[int, int], list[Identifier]]] = []
    for at, (span, parts, score) in enumerate(scored):
        beside = score > BESIDE and _beside_sure(text, spans, sure, at)
        kinds: list[Identifier] = []
        if sure[at] or (beside and not _known(text, span, parts, score)):
            kinds = _kinds(text[span[0] : span[1]], parts, weights)
        if held and not (kinds and _goes_on(text, held, span)):
            yield from _formed(text, held)
            held = []
        if kinds:
            held.append((span, kinds))
    yield from _formed(text, held)


_Stretch = Sequence[tuple[tuple[int, int], list[Identifier]]]


def _goes_on(text: str, held: _Stretch, span: tuple[int, int]) -> bool:
    """Whether a word belongs to the words before it; a number belongs to no name."""
    number = CODED.search(text, *span) is not None and held[0][1][0] is Identifier.NAME
    return _joined(text, held[-1][0][1], span[0]) and not number


def _formed(text: str, held: _Stretch) -> Iterator[Finding]:
    """Words that belong together as what they read most like, of the kinds whose form they have."""
    if not held:
        return
    start, end = held[0][0][0], held[-1][0][1]
    for kind in held[0][1]:
        if may_be(kind, text, start, end):
            yield Finding(
                kind, start, end if kind is not Identifier.AGE else _age(text, held[-1][0])
            )
            return


def _age(text: str, span: tuple[int, int]) -> int:
    """Where the number ends that an age begins with: "93-year-old"."""
    at = span[0]
    while at < span[1] and text[at].isdigit():
        at += 1
    return at or span[1]


def _beside_sure(
    text: str, spans: Sequence[tuple[int, int]], sure: Sequence[bool], at: int
) -> bool:
    before = at > 0 and sure[at - 1] and _joined(text, spans[at - 1][1], spans[at][0])
    last = at + 1 == len(spans)
    return before or (not last and sure[at + 1] and _joined(text, spans[at][1], spans[at + 1][0]))


def _joined(text: str, end: int, start: int) -> bool:
    return text[end:start].strip(" .,-'") in _BETWEEN and start - end < 4


def _score(parts: set[str], weights: Weights) -> float:
    total = sum(weights.table[place(each, FEATURES)] for each in parts)
    return total * weights.card.scale / sqrt(len(parts)) + weights.card.bias


def _kinds(word: str, parts: set[str], weights: Weights) -> list[Identifier]:
    """The kinds that a word reads like and whose form it can have, the likest first."""
    card, length = weights.card, sqrt(len(parts))
    seen = [place(each, KIND_FEATURES) for each in parts]
    scored: list[tuple[float, Identifier]] = []
    for name, table, scale, bias in zip(
        card.kinds, weights.kinds, card.kind_scales, card.kind_biases, strict=True
    ):
        kind = Identifier(name)
        if OF_WORD.get(kind, CODED).search(word):
            scored.append((sum(table[each] for each in seen) * scale / length + bias, kind))
    return [kind for _, kind in sorted(scored, key=lambda each: -each[0])]


def _known(text: str, span: tuple[int, int], parts: set[str], score: float) -> bool:
    """Whether a word is of medicine, ordinary, a measure or a number of a catalogue."""
    start, end = span
    word = text[start:end]
    if "term" in parts or "head" in parts or "unit" in parts:
        return True
    if not any(each.isdigit() for each in word):
        if word in WIDE or (word.istitle() and _PRODUCT.match(text, end)):
            return True
        low = word.lower()
        return low in ORDINARY or (low in EPONYMS and "after given" not in "".join(parts))
    if "cued" in parts or score > CERTAIN:
        return False
    if _CATALOGUE.match(word):
        return True
    return _CATALOGUED.search(text[max(0, start - 16) : start]) is not None


# Words after which a number is somebody's, or a thing's that is somebody's.
_CUES = re.compile(
    r"(?i)\b(?:id|ids|no|nr|num|number|numbers|ref|reference|serial|s/n|sn|lot|code|mrn|account|acct|acc|a/c|plan|policy|member|subscriber|licen[cs]e|lic|plate|reg|registration|passport|badge|room|bed|ticket|order|claim|case|file|chart|record|study|subject|participant|card|phone|tel|mobile|cell|fax|zip|postcode|dob|born|admitted|seen|on|since|age|aged|is|social|ssn|last four)\b[\s.:#=]*$|[#@]$"
)


def tokens(text: str) -> list[tuple[int, int]]:
    """Places of words and codes: without the stops at their ends, possessives, or a label."""
    found: list[tuple[int, int]] = []
    for each in _WORD.finditer(text):
        start, end = each.span()
        label = _LABEL.match(each[0])
        if label is not None and not _NO_LABEL.match(each[0]):
            found += _trimmed(text, start, start + label.end())
            start += label.end()
        found += _trimmed(text, start, end)
        if len(found) > LONGEST:
            break
    return found[:LONGEST]


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while end > start and text[end - 1] in ".:!?'*-–—/’":
        end -= 1
    if text[start:end].lower().endswith(("'s", "’s")):
        end -= 2
    while start < end and text[start] in "#'*.-–—’":
        start += 1
    return [(start, end)] if end > start else []


def shape(word: str) -> str:
    """A word as what its letters are: "Xx", "XX-d"."""
    drawn = "".join(
        "d" if c.isdigit() else "X" if c.isupper() else "x" if c.isalpha() else c for c in word
    )
    return re.sub(r"(.)\1+", r"\1", drawn.replace("XX", "Y").replace("YX", "Y"))[:12]


def features(
    text: str, spans: Sequence[tuple[int, int]], vocabulary: Vocabulary
) -> Iterator[set[str]]:
    """What is weighed of each word."""
    words = [text[start:end] for start, end in spans]
    low = ["#" if re.fullmatch(r"[\d.,/%+-]+", w) else re.sub(r"\d", "0", w.lower()) for w in words]
    shapes = [shape(each) for each in words]
    terms = [(each.start, each.end) for each in vocabulary.mentions(text)]
    small = text == text.lower()
    for at, (start, end) in enumerate(spans):
        own = _own(words[at], low[at], shapes[at])
        own |= _beside(low, shapes, at)
        own |= _around(text, spans, at, shapes[at])
        if any(s < end and start < e for s, e in terms):
            own |= {"term", f"term{shapes[at]}"}
        if HEAD.match(text, end):
            own.add("head")
        if small:
            own |= {"small", f"small{shapes[at]}"}
        yield own


def _own(word: str, low: str, drawn: str) -> set[str]:
    digits = sum(each.isdigit() for each in word)
    found = {
        "any", f"w={low}", f"s={drawn}", f"d={min(digits, 12)}", f"l={min(len(word), 14)}",
        f"s{drawn}d{min(digits, 8)}",
    }  # fmt: skip
    if digits and len(word) <= 10:
        found.add("f=" + "".join("d" if c.isdigit() else (c.isalpha() and "x") or c for c in word))
    if not digits:
        found |= {f"p={low[:3]}", f"e={low[-3:]}", f"e={low[-2:]}", f"e={low[-4:]}"}
        stem = low.split("-")[0]
        if stem in plain_names():
            found |= {"given", f"given{drawn}"}
        if stem in double_names():
            found |= {"double", f"double{drawn}"}
    return found


def _beside(low: Sequence[str], shapes: Sequence[str], at: int) -> set[str]:
    before = [low[at - k] if at >= k else "<" for k in (1, 2, 3, 4)]
    after = [low[at + k] if at + k < len(low) else ">" for k in (1, 2, 3, 4)]
    own = shapes[at]
    digit = "d" if "d" in own else ""
    found = {
        f"-1={before[0]}", f"-2={before[1]}", f"+1={after[0]}", f"+2={after[1]}",
        f"-2-1={before[1]} {before[0]}", f"+1+2={after[0]} {after[1]}", f"-1s={before[0]}{own}",
        f"+1s={after[0]}{own}", f"-2s={before[1]}{own}", f"-+={before[0]}_{after[0]}",
        f"ps={shapes[at - 1] if at else '<'}{own}",
        f"ns={own}{shapes[at + 1] if at + 1 < len(shapes) else '>'}",
    }  # fmt: skip
    found |= {f"b~{each}{digit}" for each in before} | {f"a~{each}{digit}" for each in after}
    if at and before[0].split("-")[0] in plain_names():
        found.add(f"after given{own}")
    if after[0].split("-")[0] in plain_names():
        found.add(f"before given{own}")
    return found


def _around(text: str, spans: Sequence[tuple[int, int]], at: int, own: str) -> set[str]:
    start, end = spans[at]
    before = text[spans[at - 1][1] if at else 0 : start].strip()
    after = text[end : spans[at + 1][0] if at + 1 < len(spans) else len(text)].strip()
    found = {f"<{before[:3]}", f">{after[:3]}", f"<{before[:2]}{own}", f">{after[:2]}{own}"}
    if not at or before[-1:] in {".", "?", "!"}:
        found |= {"first", f"first{own}"}
    if "d" in own and _UNIT.match(text[end : end + 12]):
        found.add("unit")
    if _CUES.search(text[max(0, start - 20) : start]):
        found |= {"cued", f"cued{own}"}
    return found


@lru_cache(maxsize=1)
def _weights() -> Weights:
    content = files("osler.safety").joinpath(WEIGHTS).read_bytes()
    return read(content, FEATURES, KIND_FEATURES)
