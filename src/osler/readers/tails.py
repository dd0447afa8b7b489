"""What hangs on the end of a sentence and can stand after it as one of its own: ", including …"
becomes "This includes …", ", which may …" becomes "This may …".

Nothing that denies, and no condition, may stand before it, for these would reach over it; and
nothing may follow it that belongs to what stands before ("…, including stroke, in adults").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from osler.readers.joints import SURE, VERB, Joint, open_bracket

LONG = 14  # words from which a sentence is worth parting
_BEFORE, _AFTER = 5, 2  # words that must stand before, and that must follow
_MODAL = r"(?:may|might|can|could|must|should|will|would)"
_LEANING = (
    r"(?:for|in|among|on|by|with|to|from|that|when|where|if|at|during|after|before|through|as|who)"
)
_MAY = re.compile(rf"{_MODAL}\b")
_ONE = r"(?:is|was|has|had|causes|leads|results|requires|increases|reduces|includes|occurs|does)"
_MANY = r"(?:are|were|have|include|cause|lead|require|increase|reduce|occur|do)"
_END = re.compile(r"[.!?](?:\s+(?=[A-Z\"“(\[])|$)")
_DENIES = re.compile(
    r"(?i)\b(?:not|no|none|nor|never|neither|without|avoid\w*|except|unless|until|lack\w*|absence"
    r"|absent|contra-?indicat\w+|fail\w*|rather than|instead of|unlikely|unclear|unknown)\b"
)
_DENIES_SOME = re.compile(r"(?i)\b(?:not|no|never|nor|neither|only)\b")
_CONDITION = re.compile(  # what opens a clause that leans on the next
    r"(?i)^(?:(?:however|in addition|moreover|furthermore|therefore|thus|and|but),? )?"
    r"(?:if|when|whenever|unless|until|whether|as|provided|although|though|while|whereas|because"
    r"|since|based on|given|despite|following|after|before)\b"
)
_BELONGS = re.compile(
    r",\s+(?:and |or |but )?(?:in|among|for|with|at|after|before|during|when|if|by|from|to|as|on"
    r"|than|versus|vs|but|compared|respectively|depending|unless|until|while|because|especially"
    r"|particularly|although|though|who|which|where)\b"
)
_SEVERAL = re.compile(r"\b(?:and|or) [\w-]+(?: [\w-]+)?$")  # "toxins, drugs or alcohol, which may"
_CLAUSE = re.compile(r"\b(?:that|which|who|whose|when|where|if)\b")
_SAYING = re.compile(
    r"(?i)\b(?:conclud|say|said|stat(?:e|ing)|not(?:e|ing)|warn|advi[sc]|suggest|recommend|find|report"
    r"|follow|answer|mean|show)"
)
_HEADING = re.compile(
    r"(?:(?<=^)|(?<=[.!?] ))(?P<left>[A-Z][^.:;!?\n]{2,90})(?P<joint>:\s+)(?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class _Tail:
    """`pattern` is what is replaced, by `keep`; `clause`: whether what follows has its own verb;
    `denies`: what may not stand before.
    """

    pattern: re.Pattern[str]
    keep: str
    clause: bool
    denies: re.Pattern[str] | None = _DENIES


_TAILS = (
    _Tail(
        re.compile(rf",\s+including\s+(?!{_LEANING}\b)(?=[\w“\"])"), "This includes ", clause=False
    ),
    _Tail(re.compile(rf",\s+such as\s+(?!{_LEANING}\b)(?=[\w“\"])"), "Examples are ", clause=False),
    _Tail(re.compile(rf",\s+which\s+(?={_MANY}\b)"), "These ", clause=True),
    _Tail(re.compile(rf",\s+which\s+(?=(?:{_ONE}|{_MODAL})\b)"), "This ", clause=True),
    _Tail(re.compile(r",\s+whereas\s+(?=\w)"), "But ", clause=True, denies=None),
    _Tail(re.compile(r",\s+(?:al|even )?though\s+(?=\w)"), "But ", clause=True, denies=None),
    _Tail(
        re.compile(
            r",\s+so\s+(?=(?:the|a|an|it|they|this|these|its|their|there|patients|people|adults)\b)"
        ),
        "So ",
        clause=True,
        denies=None,
    ),
    _Tail(
        re.compile(r",?\s+because\s+(?!of\b)(?=\w)"),
        "This is because ",
        clause=True,
        denies=_DENIES_SOME,
    ),
)


def tails(text: str, parted: tuple[Joint, ...] = ()) -> tuple[Joint, ...]:
    """Where such an end begins, in order; `parted`: where the text is parted already."""
    found = [*_headings(text)]
    ends = sorted({*(each.start for each in (*parted, *found)), *_ends(text)})
    begin = 0
    for end in ends:
        found += _of(text, begin, end)
        begin = next((each.end for each in (*parted, *found) if each.start == end), end)
    return tuple(sorted(found, key=lambda each: each.start))


def _ends(text: str) -> list[int]:
    """Where each sentence ends, before its full stop."""
    return [*(each.start() for each in _END.finditer(text)), len(text)]


def _of(text: str, begin: int, end: int) -> list[Joint]:
    """The tails of one sentence at `begin..end`; each is held to what stands before it there."""
    found: list[Joint] = []
    places = sorted(
        (
            (match.start(), match.end(), tail)
            for tail in _TAILS
            for match in tail.pattern.finditer(text, begin, end)
        ),
        key=lambda each: each[:2],
    )
    for at, (start, stop, tail) in enumerate(places):
        last = places[at + 1][0] if at + 1 < len(places) else end
        left, right = text[begin:start].lstrip(" .!?"), text[stop:end]
        if _safe(left, right, tail) and (last == end or _safe(left, text[stop:last], tail)):
            several = tail.keep == "This " and _MAY.match(right) and _SEVERAL.search(left)
            keep = "These " if several else tail.keep
            found.append(Joint(start, stop, keep))
            begin = stop
    return found


def _safe(left: str, right: str, tail: _Tail) -> bool:
    before, after = len(left.split()), len(right.split())
    if before < _BEFORE or after < _AFTER or before + after < LONG:
        return False
    if open_bracket(left) or open_bracket(right) or VERB.search(left) is None:
        return False
    if _CONDITION.match(left) or (tail.denies is not None and tail.denies.search(left)):
        return False
    if ":" in left or ";" in left or _BELONGS.search(right):
        return False
    if re.search(rf",\s+(?:\w+\s+)?{VERB.pattern}", right):  # the sentence goes on
        return False
    if tail.clause:
        if tail.keep.startswith("Th") and not tail.keep.startswith("This is"):  # which
            return True
        verb = SURE.search(right)
        if verb is None or verb.start() == 0 or re.search(r"\bthat\b", left):
            return False  # what is only reported may go on
        return tail.keep != "So " or not _MAY.search(right)  # "so the cause can be found"
    if re.search(r",\s+[a-z]+ing\b", right):  # "…, using", "…, resulting in" goes with the whole
        return False
    return VERB.search(_CLAUSE.split(right, maxsplit=1)[0]) is None


def _headings(text: str) -> list[Joint]:
    """A heading with its colon before a whole sentence: "Muscle harm: There have been reports"."""
    return [
        Joint(each.start("joint"), each.end("joint"), "")
        for each in _HEADING.finditer(text)
        if VERB.search(each["left"]) is None
        and _titled(each["left"])
        and not open_bracket(each["left"])
        and SURE.search(re.split(r"\. |\n", text[each.end() :], maxsplit=1)[0]) is not None
        and len(text[each.end() :].split()) >= _BEFORE
    ]


def _titled(words: str) -> bool:
    """Whether words are a heading: a few, or each with a capital; nobody says anything in them."""
    long = [each for each in words.split() if len(each) > 3 and each[0].isalpha()]
    return _SAYING.search(words) is None and (
        len(words.split()) <= 3 or all(each[0].isupper() for each in long)
    )
