"""How well and how fast documents are found: BioASQ 7b-10b, beside `bm25s` in the same run.

Corpus: the gold snippets of all questions grouped by PMID, one document each, and any other
documents given. Gold of a question: the PMIDs of its snippets. Engines rank passages; a document
stands where its best passage does. Measures as in BEIR: nDCG@10 with binary gains, recall@100,
averaged over questions.
"""

from __future__ import annotations

import hashlib
import importlib
import math
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import Stemmer

from osler.answer.queries import build
from osler.answer.understand import understand
from osler.evaluation.bioasq import SOURCE, Asked
from osler.evaluation.bioasq import questions as every_question
from osler.evaluation.row import Row
from osler.evidence.document import Document, Family, Header, Passage, Section, text_hash
from osler.evidence.split import passages
from osler.index.analyse import tokens
from osler.index.embedded import open_index
from osler.index.entry import prepare
from osler.index.fusion import Progress, encode_passages, search_fused
from osler.index.index import Clause, Entry, EvidenceIndex, Filter, Query, Term
from osler.index.vectors import Vectors, open_vectors
from osler.inference.encoder import Encoder
from osler.vocabulary.concept import Vocabulary

Ask = Callable[[str], Query]
Find = Callable[[str, int], list[str]]  # the works of the best passages for a question, in order

QUESTIONS = 300
ENCODED_QUESTIONS = 100  # where candidates may have to be encoded: some 60 a question, 20 a second
SEEN = 600  # the first questions of the file, on which weights were looked at
RESCORED = 100  # of the best passages of each question: only these are encoded
_DEPTH = 100  # documents judged
_PASSAGES = 300  # looked at to find as many documents
_EVERYTHING = Filter(exclude_retracted=False, exclude_notices=False)


@dataclass(frozen=True, slots=True)
class _Run:
    """Means over questions, and times in milliseconds, sorted."""

    ndcg: float
    recall: float
    took: list[float]

    def at(self, share: float) -> float:
        return self.took[min(len(self.took) - 1, int(share * len(self.took)))]


@dataclass(frozen=True, slots=True)
class _Peer:
    """What an engine beside ours is given: the text of each passage and the work it is of."""

    works: list[str]
    texts: list[str]


def plain(text: str) -> Query:
    """Every distinct token of a question as a clause of its own: the baseline query."""
    return Query(tuple(Clause((Term((token,)),)) for token in dict.fromkeys(tokens(text))))


def built(vocabulary: Vocabulary) -> Ask:
    """The query that answers are found with: concepts by all their names, and weights."""
    return lambda text: build(understand(text, vocabulary), tokens)


def questions(data: Path) -> list[Asked]:
    """Those of BioASQ 7b-10b that have gold snippets, in file order."""
    return [each for each in every_question(data) if each.snippets]


def held_out(asked: Sequence[Asked], count: int) -> list[Asked]:
    """At most `count` questions that no weight was set on, in an order that is always the same:
    of the odd half, and not of the first 600 of the file.
    """
    later = [each for each in asked[SEEN:] if not each.tuning]
    return sorted(later, key=lambda each: hashlib.sha256(f"dense{each.id}".encode()).digest())[
        :count
    ]


def gold(asked: Iterable[Asked]) -> list[Document]:
    """The snippets of these questions, those of one PMID as one document."""
    texts: dict[str, dict[str, None]] = {}
    for snippet in chain.from_iterable(each.snippets for each in asked):
        texts.setdefault(snippet.pmid, {})[snippet.text] = None
    return [_document(f"pubmed:{pmid}", " ".join(parts)) for pmid, parts in texts.items()]


def rows(
    asked: Sequence[Asked],
    corpus: Iterable[Document],
    vocabulary: Vocabulary,
    *,
    query: Ask | None = None,
    encoder: Encoder | None = None,
    vectors: Path | None = None,
    rescored: int = RESCORED,
    progress: Progress | None = None,
) -> list[Row]:
    """Quality and latency of plain BM25, of our queries and, with an encoder, of both fused, each
    beside `bm25s` (left out if not installed).

    `asked` are questions with snippets. `corpus` is read once; of documents with the same key the
    first counts. `query`: in place of `built(vocabulary)`. `vectors`: a folder with vectors to use
    and to add to. Only the best `rescored` passages of each question are encoded where they have no
    vector, and only they are rescored, the others follow: were those rescored that happen to have
    a vector, the snippets might have theirs and their rivals not. `progress` counts them.
    """
    ask = query or built(vocabulary)
    with tempfile.TemporaryDirectory(prefix="osler-bench-") as folder:
        index = open_index(Path(folder), create=True)
        try:
            peer = _filled(index, corpus)
            index.settle()
            stats = index.stats()
            sizes = (
                f"{len(asked):,} questions, {stats.documents:,} documents, "
                f"{stats.passages:,} passages"
            )
            find = _bm25s(peer)
            theirs = _run(asked, find) if find else None
            found = _compared("BM25, plain words", _found(index, asked, plain), theirs, sizes)
            found += _compared("BM25", _found(index, asked, ask), theirs, sizes)
            if encoder is not None:
                held = open_vectors(vectors or Path(folder), encoder.name, encoder.dimension)
                if held is not None:
                    best = _candidates(index, asked, ask, rescored)
                    encode_passages(best, len(asked) * rescored, held, encoder, progress)
                    fused = _fused(index, asked, ask, held, encoder, rescored)
                    sizes += f", best {rescored:,} passages rescored"
                    found += _compared("BM25 + vectors", fused, theirs, sizes)
        finally:
            index.close()
    return found


