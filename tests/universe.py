"""A small universe of synthetic evidence, in either engine, to ask questions of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from made_vocabulary import MadeVocabulary
from osler.answer.answer import Answer, Citation, Corpus, Statement
from osler.answer.ask import ask
from osler.answer.cite import statements
from osler.answer.desk import Evidence, Wish
from osler.evidence.document import Document, Family
from osler.index.embedded import open_index
from osler.index.entry import prepare
from osler.index.index import EvidenceIndex
from osler.index.memory import MemoryIndex
from universe_records import EVERYTHING

YEAR = 2026
WISH = Wish(YEAR)
_HEAP = 15_000_000


def laid_in(index: EvidenceIndex, documents: Iterable[Document] = EVERYTHING) -> Evidence:
    """What answers are made from, with `documents` in `index`."""
    held = tuple(documents)
    index.upsert([prepare(each) for each in held])
    index.commit()
    counts = {family.value: sum(each.header.family is family for each in held) for family in Family}
    corpus = Corpus(index.stats().version, counts, "2025", digest_only=False, vectors=False)
    return Evidence(index, MadeVocabulary(), corpus)


def in_memory(documents: Iterable[Document] = EVERYTHING) -> Evidence:
    """The universe in the in-memory engine."""
    return laid_in(MemoryIndex(), documents)


def on_disk(folder: Path, documents: Iterable[Document] = EVERYTHING) -> Evidence:
    """The universe in the embedded engine; close its index afterwards."""
    return laid_in(open_index(folder, create=True, heap=_HEAP), documents)


def asked(question: str, evidence: Evidence, **wish: object) -> Answer:
    """The answer of the universe, without clock or date of making."""
    return ask(question, evidence, Wish(YEAR, **wish))  # type: ignore[arg-type]


def shown(answer: Answer) -> list[Statement]:
    """Every statement a reader sees, in order: the summary, then the sections."""
    return [*answer.summary, *statements(answer.sections)]


def cited(answer: Answer) -> Iterator[Citation]:
    """Every citation, in order of use, those of disagreements last."""
    for statement in shown(answer):
        yield from statement.citations
    for each in answer.disagreements:
        for side in each.sides:
            yield from side.citations


def words(answer: Answer) -> str:
    """All statements' texts, for looking at what is said."""
    return "\n".join(statement.text for statement in shown(answer))
