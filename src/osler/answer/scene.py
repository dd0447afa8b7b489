"""What all candidates of one question share, laid out for fast arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from osler.answer.candidate import Candidate
from osler.answer.naming import spellings
from osler.answer.question import Question, QuestionKind
from osler.answer.wording import Wording, phrase, wording

Column = NDArray[np.float64]
RARE = 9.0  # idf of a stem that the commonness table does not hold


@dataclass(frozen=True, slots=True)
class Named:
    """One concept of the question as phrases to look for in `Wording.joined`."""

    preferred: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """The question and its candidates. All columns have one row per candidate.

    `sought` are the question's content stems with their idf, concept names included, and `share` is
    how much of them each candidate holds (0..1). `idf` looks a stem up, rare by default. `passage`
    numbers the candidates' passages from 0 and `best` is the best engine score of each family, as
    each candidate sees it.
    """

    question: Question
    kinds: tuple[QuestionKind, ...]
    candidates: Sequence[Candidate]
    words: tuple[Wording, ...]
    named: tuple[Named, ...]
    asked: Wording
    sought: dict[str, float]
    share: Column
    idf: dict[str, float]
    passage: NDArray[np.int64]
    passages: int
    best: Column
    newest: int

    def weight(self, stem: str) -> float:
        """Idf of a stem."""
        return self.idf.get(stem, RARE)

    def title_content(self, title: str) -> frozenset[str]:
        """Content stems of a title."""
        return wording(title).content


def column(values: Sequence[float]) -> Column:
    """One value per candidate, as an array."""
    return np.array(values, np.float64)


def scene(question: Question, candidates: Sequence[Candidate], idf: dict[str, float]) -> Scene:
    """Lay out `candidates`; cost grows with their text only."""
    words = tuple(wording(candidate.text) for candidate in candidates)
    asked = wording(question.text)
    numbers: dict[str, int] = {}
    passage = np.array(
        [numbers.setdefault(each.hit.passage.key, len(numbers)) for each in candidates], np.int64
    )
    tops: dict[str, float] = {}
    for each in candidates:
        family = each.hit.header.family.value
        tops[family] = max(tops.get(family, 1e-9), each.hit.score)
    sought = {stem: idf.get(stem, RARE) for stem in sorted(asked.content)}
    years = [each.hit.header.year or 0 for each in candidates]
    return Scene(
        question=question,
        kinds=question.kinds,
        candidates=candidates,
        words=words,
        named=phrase_sets(question),
        asked=asked,
        sought=sought,
        share=column([share(sought, each.content) for each in words]),
        idf=idf,
        passage=passage,
        passages=len(numbers),
        best=np.array([tops[each.hit.header.family.value] for each in candidates]),
        newest=max(years, default=0),
    )


def share(sought: dict[str, float], content: AbstractSet[str]) -> float:
    """How much of `sought` (weights by stem) a text with this content holds, 0..1."""
    whole = sum(sought.values())
    held = sum([weight for stem, weight in sought.items() if stem in content])
    return held / whole if whole else 0.0


def phrase_sets(question: Question) -> tuple[Named, ...]:
    """Each concept of the question once, with all its names; the mention's own words first."""
    found: dict[str, Named] = {}
    for mention in question.mentions:
        concept = mention.concept
        written = (each for name in (mention.text, *concept.names) for each in spellings(name))
        names = dict.fromkeys(phrase(name) for name in written)
        phrases = tuple(name for name in names if name.strip())
        found.setdefault(concept.id, Named(concept.preferred, phrases))
    return tuple(found.values())
