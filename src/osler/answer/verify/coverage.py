"""How much of a sentence's weight the passages carry, and which sentences carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from osler.answer.verify.reading import Sentence

_MOST = 3  # sentences one sentence may stand on
_WORTH = 2.5  # weight a further sentence must add
_NEIGHBOUR = 1.5  # how much more a sentence beside the first one counts


def footing_of(
    claim: Sentence, index: Mapping[str, Sequence[int]], sentences: Sequence[Sentence]
) -> tuple[tuple[Sentence, ...], float]:
    """One to three sentences that carry most of the claim, closest first, and the share carried.

    `index` maps a sense to the sentences (positions) that have it.
    """
    weights = {word.sense: word.weight for word in claim.words if word.weight}
    total = sum(weights.values())
    if not sentences or not total:
        return tuple(sentences[:1]), 0.0 if total else 1.0
    left = dict(weights)
    chosen: list[int] = []
    while left and len(chosen) < _MOST:
        position, gain = _next(left, index, chosen, sentences)
        if position is None or (chosen and gain < _WORTH):
            break
        chosen.append(position)
        held = sentences[position].senses()
        left = {sense: weight for sense, weight in left.items() if sense not in held}
    carried = total - sum(left.values())
    return tuple(sentences[position] for position in chosen), carried / total


def index_of(sentences: Sequence[Sentence]) -> dict[str, list[int]]:
    """Sense → positions of the sentences that have it, in order."""
    index: dict[str, list[int]] = {}
    for position, sentence in enumerate(sentences):
        for sense in sentence.senses():
            index.setdefault(sense, []).append(position)
    return index


def _next(
    left: Mapping[str, float],
    index: Mapping[str, Sequence[int]],
    chosen: Sequence[int],
    sentences: Sequence[Sentence],
) -> tuple[int | None, float]:
    gains: dict[int, float] = {}
    for sense, weight in left.items():
        for position in index.get(sense, ()):
            gains[position] = gains.get(position, 0.0) + weight
    for position in chosen:
        gains.pop(position, None)
        for beside in (position - 1, position + 1):
            if beside in gains:
                gains[beside] *= _NEIGHBOUR
    if not gains:
        return None, 0.0
    best = max(gains, key=lambda each: (gains[each] - 0.02 * len(sentences[each].words), -each))
    return best, gains[best]
