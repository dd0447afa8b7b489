# ruff: noqa: E501 - a pattern is easier to check on one line
"""Text that a page gave up wrongly: columns read across, letters lost, margins run into sentences.

Such a sentence may read as a statement that nobody made. What the page said cannot be told from
it, so it is not quoted.
"""

from __future__ import annotations

import re
from functools import lru_cache

from osler.answer.answering import graded
from osler.answer.candidate import Candidate
from osler.evidence.document import Family

_OPENS = (
    "The|This|These|Those|In|It|For|We|There|However|If|When|As|On|All|Since|Where|While"
    "|Although|Thus|Therefore|Some|Most|Many|Such|No|At|From|With|By|To|During|After|Before"
    "|Because|Each|Other|Only|Current|Patients|Evidence|Recommendations?|Standard"
)
# A sentence that starts again in the middle of another. "group A In", "hepatitis B The" are cut
# by the splitter; a name in title case goes on in title case.
_LETTERED = "type|group|class|grade|hepatitis|influenza|vitamin|category|stage|factor|arm|streptococcus|site"
_RESTARTS = re.compile(
    rf"(?<![/–-])\b[a-z]{{2,}},? (?:{_OPENS}) (?:[a-z]|WHO\b)|\b(?!(?:{_LETTERED})\b)[a-z]{{2,}},? An? [a-z]|\b[A-Z]{{4,}} (?:In|The|This|We|An?) [a-z]"
)
# A full stop and then no new sentence: the line below belonged to another column.
_STOPS = re.compile(
    r"(?<!\bspp)(?<!\betc)(?<!\bviz)(?<!\bapprox)(?<!\bsubsp)(?<!\bresp)\b(?:[a-z]{3,}|\d{2,})\."
    r" (?!(?:et|al|com|org|int|gov)\b)[a-z]{3,}"
)
_LIGATURE = re.compile(
    r"\b[A-Za-z]*(?:ffi|ffl|fi|fl) [a-z]{1,10}\b|\b(?:[Ee]ff|[Dd]iff|[Aa]ff|[Ss]uff|[Cc]oeff) [a-z]{2,}\b"
)
_UNSPACED = re.compile(r"[a-z]{4,}[.;][A-Z][A-Za-z]+|\b[a-z]{30,}\b")
_COMMA = re.compile(r"\b[a-z]{4,},[a-z]{4,}\b")
_BACKWARDS = re.compile(r"\b(?:S?NOIT|S?TNEM|GNI|YRA|EVIT|EC?NE|SECN|SMYN)[A-Z]{3,}\b")
_MISREAD = re.compile(r"â€|Ã[\x80-¿]|Â[\xa0-¿]")  # one encoding read as another
_TWICE = re.compile(r"\b(that|the|of|in|and|to|is|was|were|with|for|are|by) \1\b")
_COLUMNS = 2  # places in one paragraph where columns meet, from which none of it can be trusted
_ACROSS = "columns"  # the code that the parser gives to sections whose columns were read across
_TAKEN_OFF_PAGES = frozenset({"open-guidelines", "local"})


def damaged(candidate: Candidate) -> str | None:
    """Why the words of a sentence cannot be relied on, or None."""
    text = candidate.text
    if (
        _LIGATURE.search(text)
        or _UNSPACED.search(text)
        or _MISREAD.search(text)
        or _BACKWARDS.search(text)
    ):
        return "letters or spaces were lost when the page was read"
    if _TWICE.search(text):
        return "a word stands twice"
    header = candidate.hit.header
    if header.family is not Family.GUIDELINES or header.source not in _TAKEN_OFF_PAGES:
        return None
    if _COMMA.search(text):
        return "letters or spaces were lost when the page was read"
    across = candidate.hit.passage.code == _ACROSS
    if across or _RESTARTS.search(text) or _beside(candidate):
        return "columns of the page run into one another"
    return None


def _beside(candidate: Candidate) -> bool:
    """Whether columns meet around the sentence; a recommendation is set in a box of its own."""
    return not graded(candidate) and _spliced(_paragraph(candidate))


def _paragraph(candidate: Candidate) -> str:
    """The paragraph, item or row that the sentence stands in."""
    passage = candidate.hit.passage
    at = candidate.start - passage.start
    start = passage.text.rfind("\n", 0, at) + 1
    end = passage.text.find("\n", at)
    return passage.text[start : end if end >= 0 else None]


@lru_cache(maxsize=1024)
def _spliced(paragraph: str) -> bool:
    places = (*_RESTARTS.finditer(paragraph), *_STOPS.finditer(paragraph))
    return len(places) >= _COLUMNS
