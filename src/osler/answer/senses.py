"""Whether the letters that stand for something asked about stand for it in a document, too.

UC is ulcerative colitis to one who asks for its flares, and urothelial carcinoma to the label of
a medicine for that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from osler.answer.candidate import Candidate
from osler.answer.naming import drugs_of
from osler.answer.once import once
from osler.answer.question import Question
from osler.answer.stands_alone import WELL_KNOWN
from osler.vocabulary import own
from osler.vocabulary.concept import Concept, ConceptKind, Mention

_LONGEST_WORD, _LONGEST = 4, 6  # letters of a short everyday word ("flu"), of an abbreviation
_TELLING = 4  # letters from which an abbreviation that has one usual meaning needs no long form
_BEFORE = 100  # code points before a bracket that may hold what its letters stand for
_TAIL = 60  # the same that must hold one of our names
_ABBREVIATED = re.compile(r"[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
_EDGES = re.compile(r"[^\w]+")


class Sense(Enum):
    """What letters stand for in a document: what was asked about, something else, what it does not
    say; or they do not stand in it.
    """

    OURS = "ours"
    OTHER = "other"
    UNCLEAR = "unclear"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Short:
    """A concept with short names. `asked`: it was asked by one. `written`: the short names as they
    are written, alone. `opened`: them in brackets, after what they stand for. `long`: its other
    names, in lower case without hyphens. `clear`: the short name means nothing else in medicine.
    """

    concept: Concept
    asked: bool
    letters: frozenset[str]
    written: re.Pattern[str]
    opened: re.Pattern[str]
    long: tuple[str, ...]
    clear: bool


def another_sense(question: Question, candidate: Candidate) -> str | None:
    """Why a sentence speaks of something else by the letters of what was asked about, or None."""
    shorts = _asked(question)
    if not shorts:
        return None
    said = _plain(candidate.text)
    for each in shorts:
        if not each.asked and not _used(candidate.text, each):
            continue
        if any(name in said for name in each.long):
            continue
        sense = _sense(candidate, each)
        unnamed = (
            sense is Sense.ABSENT
            and not drugs_of(question)
            and not (each.clear and len({one.concept.id for one in question.mentions}) > 1)
        )
        if sense is Sense.OTHER or (each.asked and (sense is Sense.UNCLEAR or unnamed)):
            return f"does not speak of {each.concept.preferred}"
    return None


def unclear(mention: Mention) -> frozenset[str]:
    """Short names of what is mentioned, in lower case, that have other meanings in medicine."""
    found = _shorts((mention,))
    return frozenset(name.lower() for each in found if not each.clear for name in each.letters)


@once
def _asked(question: Question) -> tuple[Short, ...]:
    return _shorts(question.mentions)


def _shorts(mentions: tuple[Mention, ...]) -> tuple[Short, ...]:
    found: dict[str, Short] = {}
    for each in mentions:
        if each.concept.kind is not ConceptKind.GENE and each.concept.id not in found:
            short = _short(each)
            if short is not None:
                found[each.concept.id] = short
    return tuple(found.values())


def _short(mention: Mention) -> Short | None:
    concept, text = mention.concept, mention.text
    letters = set(_abbreviations().get(concept.preferred, ()))
    abbreviated = len(text) <= _LONGEST and _ABBREVIATED.fullmatch(text) is not None
    word = text.isalpha() and len(text) <= _LONGEST_WORD and text.lower() != concept.preferred
    forms = set(letters)
    if abbreviated:
        letters.add(text)
        forms.add(text)
    elif word:
        letters.add(text)
        forms |= {text.lower(), text.capitalize()}
    forms -= WELL_KNOWN
    if not forms:
        return None
    low = {each.lower() for each in letters}
    low |= {f"the {each}" for each in low}
    names = (*concept.names, *own.members(concept.id), *own.broader(concept.preferred))
    long = tuple(dict.fromkeys(_plain(each).strip() for each in names if each.lower() not in low))
    if not long:
        return None
    either = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return Short(
        concept,
        abbreviated or word,
        frozenset(forms),
        re.compile(rf"(?<![\w-])(?:{either})s?(?!\w|-[A-Z\d]|[- ]like\b)"),
        re.compile(rf"[(\[](?:{either})s?(?=[)\];,])"),
        long,
        clear=(word and not abbreviated)
        or any(len(each) >= _TELLING and each in own.expansions() for each in forms),
    )


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, tuple[str, ...]]:
    return {each.preferred: each.abbreviations for each in own.entries() if each.abbreviations}


def _plain(text: str) -> str:
    return text.lower().replace("-", " ").replace("\n", " ")


_KNOWN: dict[tuple[str, bool, str, str, tuple[str, ...]], Sense] = {}
_MOST_KNOWN = 4096


def _used(text: str, short: Short) -> bool:
    """Whether a text uses the letters, alone and as they are written."""
    return any(each in text for each in short.letters) and short.written.search(text) is not None


def _sense(candidate: Candidate, short: Short) -> Sense:
    header, passage = candidate.hit.header, candidate.hit.passage
    at = (short.concept.id, short.asked, passage.text, header.title, passage.path)
    known = _KNOWN.get(at)
    if known is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()  # others may be reading: what is found is returned, not looked up again
        mesh = (heading.name for heading in header.mesh)
        above = " ; ".join((header.title, *passage.path, *mesh, *header.drugs, *header.brands))
        known = _KNOWN[at] = _looked_up(passage.text, above, short)
    return known


def _looked_up(text: str, above: str, short: Short) -> Sense:
    defined = (_defined(text, short), _defined(above, short))
    if True in defined:
        return Sense.OURS
    if False in defined:
        return Sense.OTHER
    if any(name in each for each in (_plain(above), _plain(text)) for name in short.long):
        return Sense.OURS
    if not _used(text, short) and not _used(above, short):
        return Sense.ABSENT
    if _initialled(above, short):
        return Sense.OTHER
    return Sense.OURS if short.clear else Sense.UNCLEAR


def _defined(text: str, short: Short) -> bool | None:
    """Whether "long form (ABBR)" gives one of our names; None where none is given."""
    found = None
    for each in short.opened.finditer(text):
        before = text[max(0, each.start() - _BEFORE) : each.start()]
        tail = _plain(before[-_TAIL:])
        if any(name in tail for name in short.long):
            return True
        letters = each.group().strip("([").removesuffix("s").lower()
        if _fits(letters, before.lower().rstrip()):
            found = False
    return found


def _fits(letters: str, before: str) -> bool:
    """Whether letters stand in a text in order, from its end, the first at a word's start."""
    at = len(before)
    for place in range(len(letters) - 1, -1, -1):
        at = before.rfind(letters[place], 0, at)
        while place == 0 and at > 0 and before[at - 1].isalnum():
            at = before.rfind(letters[0], 0, at)
        if at < 0:
            return False
    return True


def _initialled(head: str, short: Short) -> bool:
    """Whether words side by side in a title begin with the letters: "High-Intensity Training"."""
    firsts = "".join(word[0] for word in _EDGES.split(head.lower()) if word)
    return any(each.lower() in firsts for each in short.letters)
