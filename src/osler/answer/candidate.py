"""A sentence that may become a statement, with where it came from and why it ranks as it does."""

from __future__ import annotations

from dataclasses import dataclass

from osler.index.index import Hit


@dataclass(frozen=True, slots=True)
class Feature:
    """One ranking signal: its value, its weighted contribution, and why, in words."""

    name: str
    value: float
    contribution: float
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """`start`, `end`: code points, half-open, into the hit's *document* text.

    `text` is exactly that stretch. `before` is the sentence before it in the passage, if any, for
    antecedents. `hit_rank` is the passage's rank within its family, from 0.
    """

    text: str
    start: int
    end: int
    hit: Hit
    hit_rank: int
    position: int  # sentence number within the passage, from 0
    of: int  # sentences in the passage
    before: str | None = None
    label: str | None = None  # abstract section in force ("conclusions"), lower case


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score (0..1, the chance that it answers) and the features behind it.

    `total` is what candidates of one question are ordered by; between questions it means nothing.
    """

    candidate: Candidate
    score: float
    features: tuple[Feature, ...]
    total: float = 0.0
