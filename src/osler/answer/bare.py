"""A sentence without what stands before it in print: a bullet, a heading run into it, an opening
that only adds it to the sentence before. What is left is a stretch of the source as it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace

from osler.answer.candidate import Candidate
from osler.evidence.document import Family

_WORDS = (
    "Furthermore|Moreover|In addition|Additionally|Indeed|Finally|Notably|Importantly|Interestingly"
    "|Overall|In conclusion|In summary|Collectively|Taken together|Thus|Therefore|Hence"
    "|Consequently|Accordingly|Here|Herein|Recently|In this study"
)
_ADDING = re.compile(rf"(?:{_WORDS}), (?=\S)")
_ADDED = re.compile(rf"(?:{_WORDS}),\s*$")
_BULLET = re.compile(r"(?:[•■▪●◦‣·*–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s+")
# Words that open a sentence of a label and are not written large inside one.
_OPENER = (
    r"(?:The|There|In|If|When|Avoid|Concomitant|Concurrent|Monitor|Do not|Use of|Consider|Patients"
    r"|Because|Administration|Co-?administration|Discontinue|Advise|Inform|Cases|Serious|As|Although"
    r"|Since|Due to|Prior to|For|Fatal|Based on|Instruct|Reduce|Dosage|Do|Before|After"
    r"|Post-?marketing)"
)
_HEADING = (  # of section numbers, then small words; or of words written large
    r"(?:\d{1,2}(?:\.\d{1,2})+ (?:[\w/()&,'’–-]+ ){1,14}?"
    r"|(?:[A-Z][\w/()&,'’–-]*|or|and|of|the|in|with|for|to|on|by|other)"
    r"(?: (?:[A-Z][\w/()&,'’–-]*|\d+|or|and|of|the|in|with|for|to|on|by|other)){0,11} )"
)
_RUN_IN = re.compile(rf"{_HEADING}(?={_OPENER}\b [a-z(])")
_FIELD = re.compile(r"[^:.]{0,200}\bClinical (?:Impact|Effect): (?=[A-Z])")  # a table's field name
_DENIES = re.compile(r"(?i)\b(?:not?|never|without|avoid|contraindicated|limitations?|unless)\b")


def bare(candidate: Candidate) -> Candidate:
    """The candidate from where its own words begin; itself where nothing stands before them."""
    text = candidate.text
    cut = _BULLET.match(text) or _ADDING.match(text) or _heading(candidate)
    if cut is None or cut.end() == len(text):
        return candidate
    return replace(candidate, text=text[cut.end() :], start=candidate.start + cut.end())


def opened(candidate: Candidate) -> bool:
    """Whether what was left out before it is such an opening ("Moreover,")."""
    passage = candidate.hit.passage
    return _ADDED.search(passage.text[: candidate.start - passage.start][-30:]) is not None


def _heading(candidate: Candidate) -> re.Match[str] | None:
    """The heading that flattened label text has in front of a sentence, unless it denies anything:
    what a heading forbids must not be cut away.
    """
    if candidate.hit.header.family is not Family.LABELS:
        return None
    found = _RUN_IN.match(candidate.text) or _FIELD.match(candidate.text)
    return None if found is None or _DENIES.search(found.group()) else found
