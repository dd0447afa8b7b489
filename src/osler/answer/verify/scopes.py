"""Which words of a sentence are denied (after NegEx: a cue, a reach, words that end it).

Chapman et al., A simple algorithm for identifying negated findings, J Biomed Inform 2001.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from osler.answer.verify.reading import Lexeme, Sentence
from osler.answer.verify.tables import words_of

_CUES = words_of("denying")
_ENDS = words_of("scope ends")
_REACH = {"little": 3, "unlikely": 6, "insufficient": 5, "hardly": 4, "barely": 4}
_PHRASES_NOT_DENYING = (
    ("not", "only"),
    ("no", "doubt"),
    ("not", "least"),
    ("not", "just"),
    ("no", "more"),
    ("no", "less"),
    ("no", "fewer"),
    ("no", "greater"),
    ("not", "all"),
    ("not", "yet"),
    ("little", "by"),
    ("whether", "or"),
)
_REACHES_ON = frozenset({("no", "more", "effective"), ("no", "less", "effective")})
_COMMENT = frozenset("()[];:.")


@dataclass(frozen=True, slots=True)
class Scope:
    """A cue at word `cue` denies the words `first..last` (half-open)."""

    cue: int
    first: int
    last: int


@lru_cache(maxsize=4096)
def scopes(sentence: Sentence) -> tuple[Scope, ...]:
    """What each denying word reaches, in order."""
    words = sentence.words
    found: list[Scope] = []
    for index, word in enumerate(words):
        if word.word not in _CUES or not _denies(words, index):
            continue
        if word.word == "nor" and found and index < found[-1].last:
            continue  # "neither … nor" denies once
        found.append(Scope(index, index + 1, _end(words, index)))
    return tuple(found)


@lru_cache(maxsize=4096)
def denied(sentence: Sentence) -> tuple[bool, ...]:
    """For each word, whether an odd number of cues deny it: two undo one another."""
    times = [0] * len(sentence.words)
    for scope in scopes(sentence):
        for index in range(scope.first, scope.last):
            times[index] += 1
    return tuple(count % 2 == 1 for count in times)


def _denies(words: tuple[Lexeme, ...], index: int) -> bool:
    following = tuple(word.word for word in words[index + 1 : index + 3])
    pair = (words[index].word, following[0] if following else "")
    if pair in _PHRASES_NOT_DENYING:
        return (pair[0], *following) in _REACHES_ON
    if pair[0] == "little" and index and words[index - 1].word == "a":
        return False
    if pair[0] == "no" and index + 1 < len(words) and words[index + 1].word in {".", ":", ",", "1"}:
        return False
    return not (pair[0] == "or" and following[:1] == ("not",))


def _end(words: tuple[Lexeme, ...], cue: int) -> int:
    reach = _REACH.get(words[cue].word, 9)
    index = cue + 1
    while index < len(words) and index - cue <= reach:
        word = words[index].word
        if word in _ENDS or word in _COMMENT or (word == "," and index - cue > 1):
            break
        index += 1
    return index
