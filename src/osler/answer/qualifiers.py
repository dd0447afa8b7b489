"""Of which kind a condition is asked about: bacterial meningitis is no tuberculous one."""

from __future__ import annotations

import re
from functools import lru_cache

from osler.answer.candidate import Candidate
from osler.answer.once import once
from osler.answer.question import Question
from osler.vocabulary.concept import ConceptKind

# Each line is a class of kinds that exclude one another; words of one kind are joined by "=".
_TABLE = """
    bacterial=purulent=pyogenic viral fungal=cryptococcal tuberculous=tb typhoid aseptic parasitic\
 neoplastic=carcinomatous=lymphoblastic=leukemic autoimmune alcoholic
    acute chronic
    gestational pregestational
    cardiogenic septic hypovolemic=hypovolaemic hemorrhagic=haemorrhagic anaphylactic neurogenic
    ischemic=ischaemic hemorrhagic=haemorrhagic
    neonatal maternal=puerperal
"""


def _read() -> list[dict[str, str]]:
    """The classes: kind by word."""
    lines = [line.split() for line in _TABLE.strip().splitlines()]
    return [{w: kind.split("=")[0] for kind in line for w in kind.split("=")} for line in lines]


_CLASSES = _read()
_WORDS = "|".join(sorted({w for each in _CLASSES for w in each}, key=len, reverse=True))
_ANY = re.compile(rf"(?i)\b(?:{_WORDS})\b")
_PEELED = re.compile(rf"(?i)(?:{_WORDS})\s+")
_ENDING = re.compile(rf"(?i)\b({_WORDS})\s+$")
# A guideline on tuberculosis need not say each time of which meningitis it speaks.
_TITLED = {
    "tuberculous": re.compile(r"(?i)\btubercul"),
    "fungal": re.compile(r"(?i)\bcryptococc|\bfung(?:al|us|i)\b"),
}
_RUN = rf"((?:\b(?:{_WORDS}|and|or|on)\b[\s,/-]*)+)"


def another_kind(question: Question, candidate: Candidate) -> str | None:
    """Why a sentence is on another kind of the condition than the one asked about, or None."""
    hit = candidate.hit
    for words, head in _asked(question):
        low = candidate.text.lower()
        if any(word in low for word in words):
            continue
        for text in (candidate.text, *hit.passage.path, hit.header.title):
            spoken = _spoken(text, head)
            if not spoken:
                continue
            other = _other(words, spoken)
            if other is not None:
                return f"speaks of {other} {head}"
            break
        kind = _titled(hit.header.title)
        if kind is not None and _caused(words) not in {None, kind}:
            return f"stands under a title on {kind} disease"
    return None


def kinds_asked(question: Question) -> tuple[str, ...]:
    """The words of the question that say of which kind a condition is."""
    found = (word for words, _head in _asked(question) for word in words)
    return tuple(dict.fromkeys(found))


def _caused(words: tuple[str, ...]) -> str | None:
    """The cause among words for a kind."""
    return next((_CLASSES[0][word] for word in words if word in _CLASSES[0]), None)


@lru_cache(maxsize=2048)
def _titled(title: str) -> str | None:
    """The cause of what a title speaks of, where it tells."""
    return next((kind for kind, named in _TITLED.items() if named.search(title)), None)


@once
def _asked(question: Question) -> tuple[tuple[tuple[str, ...], str], ...]:
    """For each condition that the question says the kind of, the words for it and the rest."""
    found: list[tuple[tuple[str, ...], str]] = []
    text = question.text
    for each in question.mentions if _ANY.search(text) else ():
        if each.concept.kind is not ConceptKind.CONDITION:
            continue
        words: list[str] = []
        before, head = text[: each.start], each.text
        while (ends := _ENDING.search(before)) is not None:
            words.insert(0, ends.group(1).lower())
            before = before[: ends.start()]
        while (opens := _PEELED.match(head)) is not None:
            words.append(opens.group().strip().lower())
            head = head[opens.end() :]
        if words:
            found.append((tuple(words), head.lower()))
    return tuple(found)


@lru_cache(maxsize=2048)
def _spoken(text: str, head: str) -> frozenset[str]:
    """Words for a kind that stand directly before the condition."""
    if head not in text.lower():
        return frozenset()
    runs = re.findall(rf"(?i){_RUN}{re.escape(head)}", text)
    return frozenset(word.lower() for run in runs for word in _ANY.findall(run))


def _other(asked: tuple[str, ...], spoken: frozenset[str]) -> str | None:
    """A kind spoken of that excludes one asked about, none of whose words are spoken."""
    for kinds in _CLASSES:
        wanted = {kinds[word] for word in asked if word in kinds}
        said = {kinds[word]: word for word in spoken if word in kinds}
        if wanted and said and not wanted & set(said):
            return next(iter(said.values()))
    return None
