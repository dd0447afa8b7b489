"""Names that a word may have been meant for. Suggested, never taken: look-alike names of medicines
are a hazard of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from osler.answer.ordinary import ordinary_words
from osler.answer.question import Question
from osler.vocabulary.concept import ConceptKind, Vocabulary

SHORTEST = 6  # letters; shorter words are near to too many others
LONGEST = 32  # letters; no name is one longer word, and a long one has thousands of neighbours
WORDS = 5  # words looked at; who misspells more than that did not misspell
MOST = 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NAMES = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS, ConceptKind.CONDITION})


def suggestions(question: Question, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Names one letter away from a word of the question that no name covers, at most `MOST`."""
    found: dict[str, None] = {}
    for word in islice(filter(_unknown, question.terms), WORDS):
        for near in _edits(word):
            concept = vocabulary.named(near)
            if concept is not None and concept.kind in _NAMES:
                found.setdefault(concept.preferred)
            if len(found) == MOST:
                return tuple(found)
    return tuple(found)


def _unknown(word: str) -> bool:
    """Whether a word may be a name misspelt."""
    if not (SHORTEST <= len(word) <= LONGEST and word.isalpha()):
        return False
    return not ordinary_words().knows(word)


def _edits(word: str) -> Iterator[str]:
    """Words one letter more, less, other or swapped; the first letter, which people get right,
    stays.
    """
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    yield from (left + letter + right for left, right in cuts for letter in _LETTERS)
    yield from (left + right[1:] for left, right in cuts if right)
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    yield from (left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS)
