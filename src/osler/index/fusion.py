"""BM25 and vectors together: the engine's best are rescored, by min-max fusion.

Each list is scaled to 0..1 over the candidates and the two are added with a weight. A candidate
without a vector counts as the lowest cosine seen. Min-max fusion of BM25 and a dense encoder beat
reciprocal-rank fusion on four of five public sets; see docs/decisions/0003-flat-int8-vectors.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from osler.evidence.document import Passage
from osler.index.entry import passage_hash
from osler.index.index import EvidenceIndex, Filter, Hit, Query
from osler.index.vectors import Vectors
from osler.inference.encoder import Encoder

DEPTH = 1000  # how many of the engine's best are rescored
DENSE_WEIGHT = 0.7  # of the sum, the rest is BM25's; docs/decisions/0003-flat-int8-vectors.md

Progress = Callable[[int, int], None]  # passages done, passages in all


def fused(
    scores: Sequence[float], cosines: Sequence[float], weight: float = DENSE_WEIGHT
) -> list[tuple[float, float | None]]:
    """Fused score (0..1) and cosine (None without a vector) of each candidate, in order.

    `cosines` has NaN where there is no vector; without any vector BM25 alone decides.
    """
    lexical = _scaled(scores)
    known = [None if math.isnan(each) else each for each in cosines]
    lowest = min((each for each in known if each is not None), default=None)
    if lowest is None:
        return [(score, None) for score in lexical]
    dense = _scaled([lowest if each is None else each for each in known])
    return [
        ((1 - weight) * score + weight * near, cosine)
        for score, near, cosine in zip(lexical, dense, known, strict=True)
    ]


def search_fused(
    index: EvidenceIndex,
    vectors: Vectors | None,
    encoder: Encoder | None,
    query: Query,
    text: str,
    where: Filter,
    k: int,
    *,
    weight: float = DENSE_WEIGHT,
    depth: int = DEPTH,
) -> list[Hit]:
    """The best `k`, by BM25 and vectors where there are any, else by BM25 alone.

    `text` is the question to encode; the engine's best `depth`, at least `k`, are rescored. Scores
    of fused hits lie in 0..1. Vectors of another encoder
    are left alone: their cosines would mean nothing.
    """
    if vectors is None or encoder is None or vectors.encoder != encoder.name or not len(vectors):
        return index.search(query, where, k)
    asked = encoder.encode([text])[0]

    def rescorer(
        hashes: Sequence[int], scores: Sequence[float]
    ) -> list[tuple[float, float | None]]:
        return fused(scores, vectors.cosines(hashes, asked), weight) if hashes else []

    return index.search_rescored(query, where, k, max(k, depth), rescorer)


def encode_missing(
    index: EvidenceIndex,
    vectors: Vectors,
    encoder: Encoder,
    progress: Progress | None = None,
    *,
    batch: int = 256,
) -> int:
    """Encode every passage that has no vector yet; returns how many were encoded.

    Each batch is durable when the next begins, so an interrupted run goes on where it stopped.
    Passages with the same text share one vector.
    """
    total = index.stats().passages
    return encode_passages(index.passages(), total, vectors, encoder, progress, batch=batch)


def encode_passages(
    passages: Iterable[Passage],
    total: int,
    vectors: Vectors,
    encoder: Encoder,
    progress: Progress | None = None,
    *,
    batch: int = 256,
) -> int:
    """`encode_missing` for some passages only; `total` is told to `progress` as their number."""
    done = encoded = 0
    waiting: dict[int, str] = {}
    for passage in passages:
        done += 1
        key = passage_hash(passage)
        if key not in waiting and vectors.lacking([key]):
            waiting[key] = passage.text
        if len(waiting) == batch:
            encoded += _flush(vectors, encoder, waiting)
            if progress:
                progress(done, total)
    encoded += _flush(vectors, encoder, waiting)
    if progress:
        progress(done, total)
    return encoded


def _flush(vectors: Vectors, encoder: Encoder, waiting: dict[int, str]) -> int:
    if not waiting:
        return 0
    vectors.append(list(waiting), encoder.encode(list(waiting.values())))
    count = len(waiting)
    waiting.clear()
    return count


def _scaled(values: Sequence[float]) -> list[float]:
    """To 0..1; all 1 where they are equal."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    if high <= low:
        return [1.0] * len(values)
    return [(value - low) / (high - low) for value in values]
