"""Where a long sentence can be parted without changing what either half says.

A half must say something by itself: each has its own subject and verb, and nothing of the first
half reaches into the second (a condition, a "because", a hedge of reporting, the people a phrase at
its start names).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG = 12  # words from which a sentence is worth parting
_ENOUGH = 4  # words that each half must have
_JOINT = re.compile(r";\s+(?=[A-Za-z])|,\s+(?:and|but)\s+(?=[A-Za-z])|\s+—\s+(?=[a-z])")
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|must|should|will|would|shall"
    r"|remains?|appears?|seems?|causes?|includes?|occurs?|increases?|reduces?|improves?|requires?"
    r"|needs?|shows?|showed|suggests?|recommends?|found|reported|occurred|increased|reduced|depends?"
    r"|lowers?|lowered|raises?|raised|prevents?|prevented|gives?|gave|makes?|made|works?|worked"
    r"|lasts?|lasted|died|treats?|helps?|helped|advises?|states?|led|leads?|results?|resulted|became|becomes?)\b"
)
# Verbs that no noun looks like: "lower" and "results" may be either.
SURE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|must|should|will|would|shall"
    r"|remain(?:s|ed)?|appear(?:s|ed)?|seem(?:s|ed)?|occur(?:s|red)?|requires"
    r"|showed|found|needs|depends|became|gave"
    r"|made|led|died|lasted|worked|helped|resulted|caused|recommends|advises|suggests"
    r"|(?:it|they|this|these) (?:increased|decreased|reduced|improved|lowered|raised|prevented))\b"
)
_RELATIVE = re.compile(r"\b(?:who|that|which|whose|where|whom)\b|[(\[]")
_REACHES = re.compile(
    r"(?i)\b(?:if|when|whenever|unless|until|although|though|while|whereas|whether|because|since|as"
    r" long as|provided|that|either|both|neither|not only|between|according to|suggest\w*"
    r"|consider\w*)\b|[:\"“”]"
)
# What of it reaches over a semicolon, which ends a clause that is whole.
_REACHES_FAR = re.compile(
    r"(?i)\b(?:if|when|whenever|unless|until|although|though|because|whether|as long as|provided"
    r"|not only|according to|suggest\w*|consider\w*)\b|[:\"“”]"
)
_OPENING = re.compile(
    r"(?i)^(?:in|among|for|with|without|after|before|during|at|by|on|under|within|following|to|given"
    r"|despite|unlike|like|of|as)\b"
)
_SUBJECT = re.compile(
    r"(?:it|they|this|these|those|the|a|an|there|patients?|people|adults?|children|women|men"
    r"|its|their|both|most|many|some|few|no|each|all|such|other|[a-z]+(?:s|ine|mab|tin|ol|ide|cin))\b"
)
_FOLLOWS_FAR = re.compile(r"^(?:otherwise|so|such|also|if|when|unless|which|who|or|nor|yet)\b")
_FOLLOWS = re.compile(
    r"^(?:therefore|thus|hence|otherwise|then|so|such|also|if|when|unless|which|who|or|nor|yet)\b"
)


@dataclass(frozen=True, slots=True)
class Joint:
    """`start..end` (code points, half-open) of what a full stop stands for; the next letter begins
    a sentence. `keep` is the word kept of it ("but").
    """

    start: int
    end: int
    keep: str


def joints(text: str, *, far: bool = True) -> tuple[Joint, ...]:
    """Safe places, in order; each half that results is a sentence. `far`: a semicolon ends what
    reaches, too.
    """
    found: list[Joint] = []
    begin = 0
    for each in _JOINT.finditer(text):
        left, right = text[begin : each.start()], _until(text, each.end())
        semicolon = each.group().startswith(";")
        if _safe(left, right, semicolon=semicolon, far=semicolon and far):
            keep = "but " if "but" in each.group() else ""
            found.append(Joint(each.start(), each.end(), keep))
            begin = each.end()
    return tuple(found)


def _until(text: str, start: int) -> str:
    """From a place to the next joint or the end of the sentence."""
    ends = [each.start() for each in _JOINT.finditer(text, start)]
    stop = re.search(r"[.!?](?:\s|$)", text[start:])
    if stop:
        ends.append(start + stop.start())
    return text[start : min(ends, default=len(text))]


def _safe(left: str, right: str, *, semicolon: bool, far: bool) -> bool:
    left = re.split(r"[.!?]\s", left)[-1]
    if len(left.split()) + len(right.split()) < LONG:
        return False
    if min(len(left.split()), len(right.split())) < _ENOUGH:
        return False
    bare = re.sub(r"^(?:and|but) ", "", right)
    if (
        (_FOLLOWS_FAR if far else _FOLLOWS).match(bare)
        or _OPENING.match(left)
        or open_bracket(left)
    ):
        return False
    if (_REACHES_FAR if far else _REACHES).search(left):
        return False
    verb = SURE.search(_RELATIVE.split(bare, maxsplit=1)[0])
    if verb is None or VERB.search(left) is None:
        return False
    if verb.start() == 0 and " " not in verb.group():  # no subject; "it increased" has one
        return False
    return semicolon or _SUBJECT.match(right) is not None


def open_bracket(text: str) -> bool:
    """Whether a bracket is opened and not closed, or closed and not opened."""
    return text.count("(") != text.count(")") or text.count("[") != text.count("]")