def _filled(index: EvidenceIndex, corpus: Iterable[Document]) -> _Peer:
    """Index every document once."""
    peer = _Peer([], [])
    seen: set[str] = set()

    def entries() -> Iterator[Entry]:
        for document in corpus:
            if document.key in seen:
                continue
            seen.add(document.key)
            snippets = document.header.source == SOURCE
            parts = (_whole(document),) if snippets else passages(document)
            peer.works.extend([_work(document.header)] * len(parts))
            peer.texts.extend(part.text for part in parts)
            yield prepare(document, parts)

    index.upsert(entries())
    index.commit()
    return peer


def _work(header: Header) -> str:
    """What is judged: the PMID where there is one, so that a full text stands for its record."""
    pmid = header.identifiers.pmid
    return f"pubmed:{pmid}" if pmid else header.key


def _document(key: str, text: str) -> Document:
    return Document(Header(key, Family.RESEARCH, SOURCE, "", key), text, (Section(0, len(text)),))


def _whole(document: Document) -> Passage:
    """Snippets as one passage, as abstracts are."""
    text = document.text
    return Passage(f"{document.key}#0", document.key, 0, len(text), text, text_hash(text))


def _candidates(
    index: EvidenceIndex, asked: Sequence[Asked], query: Ask, depth: int
) -> Iterator[Passage]:
    for each in asked:
        for hit in index.search(query(each.body), _EVERYTHING, depth):
            yield hit.passage


def _found(index: EvidenceIndex, asked: Sequence[Asked], query: Ask) -> _Run:
    def find(text: str, k: int) -> list[str]:
        return [_work(hit.header) for hit in index.search(query(text), _EVERYTHING, k)]

    return _run(asked, find)


def _fused(
    index: EvidenceIndex,
    asked: Sequence[Asked],
    query: Ask,
    vectors: Vectors,
    encoder: Encoder,
    depth: int,
) -> _Run:
    def find(text: str, k: int) -> list[str]:
        wanted = query(text)
        hits = search_fused(
            index, vectors, encoder, wanted, text, _EVERYTHING, min(k, depth), depth=depth
        )
        if k > depth:
            hits += index.search(wanted, _EVERYTHING, k)[depth:]
        return [_work(hit.header) for hit in hits]

    return _run(asked, find)


def _bm25s(peer: _Peer) -> Find | None:
    """`bm25s` with its English stop words and the same Snowball stemmer; None if not installed."""
    try:
        bm25s: Any = importlib.import_module("bm25s")  # a peer, never a dependency
    except ImportError:
        return None
    stemmer = Stemmer.Stemmer("english")
    engine = bm25s.BM25(k1=1.2, b=0.75)
    engine.index(
        bm25s.tokenize(peer.texts, stopwords="en", stemmer=stemmer, show_progress=False),
        show_progress=False,
    )

    def find(text: str, k: int) -> list[str]:
        words = bm25s.tokenize(text, stopwords="en", stemmer=stemmer, show_progress=False)
        places, _ = engine.retrieve(words, k=min(k, len(peer.works)), show_progress=False)
        return [peer.works[place] for place in places[0]]

    return find


def _run(asked: Sequence[Asked], find: Find) -> _Run:
    for each in asked[:20]:
        find(each.body, _DEPTH)
    gains, recalls, took = [], [], []
    for each in asked:
        started = time.perf_counter()
        find(each.body, _DEPTH)
        took.append((time.perf_counter() - started) * 1000)
        found = list(dict.fromkeys(find(each.body, _PASSAGES)))[:_DEPTH]
        wanted = {f"pubmed:{snippet.pmid}" for snippet in each.snippets}
        gains.append(ndcg(found, wanted, 10))
        recalls.append(len(wanted.intersection(found)) / len(wanted))
    return _Run(sum(gains) / len(gains), sum(recalls) / len(recalls), sorted(took))


def ndcg(found: Sequence[str], wanted: set[str], depth: int) -> float:
    """Discounted gain of the first `depth`, 0..1: binary gains, ideal cut at `depth`."""
    gain = sum(1 / math.log2(at + 2) for at, key in enumerate(found[:depth]) if key in wanted)
    return gain / sum(1 / math.log2(at + 2) for at in range(min(depth, len(wanted))))


def _compared(name: str, ours: _Run, theirs: _Run | None, sizes: str) -> list[Row]:
    measures: tuple[tuple[str, str, Callable[[_Run], float]], ...] = (
        ("nDCG@10", "", lambda run: run.ndcg),
        ("recall@100", "", lambda run: run.recall),
        ("top 100, p50", "ms", lambda run: run.at(0.5)),
        ("top 100, p95", "ms", lambda run: run.at(0.95)),
    )
    peer = "bm25s" if theirs else None
    return [
        Row(f"{name}: {what}", of(ours), unit, sizes, peer, of(theirs) if theirs else None)
        for what, unit, of in measures
    ]
