"""What a veto says against a statement."""

from __future__ import annotations

from dataclasses import dataclass

from osler.answer.answer import VerdictKind
from osler.answer.verify.reading import Sentence


@dataclass(frozen=True, slots=True)
class Objection:
    """`kind` is CONTRADICTED (the passage says otherwise), UNSUPPORTED (it does not say so) or
    PARTIAL (it says so only with something left out here); `reason` is plain: what, and where.
    """

    kind: VerdictKind
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Footing:
    """What one sentence of a statement stands on.

    `best` are one to three sentences that say most of it, the closest first; `all` is everything
    the cited passages say.
    """

    best: tuple[Sentence, ...]
    all: tuple[Sentence, ...]


def contradicted(reason: str) -> Objection:
    """The passage says otherwise."""
    return Objection(VerdictKind.CONTRADICTED, reason)


def unsupported(reason: str) -> Objection:
    """The passage does not say so."""
    return Objection(VerdictKind.UNSUPPORTED, reason)


def partial(reason: str) -> Objection:
    """The passage says so, with something this statement leaves out."""
    return Objection(VerdictKind.PARTIAL, reason)
