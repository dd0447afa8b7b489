# ruff: noqa: E501 - a pattern is easier to check on one line
"""A sentence without what stands before it in print: a bullet, a heading run into it, an opening
that only adds it to the sentence before. What is left is a stretch of the source as it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

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
# The label of an abstract's part, where nothing parted it from its first sentence.
_PART = re.compile(r"(?:Conclusions?|Results|Findings|Interpretation|Discussion): ?(?=[A-Z])")
_DOUBLED = re.compile(r"([A-Z][\w® -]{2,60}?) (?=\1\b)")  # a heading that its sentence opens with
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
_USAGE = re.compile(r"(?:INDICATIONS )?(?:AND|&) USAGE\s*(?=[A-Z])")  # the end of a heading
# "X tablets are indicated for … X tablets are indicated for …": the second time is the highlights'.
_AGAIN = re.compile(
    r"(?s)(?P<what>[A-Z][\w®™, -]{2,60}) (?:is|are) (?:[\w -]{3,60} )?indicated\b.{20,}?(?= (?P=what) (?:is|are) )"
)
_DENIES = re.compile(r"(?i)\b(?:not?|never|without|avoid|contraindicated|limitations?|unless)\b")

# Whom a heading speaks of must not be cut away from what is said of them.
_WHOM = re.compile(
    r"(?i)\b(?:impair\w+|renal|hepatic|pediatric|child\w*|infants?|neonat\w+|geriatric|elderly"
    r"|pregnan\w+|lactation|inhibitors?|inducers?|overdos\w+)\b"
)
_TITLE = r"(?:[A-Z][\w/’'-]*(?: (?:[A-Z][\w/’'-]*|of|and|or|in|to|with|the|by|from)){0,7}?)"
_SMALL = re.compile(r"\b(?:of|and|or|in|to|with|the|by|from|[A-Z][a-z]+ing)$")
_FORM = r"(?: (?:[a-z-]+|USP)){0,4}?"
_SAYS = r"(?:is|are|has|have|can|may|should|must|was|were|will|causes?|increases?|inhibits?)"
# Words written large before a drug's name that belong to the sentence and are no heading.
_OWN_WORDS = re.compile(
    r"(?i)^(?:the|oral|intravenous|topical|generic|concomitant|concurrent|high|low|long|short|chronic"
    r"|acute|prolonged|systemic|inhaled|extended|immediate|delayed|liquid|both|since|if|when|like"
    r"|unlike|although|because|as|while|for|with|use|before|after|during|discontinue|avoid|patients"
    r"|once|until|unless|whether|where|when\w*|given|that|only|even|despite|in|on|to|by|at|from|of|so"
    r"|most|some|many|these|this|such|other|another|instruct|advise|inform|counsel|monitor|consider"
    r"|no|all|any|each|administer|take|give|stop|start|treatment|therapy|single|multiple|co-?\w+)\b"
)


def bare(candidate: Candidate) -> Candidate:
    """The candidate from where its own words begin; itself where nothing stands before them."""
    candidate = _once(candidate)
    text = candidate.text
    cut = (
        _USAGE.match(text)
        or _BULLET.match(text)
        or _ADDING.match(text)
        or _PART.match(text)
        or _heading(candidate)
    )
    if cut is None or cut.end() == len(text):
        return candidate
    return replace(candidate, text=text[cut.end() :], start=candidate.start + cut.end())


def _once(candidate: Candidate) -> Candidate:
    """Flattened text of a label without the highlights that say its indications again."""
    if candidate.hit.header.family is not Family.LABELS or "indicated" not in candidate.text:
        return candidate
    again = _AGAIN.match(candidate.text)
    if again is None:
        return candidate
    kept = again.group().rstrip()
    return replace(candidate, text=kept, end=candidate.start + len(kept))


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
    text = candidate.text
    if doubled := _DOUBLED.match(text):
        return doubled
    found = _RUN_IN.match(text) or _FIELD.match(text) or _before_name(candidate)
    if found is None or _DENIES.search(found.group()):
        return None
    if _WHOM.search(found.group()) and not _WHOM.search(text[found.end() :]):
        return None
    return found


@lru_cache(maxsize=512)
def _titled(drugs: tuple[str, ...]) -> re.Pattern[str] | None:
    names = {name.split()[0] for name in drugs if len(name) > 3}
    own = "|".join(re.escape(name) for name in sorted(names))
    pattern = rf"{_TITLE} (?=(?!(?-i:[a-z]))(?i:{own})\b{_FORM} {_SAYS}\b)"
    return re.compile(pattern) if names else None


def _before_name(candidate: Candidate) -> re.Match[str] | None:
    """A title in front of a sentence that opens with the name of the label's own drug."""
    header = candidate.hit.header
    if _OWN_WORDS.match(candidate.text):
        return None
    titled = _titled((*header.drugs, *header.brands))
    found = titled.match(candidate.text) if titled else None
    if found is None or _SMALL.search(found.group().strip()):
        return None
    return found
