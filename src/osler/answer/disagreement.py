"""Where two documents say opposite things on one point, both sides are shown."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from osler.answer.answer import Disagreement, Section, Side, Statement, VerdictKind
from osler.answer.cite import statements
from osler.answer.verify import judge
from osler.evidence.document import Header
from osler.index.analyse import tokens
from osler.vocabulary.concept import Vocabulary

COMMON = 0.65  # shared words over the words of both, from which two are on one point
MOST = 3

# Only these make two statements opposites. A different number, drug, condition or population makes
# them statements about different things.
_NOT = re.compile(
    r"(?i)\b(?:not?|nor|never|none|without|neither|lack\w*|fail\w*|absen\w+|against|avoid\w*|"
    r"contraindicated|un(?:likely|able)|insufficient)\b"
)
_MORE = re.compile(
    r"(?i)\b(?:increas|rais|higher|great|more|improv|elevat|enhanc|superior|benefi|gain|prolong|rose)"
)
_LESS = re.compile(
    r"(?i)\b(?:decreas|reduc|lower|less|fewer|worse|declin|diminish|inferior|harm|loss|shorten|fell)"
)
_SCOPE = 4  # words after a negation on which it bears
_SMALL = frozenset(tokens("be been being has have had do does did to the a an any of in on for"))
_OPPOSITE = {
    "negation": "one says so, the other says not",
    "direction": "they point in opposite directions",
}


def disagreements(
    sections: Sequence[Section], headers: Mapping[str, Header], vocabulary: Vocabulary
) -> tuple[Disagreement, ...]:
    """Pairs of shown statements from different works that contradict each other on one point."""
    shown = [(each, spoken_of(each.text)) for each in statements(sections)]
    found: list[Disagreement] = []
    for (one, words), (other, others) in itertools.combinations(shown, 2):
        if len(found) == MOST:
            break
        if not on_one_point(words, others) or _same_work(one, other, headers):
            continue
        if leaning(one.text) == leaning(other.text):
            continue  # nothing for the judge to find, who costs a hundred times as much
        how = opposed(one.text, other.text, vocabulary)
        if how is not None:
            point = f"{_point(one, other, vocabulary)}: {how}."
            sides = (_side(one, headers), _side(other, headers))
            found.append(Disagreement(point, sides))
    return tuple(found)


def spoken_of(text: str) -> frozenset[str]:
    """What a text is about: its tokens without the words that negate or point up or down."""
    for pattern in (_NOT, _MORE, _LESS):
        text = re.sub(pattern.pattern + r"\w*", " ", text)
    return frozenset(tokens(text))


@lru_cache(maxsize=512)
def leaning(text: str) -> tuple[bool, bool, bool]:
    """Whether a text negates, speaks of more, speaks of less."""
    return bool(_NOT.search(text)), bool(_MORE.search(text)), bool(_LESS.search(text))


def opposed(one: str, other: str, vocabulary: Vocabulary) -> str | None:
    """How they contradict each other, seen from either side; None unless that is all there is."""
    if not (_denies(one, other) or _turns(one, other)):
        return None
    for first, second in ((one, other), (other, one)):
        verdict = judge(first, [second], vocabulary)
        kinds = {reason.partition(":")[0] for reason in verdict.reasons}
        if verdict.kind is not VerdictKind.CONTRADICTED or not kinds <= set(_OPPOSITE):
            return None
    return "; ".join(words for kind, words in _OPPOSITE.items() if kind in kinds) or None


def _denies(one: str, other: str) -> bool:
    """Whether just one of the texts denies what the other speaks of, too. A phrase that only one of
    them has ("without inflammation") denies nothing in the other.
    """
    return _denied(one, spoken_of(other)) != _denied(other, spoken_of(one))


@lru_cache(maxsize=512)
def _denied(text: str, words: frozenset[str]) -> int:
    """How many negations of a text bear on `words`: on most of the few that follow."""
    found = 0
    for negation in _NOT.finditer(text):
        scope = re.split(r"[,;:.()]| and | or ", text[negation.end() :], maxsplit=1)[0]
        after = [word for word in tokens(scope) if word not in _SMALL][:_SCOPE]
        found += bool(after) and 2 * sum(word in words for word in after) > len(after)
    return found


def _turns(one: str, other: str) -> bool:
    """Whether one text speaks of more only and the other of less only."""
    (_, up, down), (_, rise, fall) = leaning(one), leaning(other)
    return (up, down) == (not rise, not fall) and up != down


def _point(one: Statement, other: Statement, vocabulary: Vocabulary) -> str:
    """What both speak of, by the names of shared concepts."""
    first = {each.concept.preferred: None for each in vocabulary.mentions(one.text)}
    second = {each.concept.preferred for each in vocabulary.mentions(other.text)}
    shared = [name for name in first if name in second]
    return "On " + " and ".join(shared[:3]) if shared else "On this point"


def on_one_point(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts share most of what they speak of (`spoken_of`)."""
    return len(one & other) >= COMMON * max(1, len(one | other))


def _same_work(one: Statement, other: Statement, headers: Mapping[str, Header]) -> bool:
    first = {headers[each.document].lineage for each in one.citations}
    return any(headers[each.document].lineage in first for each in other.citations)


def _side(statement: Statement, headers: Mapping[str, Header]) -> Side:
    header = headers[statement.citations[0].document]
    return Side(
        text=statement.text,
        citations=statement.citations,
        date=header.date.iso if header.date else None,
        design=header.standing.design.value,
    )
