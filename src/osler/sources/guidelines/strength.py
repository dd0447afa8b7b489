"""Strength of recommendation as a sentence words it. Schemes are never translated."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from osler.evidence.recommendation import Recommendation, Scheme
from osler.evidence.split import sentences
from osler.sources.guidelines.block import Block, Kind


@dataclass(frozen=True, slots=True)
class Strength:
    """What a sentence says of its own strength.

    `verbatim` and `certainty` are the sentence's own words, `normalised` the scheme's canonical
    spelling: GRADE "strong" or "conditional", with "against" after it where the sentence advises
    against; ACC/AHA "class 1" … "class 3"; NICE "offer", "consider", "do not offer", "do not
    consider"; `None` where the sentence recommends without a grade.
    """

    scheme: Scheme
    verbatim: str
    normalised: str | None = None
    certainty: str | None = None


_CERTAINTY = re.compile(
    r"\b(?:(very low|low|moderate|high)(?:[- ]to[- ](very low|low|moderate|high))?)[- ]"
    r"(?:certainty|quality|level|confidence)(?: (?:of )?(?:the )?evidence)?|"
    r"\b(?:certainty|quality|strength|level) of (?:the )?evidence[:\s,–—-]+(?:is |was )?"
    r"(very low|low|moderate|high)\b",
    re.I,
)
_GRADE = r"\b(?P<{0}>strong|conditional|weak) recommendation\b(?: (?:against|for)\b)?"
_GRADE_WORDS = re.compile(
    rf"[(\[][^()\[\]]{{0,60}}?{_GRADE.format('boxed')}[^()\[\]]{{0,80}}[)\]]|"
    rf"{_GRADE.format('stated')}\s*[,;:–—-]\s*(?:(?:very )?low|moderate|high|certainty|quality)|"
    rf"^{_GRADE.format('alone')}\W*$",
    re.I,
)
_CODE = re.compile(r"[(\[](?:(?i:grade):? ?)?([12])\s?([ABCD])[)\]]")
_ADVISES = re.compile(r"\b(?:recommend|suggest|should|advise|offer|consider)", re.I)
_PANEL = (
    r"(?:we|WHO|the (?:panel|guideline (?:panel|development group|group)|GDG|committee|"
    r"working group|task force|society))"
)
_RECOMMENDS = re.compile(
    rf"\b{_PANEL}(?: also| further| therefore| strongly)? (strongly recommends?|recommends?)\b"
    r"( against| that [^.;]{0,80}?\bnot\b| not\b)?",
    re.I,
)
_SUGGESTS = re.compile(
    rf"\b{_PANEL}(?: also| further| therefore)? (conditionally recommends?|suggests?)\b"
    r"( against| that [^.;]{0,80}?\bnot\b| not\b)?"
    r"(?! that (?:these|this|the (?:results|findings)))",
    re.I,
)
_CLASS = re.compile(
    r"\b(?:class(?: of recommendation)?|COR):? ?(I{1,3}[ab]?|[12][ab]?|3)(?![\w.])", re.I
)
_LEVEL = re.compile(
    r"\b(?:level(?: of evidence)?|LOE):? ?(B-NR|B-R|C-LD|C-EO|A|B|C)(?![\w-])", re.I
)
_MAKERS = re.compile(r"\b(?:ACC|AHA|COR)\b|[Cc]lass of recommendation")
_ARABIC = {"i": "1", "iia": "2a", "iib": "2b", "iii": "3", "ii": "2"}
_NICE = re.compile(r"^(?:\d+(?:\.\d+)*\s+)?(Do not offer|Do not consider|Offer|Consider)\b")
_BARE = re.compile(r"\b(?:is|are) (?:strongly )?recommended\b", re.I)
_QUICK = re.compile(
    r"recommend|suggest|certainty|[(\[](?:grade:? ?)?[12]\s?[ABCD][)\]]|class |COR", re.I
)


def read_strength(sentence: str, nice: bool = False) -> Strength | None:
    """The strength `sentence` states, or `None` where it states none.

    `nice`: whether bare "Offer …" and "Consider …" at the head count, as in NICE's own guidelines;
    elsewhere those words are only words.
    """
    certainty = _certainty(sentence)
    if (code := _CODE.search(sentence)) and _ADVISES.search(sentence):
        grade = "strong" if code[1] == "1" else "conditional"
        letter = {"A": "high", "B": "moderate", "C": "low", "D": "very low"}[code[2].upper()]
        return Strength(Scheme.GRADE, code[0].strip("()[]"), grade, certainty or letter)
    if cor := _CLASS.search(sentence):
        level = _LEVEL.search(sentence)
        if level or _MAKERS.search(sentence):
            number = _ARABIC.get(cor[1].casefold(), cor[1].casefold())
            return Strength(
                Scheme.ACC_AHA, cor[0], f"class {number}", level[1].upper() if level else None
            )
    if nice and (found := _NICE.match(sentence)):
        return Strength(Scheme.NICE, found[1], found[1].casefold())
    return _grade(sentence, certainty)


_LABEL = re.compile(
    r"[(\[]?(?:(?:strong|conditional|weak) recommendation(?: (?:for|against))?|good practice "
    r"statement)[\s,;:–—-]*(?:(?:very )?(?:low|moderate|high)[\w -]*)?[)\]]?\W*",
    re.I,
)


def marked(block: Block, nice: bool = False) -> Block:
    """`block` with a recommendation over every sentence that states its strength.

    A grade that is a sentence of its own, in brackets, covers the sentence before it too.
    """
    if block.kind not in (Kind.PARAGRAPH, Kind.ITEM) or block.graded is not None:
        return block
    if not (_QUICK.search(block.text) or (nice and _NICE.match(block.text))):
        return block
    marks: list[Recommendation] = []
    before: int | None = None
    for start, end in sentences(block.text):
        sentence = block.text[start:end]
        each = read_strength(sentence, nice)
        label = _LABEL.match(sentence) if sentence[0] in "([" else _LABEL.fullmatch(sentence)
        if each is not None and label is None:
            marks.append(_recommendation(each, start, end))
        elif each is not None and label is not None and before is not None:
            marks.append(_recommendation(each, before, start + len(label[0].rstrip())))
        before = start
    return replace(block, marks=tuple(marks))


def _recommendation(each: Strength, start: int, end: int) -> Recommendation:
    return Recommendation(start, end, each.scheme, each.verbatim, each.normalised, each.certainty)


def _grade(sentence: str, certainty: str | None) -> Strength | None:
    if found := _GRADE_WORDS.search(sentence):
        word = (found["boxed"] or found["stated"] or found["alone"]).casefold()
        against = "against" in found[0].casefold() or " against" in sentence.casefold()
        grade = "strong" if word == "strong" else "conditional"
        words = re.search(r"\w+ recommendation(?: (?:for|against))?", found[0], re.I)
        verbatim = words[0] if words else found[0]
        return Strength(Scheme.GRADE, verbatim, _direction(grade, against), certainty)
    if found := _SUGGESTS.search(sentence):
        return Strength(
            Scheme.GRADE, found[0], _direction("conditional", bool(found[2])), certainty
        )
    if found := _RECOMMENDS.search(sentence):
        return Strength(Scheme.GRADE, found[0], _direction("strong", bool(found[2])), certainty)
    return None


def _direction(grade: str, against: bool) -> str:
    return f"{grade} against" if against else grade


def _certainty(sentence: str) -> str | None:
    found = _CERTAINTY.search(sentence)
    if found is None:
        return None
    low, high, after = found[1], found[2], found[3]
    return f"{low} to {high}".casefold() if high else (low or after).casefold()
