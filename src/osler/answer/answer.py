"""The answer: a frozen, versioned value that can be replayed and audited.

Its JSON form is public (`answer.schema.json`); `SCHEMA` grows when a field changes meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from osler.evidence.document import Family
from osler.safety.notice import Notice

SCHEMA = "1.0"


class StatementKind(StrEnum):
    """Whether the words are the source's or ours."""

    QUOTE = "quote"
    REWRITTEN = "rewritten"


class VerdictKind(StrEnum):
    """What the cited passages say about a statement."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` 0..1 is how much of the statement's weight the passages cover; `reasons` are plain
    phrases, vetoes first ("number: 40 mg is not in the passage").
    """

    kind: VerdictKind
    score: float
    reasons: tuple[str, ...] = ()


class Level(StrEnum):
    """Certainty after GRADE's sense, computed and said so; never a guideline's own grade."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure, and why: every reason can be checked by a reader."""

    level: Level
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """`quote == document.text[start:end]`: code points, half-open. `reference` is the number."""

    reference: int
    document: str
    passage: str
    start: int
    end: int
    quote: str
    quote_sha256: str
    section: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence shown. For a quote, text inside `[…]` that is not in the source is ours.

    `recommendation` is the scheme's own grade as printed, `population` whom it is for; `heading`
    is what a label statement is quoted from ("prednisone, Warnings, 2023").
    """

    text: str
    kind: StatementKind
    verdict: Verdict
    certainty: Certainty
    citations: tuple[Citation, ...]
    recommendation: str | None = None
    population: str | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Statements under one subhead; `heading` is None where a section has a single group."""

    heading: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One family's part of the answer; `note` says why it is empty or thin."""

    family: Family
    title: str
    groups: tuple[Group, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """One document cited. `standing` are badges, empty in good standing; `read` is "abstract",
    "full text", "label", "recommendation" or "digest".
    """

    number: int
    document: str
    family: Family
    title: str
    container: str | None
    publisher: str | None
    authors: tuple[str, ...]
    year: int | None
    date: str | None
    url: str | None
    identifiers: dict[str, str]
    version: str | None
    sections: tuple[str, ...]
    design: str
    standing: tuple[str, ...]
    language: str | None
    licence: str | None
    read: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement."""

    text: str
    citations: tuple[Citation, ...]
    date: str | None
    design: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sides on one point; `note` when one supersedes the other."""

    point: str
    sides: tuple[Side, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer. `reason` is one of: unknown, unsupported, retracted, empty, mixed,
    scope, withheld.
    """

    reason: str
    message: str
    searched: tuple[str, ...]
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as understood, in words a reader can check."""

    text: str
    kind: str
    shape: str
    concepts: tuple[str, ...]
    also_searched: tuple[str, ...]
    unknown: tuple[str, ...]
    population: str | None


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was searched: index version, documents per family, evidence current to (ISO date)."""

    generation: int
    documents: dict[str, int]
    current_to: str | None
    digest_only: bool
    vectors: bool
    digests: int = 0  # of the documents, starter digests


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one statement that a model wrote. Its words are not here: only where it was
    shown are they in the answer; `sha256` (hex) is over them. `passages` are keys; `outcome` is
    "shown", "again" (returned to the model with the reasons) or "dropped"; `turn` counts from 1.
    """

    sha256: str
    passages: tuple[str, ...]
    outcome: str
    reasons: tuple[str, ...] = ()
    verdict: VerdictKind | None = None
    score: float | None = None
    turn: int = 1


@dataclass(frozen=True, slots=True)
class Written:
    """The record of a model's part in an answer, for audit. `prompts` are SHA-256 (hex) of each
    prompt as sent; `read`, `written` tokens altogether, estimates unless `counted`; `cost` in the
    operator's currency, None without prices. `instead` says why the extractive answer is shown,
    None where statements of the model are.
    """

    model: str
    prompts: tuple[str, ...]
    parameters: dict[str, int | float]
    passages: tuple[str, ...]
    read: int
    written: int
    counted: bool
    cost: float | None
    checked: tuple[Checked, ...]
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the trace: a stage, what it did, and how long it took (ms, None in replays)."""

    stage: str
    detail: str
    milliseconds: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. Exactly one of a non-empty `sections` or a `refusal` carries the point.
    `notices` are for whoever asked, and come before everything else.
    """

    schema: str
    question: str
    understood: Understood
    summary: tuple[Statement, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    disagreements: tuple[Disagreement, ...]
    not_covered: tuple[str, ...]
    refusal: Refusal | None
    corpus: Corpus
    trace: tuple[Step, ...]
    made_by: str
    made_at: str | None = None
    written: Written | None = None  # None where no model was asked
    notices: tuple[Notice, ...] = ()
