"""ROUGE-2 and ROUGE-SU4, as F1 against one or more reference texts.

Source: Lin, "ROUGE: a package for automatic evaluation of summaries" (2004). Tokens are made as
`rouge_score` makes them without stemming: lower case, every character outside a–z and 0–9 is a
space. ROUGE-SU4 counts unigrams and ordered pairs with at most four tokens between them. Counts
are clipped, F1 is the harmonic mean of precision and recall, and a text with no unit scores 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

GAP = 4  # tokens allowed between the two of a skip-bigram

_TOKEN = re.compile(r"[a-z0-9]+")
Units = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Profile:
    """A text's countable units, made once and compared many times."""

    bigrams: Units
    skips: Units


@dataclass(frozen=True, slots=True)
class Rouge:
    """F1 values, 0..1."""

    two: float
    su4: float

    @property
    def mean(self) -> float:
        """Mean of the two: what the ranker is trained for."""
        return (self.two + self.su4) / 2


def tokens(text: str) -> list[str]:
    """Lower-case runs of a–z and 0–9."""
    return _TOKEN.findall(text.lower())


def profile(text: str) -> Profile:
    """Units of a text."""
    return profile_of(tokens(text))


def profile_of(words: Sequence[str]) -> Profile:
    """Units of a text already cut into tokens."""
    bigrams: Units = Counter(pairwise(words))
    skips: Units = Counter((word,) for word in words)
    for gap in range(1, GAP + 2):
        skips.update(zip(words, words[gap:], strict=False))
    return Profile(bigrams, skips)


def f1(candidate: Units, reference: Units) -> float:
    """Harmonic mean of clipped precision and recall."""
    total = candidate.total() + reference.total()
    if not total:
        return 0.0
    small, large = sorted((candidate, reference), key=len)
    return 2 * sum(min(count, large[unit]) for unit, count in small.items()) / total


def rouge(candidate: Profile, reference: Profile) -> Rouge:
    """Both measures against one reference."""
    return Rouge(f1(candidate.bigrams, reference.bigrams), f1(candidate.skips, reference.skips))


def best(candidate: Profile, references: Iterable[Profile]) -> Rouge:
    """Each measure's maximum over the references (`rouge_score`'s multi-reference rule)."""
    found = [rouge(candidate, reference) for reference in references]
    if not found:
        return Rouge(0.0, 0.0)
    return Rouge(max(each.two for each in found), max(each.su4 for each in found))


def average(candidate: Profile, references: Iterable[Profile]) -> Rouge:
    """Each measure's mean over the references."""
    found = [rouge(candidate, reference) for reference in references]
    if not found:
        return Rouge(0.0, 0.0)
    return Rouge(fmean(each.two for each in found), fmean(each.su4 for each in found))
