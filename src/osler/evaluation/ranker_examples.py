"""What the ranker is fitted on: questions, their candidates, and what each candidate is worth."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from osler.answer.candidate import Candidate
from osler.answer.features import SIGNALS
from osler.answer.fitness import unfit
from osler.answer.pool import candidates
from osler.answer.question import Question
from osler.answer.retrieve import retrieve
from osler.answer.scene import scene
from osler.answer.stands_alone import stands_alone
from osler.answer.trees import inputs
from osler.answer.understand import understand
from osler.answer.wording import wording
from osler.evaluation.bioasq import Asked, documents
from osler.evaluation.rouge_su4 import Profile, best, profile
from osler.evaluation.train_trees import SEEN
from osler.evidence.document import Family
from osler.index.embedded import open_index
from osler.index.entry import prepare
from osler.index.index import EvidenceIndex
from osler.vocabulary.concept import Vocabulary

Floats = NDArray[np.float64]
_SEEN = [place for place, signal in enumerate(SIGNALS) if signal.name in SEEN]
RARE_BELOW = 6  # documents with a stem, below which it counts as rare


@dataclass(frozen=True, slots=True)
class Example:
    """One question with its candidates, their signal values, and their worth (mean of ROUGE-2 and
    SU4 F1 against the best ideal answer). `fit`: those that may be shown at all.
    """

    asked: Asked
    question: Question
    candidates: tuple[Candidate, ...]
    values: Floats
    worth: Floats
    fit: NDArray[np.bool_]
    ideals: tuple[Profile, ...]

    @property
    def seen(self) -> NDArray[np.float32]:
        """What the trees see."""
        return inputs(self.values[:, _SEEN], self.question.shape)


def abstracts(data: Path) -> Iterator[str]:
    """Titles and abstracts of `data/pubmed/recent_abstracts.jsonl.gz`."""
    with gzip.open(data / "pubmed" / "recent_abstracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield f"{record['title']} {record['abstract']}"


def stem_idf(texts: Iterator[str]) -> dict[str, float]:
    """Natural-log idf of stems that at least `RARE_BELOW` texts hold."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(wording(text).content)
        total += 1
    return {
        stem: round(math.log(total / count), 3)
        for stem, count in sorted(counts.items())
        if count >= RARE_BELOW
    }


def corpus(asked: Sequence[Asked], folder: Path) -> EvidenceIndex:
    """An index of every distinct gold snippet of all questions."""
    index = open_index(folder, create=True)
    if not index.stats().documents:
        index.upsert(prepare(document) for document in documents(asked))
        index.commit()
    return index


def may_show(question: Question, candidate: Candidate) -> bool:
    """Whether the rules that are not learnt let a sentence through."""
    return unfit(candidate, question) is None and stands_alone(candidate).text is not None


def examples(
    asked: Sequence[Asked], index: EvidenceIndex, vocabulary: Vocabulary, idf: dict[str, float]
) -> list[Example]:
    """Training cases; questions with fewer than two candidates that may show are left out."""
    made: list[Example] = []
    for each in asked:
        question = understand(each.body, vocabulary, (Family.RESEARCH,))
        found = [hit for family in retrieve(question, index) for hit in family.hits]
        pool = candidates(question, found)
        fit = np.array([may_show(question, one) for one in pool], np.bool_)
        if fit.sum() < 2 or not each.ideals:
            continue
        laid = scene(question, pool, idf)
        values = np.stack([signal.values(laid) for signal in SIGNALS], axis=1)
        ideals = tuple(profile(text) for text in each.ideals)
        gained = np.array([best(profile(one.text), ideals).mean for one in pool])
        made.append(Example(each, question, tuple(pool), values, gained, fit, ideals))
    return made
