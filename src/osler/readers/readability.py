"""How hard a text is to read: the Flesch-Kincaid grade, the school year (US) that it takes.

Kincaid et al., Derivation of new readability formulas, 1975; counted by `textstat_rs`, which holds
its word lists itself and asks no network. It is loaded where a grade is first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module

from osler.answer.answer import Answer
from osler.readers.adapt import adapt
from osler.readers.adapted import Adapted
from osler.readers.audience import READERS, audience
from osler.readers.piece import PieceKind, shown

_ENDED = re.compile(r"[.!?][\])\"'”]*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """How one audience's version reads: `grade` of all statements as they are displayed, with what
    is in brackets; `bare` without the meanings put after statements; `before` of the originals.
    `changed` and `failed` count statements; `of` is how many there are.
    """

    reader: str
    before: float
    grade: float
    bare: float
    changed: int
    failed: int
    of: int

    @property
    def easier(self) -> float:
        """How many grades lower than the originals."""
        return self.before - self.grade


def grade(texts: Iterable[str]) -> float:
    """The grade of some statements together, each a sentence at least; 0.0 for none."""
    whole = " ".join(each if _ENDED.search(each) else f"{each}." for each in _trimmed(texts))
    # A compiled library that only this needs.
    library = import_module("textstat_rs")
    return float(library.flesch_kincaid_grade(whole)) if whole else 0.0


def _trimmed(texts: Iterable[str]) -> list[str]:
    return [each.strip() for each in texts if each.strip()]


def readings(answer: Answer, readers: Sequence[str] = READERS) -> tuple[Reading, ...]:
    """How each audience's version of an answer reads."""
    return tuple(reading(adapt(answer, audience(each))) for each in readers)


def reading(adapted: Adapted) -> Reading:
    """How one version reads."""
    told = tuple(adapted.every())
    before = grade(each.original for each in told)
    if not adapted.told:
        return Reading(adapted.audience.name, before, before, before, 0, 0, len(told))
    bare = ([p for p in each.pieces if p.kind is not PieceKind.GLOSS] for each in told)
    return Reading(
        reader=adapted.audience.name,
        before=before,
        grade=grade(each.text for each in told),
        bare=grade(shown(each) for each in bare),
        changed=sum(each.changed for each in told),
        failed=len(adapted.report.failures),
        of=len(told),
    )
