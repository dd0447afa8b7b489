"""What an answer is made with, and what the reader wishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from osler.answer.answer import Corpus
from osler.evidence.document import Family
from osler.index.index import EvidenceIndex
from osler.index.vectors import Vectors
from osler.inference.encoder import Encoder
from osler.inference.entailment import Entailment
from osler.inference.language_model import LanguageModel
from osler.vocabulary.concept import Vocabulary


@dataclass(frozen=True, slots=True)
class Writer:
    """A model that may write answers, and within what: `seconds` and written `tokens` for a whole
    answer, `passages` that it is given.
    """

    model: LanguageModel
    seconds: float = 20.0
    tokens: int = 1200
    passages: int = 10


@dataclass(frozen=True, slots=True)
class Evidence:
    """What answers are made from.

    `starter` says when the bundled digests may be cited: "auto" only in a family where nothing
    else answers, "always", or "never". `passages`: ranked per family. `statements`: the most shown
    in one section. `old`: years after which evidence counts as old. `writers` by who reads, "" for
    everybody else; where there is none no model is asked. `entailment` judges, after the rules,
    what is not in the source's own words.
    """

    index: EvidenceIndex
    vocabulary: Vocabulary
    corpus: Corpus
    vectors: Vectors | None = None
    encoder: Encoder | None = None
    starter: str = "auto"
    passages: int = 40
    statements: int = 8
    old: int = 10
    writers: Mapping[str, Writer | None] = field(default_factory=dict)
    entailment: Entailment | None = None

    def writer(self, reader: str | None) -> Writer | None:
        """Who writes for this reader."""
        chosen = reader if reader in self.writers else ""
        return self.writers.get(chosen or "")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader wants searched. `year` is the year it is now, `at` the moment (ISO, UTC).
    `explain` keeps every dropped passage in the trace. `reader` is whom the answer is for.
    """

    year: int
    families: tuple[Family, ...] = tuple(Family)
    since: int | None = None
    explain: bool = False
    at: str | None = None
    reader: str | None = None
