"""What a person's edit leaves out of a statement, and whether the rest still holds without it.

Shortening is welcome: an aside, a frame ("the evidence showed that"), one item of a list may go.
What governs the claim may not: a condition, an exception, the people it is said of, a limiting
word. The statement before the edit is known here, so this is stricter than a verdict on any words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from osler.answer.verify.reading import Lexeme, Sentence, read
from osler.answer.verify.units import CANONICAL

# Words that open a condition, an exception or a limit; those on one line may stand for one another.
_MARKERS = tuple(
    frozenset(line.split())
    for line in (
        "if when whenever once provided",
        "unless",
        "except excluding",
        "only solely exclusively",
        "without",
        "until",
        "after following",
        "before",
        "during while whilst",
        "but although though however yet except",
        "alone",
        "least",
    )
)
_HEADS = frozenset(
    [
        "in",
        "among",
        "for",
        "of",
        "to",
        "on",
        "under",
        "within",
        "with",
        "who",
        "whom",
        "whose",
        "which",
        "where",
        "undergoing",
        "receiving",
        "taking",
        "having",
        "aged",
        "if",
        "when",
        "whenever",
        "once",
        "provided",
        "unless",
        "except",
        "excluding",
        "only",
        "without",
        "until",
        "after",
        "following",
        "before",
        "during",
        "while",
    ]
)
_ENDS = frozenset((",", ";", ":", ".", "(", ")", "?", "!"))
_LISTS = frozenset(("and", "or", ",", "/", "nor", "plus"))
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_SOURCE = re.compile(
    r",?\s*\baccording to (?:(?!(?:for|in|with|who|of|if|when|on)\b)[\w'-]+ ?){1,6}(?=[,;.]|$)",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"^(?:[\w' -]{0,60} )?(?:showed|shows?|found|finds?|confirm(?:ed|s)?|demonstrated?s?"
    r"|concluded?s?|reported|reports?|indicated?s?|revealed?s?) that ",
    re.IGNORECASE,
)
_STRUCK = 0.2  # share of a sentence's weight under which it went as a whole


def omissions(before: str, words: str, exempt: frozenset[str] = frozenset()) -> Iterator[str]:
    """Reasons against what `words` leave out of `before`. `exempt`: senses said by another name."""
    new = read(words)
    held = frozenset[str]().union(exempt, *(sentence.senses() for sentence in new))
    spoken = [word.word for sentence in new for word in sentence.words]
    for sentence in read(essential(before, words)):
        weights = {each.sense: each.weight for each in sentence.words if each.weight}
        kept = sum(weight for sense, weight in weights.items() if sense in held)
        if kept < _STRUCK * sum(weights.values()):
            continue
        found = list(_markers(sentence, spoken)) or list(_phrases(sentence, held))
        yield from dict.fromkeys(found)


def essential(before: str, words: str) -> str:
    """A statement without the asides, the source and the frame that `words` have no more."""
    for pattern in (_ASIDE, _SOURCE, _FRAME):
        before = pattern.sub(lambda found: found[0] if found[0].strip() in words else "", before)
    return before


def _markers(sentence: Sentence, spoken: Sequence[str]) -> Iterator[str]:
    """A word that opens a condition and is gone, with the clause it opened."""
    for family in _MARKERS:
        places = [at for at, each in enumerate(sentence.words) if each.word in family]
        if len(places) > sum(word in family for word in spoken):
            clause = _clause(sentence.words[places[-1] :])
            yield f"condition: the passage says this only {clause!r}"


def _clause(words: Sequence[Lexeme]) -> str:
    rest = takewhile(lambda each: each.word not in _ENDS, words[1:])
    return _told([words[0], *rest])


def _phrases(sentence: Sentence, held: frozenset[str]) -> Iterator[str]:
    for first, last in _gone(sentence.words, held):
        if reason := _weigh(sentence.words, first, last):
            yield reason


def _gone(words: Sequence[Lexeme], held: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Stretches (first, last) of telling words that are gone, with the small words between."""
    first = last = None
    for index, word in enumerate(words):
        telling = word.weight > 0 and word.word not in CANONICAL
        breaks = word.word in _ENDS or word.word in _LISTS or word.word in _HEADS - {"of", "to"}
        if first is not None and last is not None and (breaks or (telling and word.sense in held)):
            yield first, last
            first = last = None
        if telling and word.sense not in held:
            first, last = index if first is None else first, index
    if first is not None and last is not None:
        yield first, last


def _weigh(words: Sequence[Lexeme], first: int, last: int) -> str | None:
    beside = last + 2 if [each.word for each in words[last + 1 : last + 2]] == ["-"] else last + 1
    after = words[beside] if beside < len(words) else None
    head = first if words[first].word in _HEADS else first - 1
    while head >= 0 and not (words[head].weight or words[head].word in _ENDS | _LISTS | _HEADS):
        head -= 1
    opener = words[head].word if head >= 0 else ""
    if opener in _HEADS:
        return f"condition: the passage says this only {_clause(words[head:])!r}"
    if after is not None and after.weight:
        whole = _told(words[first : beside + 1])
        return f"limit: the passage says {whole!r}, not {after.word!r} alone"
    if after is not None and after.word == ":" and first <= 12:
        return f"condition: the passage says this only of {_told(words[: last + 1])!r}"
    if opener == "and" and (marker := _governed(words, head)) is not None:
        return f"condition: the passage says this only {_clause(words[marker:])!r}"
    return None


def _governed(words: Sequence[Lexeme], index: int) -> int | None:
    """Where the condition opened that still holds at `index`; None if there is none."""
    openers = frozenset().union(*_MARKERS) | {"who", "with"}
    for position in range(index - 1, -1, -1):
        if words[position].word in {";", ":", "."}:
            return None
        if words[position].word in openers:
            return position
    return None


def _told(words: Sequence[Lexeme]) -> str:
    """Words as one reads them, a hyphen without spaces."""
    return " ".join(each.word for each in words).replace(" - ", "-")
