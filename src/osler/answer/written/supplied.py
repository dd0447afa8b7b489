"""The numbered passages that a model may write from: few, short, and exactly the sources' text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from osler.answer.answer import Section
from osler.answer.answering import unanswering
from osler.answer.candidate import Candidate
from osler.answer.cite import statements
from osler.answer.fitness import TOO_SHORT, unfit
from osler.answer.malformed import LEANS, ORDERS, TABULAR, malformed
from osler.answer.place import mute, out_of_place
from osler.answer.pool import candidates
from osler.answer.question import Question
from osler.answer.retrieve import Retrieved
from osler.index.index import Hit

LONGEST = 900  # code points of one passage that are supplied
PER_DOCUMENT = 3  # passages of one document
DEPTH = 12  # passages of a family looked at beyond those that the extractive answer quotes


@dataclass(frozen=True, slots=True)
class Supplied:
    """Passage `number` (from 1): whole sentences of `hit`, in order."""

    number: int
    hit: Hit
    sentences: tuple[Candidate, ...]

    @property
    def start(self) -> int:
        """Where it begins, in code points into the document."""
        return self.sentences[0].start

    @property
    def text(self) -> str:
        """Exactly the source's text from the first sentence to the last."""
        passage = self.hit.passage
        return passage.text[self.start - passage.start : self.sentences[-1].end - passage.start]


def supplied(
    question: Question,
    found: Sequence[Retrieved],
    sections: Sequence[Section],
    most: int,
    *,
    digests: bool = False,
) -> tuple[Supplied, ...]:
    """At most `most` passages: those the extractive answer quotes, in its order, families
    taking turns, then the best of the rest that speak of what was asked, starter digests among them
    only if `digests`.
    """
    chosen: list[Supplied] = []
    documents: dict[str, int] = {}
    for hit, wanted in (*_quoted(found, sections), *_others(question, found, digests=digests)):
        key = hit.passage.document
        known = any(each.hit.passage.key == hit.passage.key for each in chosen)
        if known or documents.get(key, 0) >= PER_DOCUMENT:
            continue
        around = _around(question, hit, wanted)
        if around:
            documents[key] = documents.get(key, 0) + 1
            chosen.append(Supplied(len(chosen) + 1, hit, around))
        if len(chosen) == most:
            break
    return tuple(chosen)


def _quoted(
    found: Sequence[Retrieved], sections: Sequence[Section]
) -> Iterator[tuple[Hit, int | None]]:
    """Passages quoted, with where the first quote begins; families take turns."""
    hits: Mapping[str, Hit] = {hit.passage.key: hit for each in found for hit in each.hits}
    lists = [
        [statement.citations[0] for statement in statements([section])] for section in sections
    ]
    for row in range(max((len(each) for each in lists), default=0)):
        for cited in (each[row] for each in lists if row < len(each)):
            if cited.passage in hits:
                yield hits[cited.passage], cited.start


def _others(
    question: Question, found: Sequence[Retrieved], *, digests: bool
) -> Iterator[tuple[Hit, int | None]]:
    for row in range(DEPTH):
        for each in found:
            hit = each.hits[row] if row < len(each.hits) else None
            if hit is None or mute(question, hit):
                continue
            if digests or not hit.header.standing.digest:
                yield hit, None


def _fits(question: Question, sentence: Candidate) -> bool:
    """Whether a statement may rest on this sentence."""
    return (
        out_of_place(question, sentence) is None
        and malformed(question, sentence) in {None, LEANS}
        and unfit(sentence, question) in {None, TOO_SHORT}
    )


def _orderless(
    question: Question, pool: Sequence[Candidate], wanted: int | None
) -> Sequence[Candidate]:
    """The run of sentences, around the one wanted or from the first on, between rows of tables and
    what speaks to a machine: a model is not even shown them.
    """
    run: list[Candidate] = []
    for each in pool:
        if malformed(question, each) not in {ORDERS, TABULAR}:
            run.append(each)
        elif wanted is None or any(one.end > wanted for one in run):
            if run:
                break
        else:
            run.clear()
    return run


def _around(question: Question, hit: Hit, wanted: int | None) -> tuple[Candidate, ...]:
    """Sentences around the one that begins at `wanted`, else around the first that says
    what is asked, within `LONGEST`; none where there is no such sentence.
    """
    pool = _orderless(question, candidates(question, [hit]), wanted)
    middle = next(
        (
            row
            for row, each in enumerate(pool)
            if _fits(question, each)
            and (each.end > wanted if wanted is not None else unanswering(question, each) is None)
        ),
        None,
    )
    if middle is None or len(pool[middle].text) > LONGEST:
        return ()
    first = last = middle
    while True:
        if last + 1 < len(pool) and pool[last + 1].end - pool[first].start <= LONGEST:
            last += 1
        elif first and pool[last].end - pool[first - 1].start <= LONGEST:
            first -= 1
        else:
            return tuple(pool[first : last + 1])
