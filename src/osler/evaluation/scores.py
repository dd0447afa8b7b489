"""Measures of one answer against what is known of it: pure, on plain values.

Sources: BioASQ task B (average precision over ten documents, snippets by characters), ALCE (Gao et
al. 2023: citation recall and precision), K-QA (what an answer has to say, and what contradicts it).
The judge of both is our own verifier, so that these figures compare runs, not systems.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from osler.answer.answer import VerdictKind

TEN = 10  # documents that BioASQ looks at
Span = tuple[int, int]  # code points, half-open
Judge = Callable[[str, Sequence[str]], VerdictKind]  # of a statement by what is said elsewhere


def average_precision(ranked: Sequence[str], gold: Collection[str]) -> float:
    """Precision at each gold document of the first ten, summed, over `min(10, len(gold))`; 0..1."""
    if not gold:
        raise ValueError("no gold document to rank")
    hits, total = 0, 0.0
    for place, each in enumerate(list(dict.fromkeys(ranked))[:TEN], 1):
        if each in gold:
            hits += 1
            total += hits / place
    return total / min(TEN, len(set(gold)))


@dataclass(frozen=True, slots=True)
class Overlap:
    """Characters: `found` of both, of what was `returned`, and of the `gold`."""

    found: int
    returned: int
    gold: int

    @property
    def precision(self) -> float:
        """0..1; 0 where nothing was returned."""
        return self.found / self.returned if self.returned else 0.0

    @property
    def recall(self) -> float:
        """0..1; 0 where there is nothing to find."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def overlap(returned: Mapping[str, Sequence[Span]], gold: Mapping[str, Sequence[Span]]) -> Overlap:
    """Of spans by document; those that overlap one another count once."""
    ours = {key: _merged(spans) for key, spans in returned.items()}
    theirs = {key: _merged(spans) for key, spans in gold.items()}
    found = sum(
        max(0, min(a[1], b[1]) - max(a[0], b[0]))
        for key, spans in ours.items()
        for a in spans
        for b in theirs.get(key, ())
    )
    return Overlap(found, _length(ours), _length(theirs))


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _length(spans: Mapping[str, Sequence[Span]]) -> int:
    return sum(end - start for each in spans.values() for start, end in each)


@dataclass(frozen=True, slots=True)
class Cited:
    """Of one statement: whether what it cites carries it, and how many of its citations are right,
    after ALCE.
    """

    carried: bool
    right: int
    citations: int


def cited(statement: str, quotes: Sequence[str], judge: Judge) -> Cited:
    """A citation is wrong if it alone does not carry the statement and the others do without it."""
    if not quotes or judge(statement, quotes) is not VerdictKind.SUPPORTED:
        return Cited(carried=False, right=0, citations=len(quotes))
    if len(quotes) == 1:
        return Cited(carried=True, right=1, citations=1)
    right = 0
    for place, quote in enumerate(quotes):
        others = [*quotes[:place], *quotes[place + 1 :]]
        alone = judge(statement, [quote]) is VerdictKind.SUPPORTED
        if alone or judge(statement, others) is not VerdictKind.SUPPORTED:
            right += 1
    return Cited(carried=True, right=right, citations=len(quotes))


@dataclass(frozen=True, slots=True)
class Said:
    """Which of some statements an answer says, which it contradicts, and which it leaves out."""

    held: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def said(wanted: Sequence[str], answer: Sequence[str], judge: Judge) -> Said:
    """What the statements of an answer, together, say of each wanted statement."""
    kinds = {
        each: judge(each, answer) if answer else VerdictKind.UNSUPPORTED
        for each in dict.fromkeys(wanted)
    }
    return Said(
        tuple(each for each, kind in kinds.items() if kind is VerdictKind.SUPPORTED),
        tuple(each for each, kind in kinds.items() if kind is VerdictKind.CONTRADICTED),
        tuple(
            each
            for each, kind in kinds.items()
            if kind in {VerdictKind.PARTIAL, VerdictKind.UNSUPPORTED}
        ),
    )
