"""How well danger is told and personal data masked, on phrases and questions written by hand.

They lie in `tests/safety/` of the source tree; every person in them is made up.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from osler.evaluation.row import Row
from osler.evaluation.safety_lists import (
    FOLDER,
    PHRASES,
    QUESTIONS,
    UNSEEN_PHRASES,
    UNSEEN_QUESTIONS,
    Marked,
    phrases,
    questions,
)
from osler.safety.identifier import Finding, Identifier
from osler.safety.personal import masked
from osler.safety.reception import receive
from osler.safety.triage import triage
from osler.vocabulary.concept import Vocabulary


@dataclass(slots=True)
class Count:
    """`hit` of `held` identifiers wholly masked; `right` of `found` maskings on an identifier;
    `whole` of `free` questions without identifiers unchanged.
    """

    held: int = 0
    hit: int = 0
    found: int = 0
    right: int = 0
    free: int = 0
    whole: int = 0

    @property
    def recall(self) -> float:
        """Share of identifiers masked."""
        return self.hit / max(1, self.held)

    @property
    def precision(self) -> float:
        """Share of maskings that hide an identifier."""
        return self.right / max(1, self.found)


def rows(vocabulary: Vocabulary, folder: Path = FOLDER) -> list[Row]:
    """Recall and precision of masking, of all and of names; dangers told and false alarms; time."""
    asked = [each for name in QUESTIONS for each in questions(folder / name)]
    every, names = counted(asked, vocabulary), counted(asked, vocabulary, Identifier.NAME)
    new = questions(folder / UNSEEN_QUESTIONS)
    fresh, news = counted(new, vocabulary), phrases(folder / UNSEEN_PHRASES)
    size = f"{len(asked)} questions, {every.held} identifiers, {every.free} questions without"
    told = [each for name in PHRASES for each in phrases(folder / name)]
    dangers = [kind in _told(phrase) for kind, phrase in told if kind != "none"]
    calm = [not _told(phrase) for kind, phrase in told if kind == "none"]
    return [
        Row("identifiers masked (recall)", every.recall, "share", size),
        Row("maskings on an identifier (precision)", every.precision, "share", size),
        Row("names masked (recall)", names.recall, "share", f"{names.held} names"),
        Row("questions without left alone", every.whole / every.free, "share", f"{every.free}"),
        Row("dangers told", sum(dangers) / len(dangers), "share", f"{len(dangers)} phrases"),
        Row("calm phrases left calm", sum(calm) / len(calm), "share", f"{len(calm)} phrases"),
        *_unseen(fresh, news),
        Row("receiving a question", _milliseconds(asked, vocabulary), "ms", "mean"),
    ]


def _unseen(fresh: Count, news: Sequence[tuple[str, str]]) -> list[Row]:
    """The same of what neither rules nor weights have been mended on."""
    dangers = [bool(_told(phrase)) for kind, phrase in news if kind != "none"]
    calm = [not _told(phrase) for kind, phrase in news if kind == "none"]
    return [
        Row("unseen: identifiers masked (recall)", fresh.recall, "share", f"{fresh.held}"),
        Row("unseen: maskings on an identifier", fresh.precision, "share", f"{fresh.found}"),
        Row(
            "unseen: questions without left alone",
            fresh.whole / fresh.free,
            "share",
            f"{fresh.free}",
        ),
        Row(
            "unseen: dangers told", sum(dangers) / len(dangers), "share", f"{len(dangers)} phrases"
        ),
        Row(
            "unseen: calm phrases left calm", sum(calm) / len(calm), "share", f"{len(calm)} phrases"
        ),
    ]


def counted(
    asked: Iterable[Marked], vocabulary: Vocabulary, only: Identifier | None = None
) -> Count:
    """What masking did to the questions; `only` counts identifiers of one kind."""
    count = Count()
    for each in asked:
        done = masked(each.text, vocabulary)
        held = [one for one in each.identifiers if only is None or one.kind is only]
        count.held += len(held)
        count.hit += sum(_hidden(each.text, one, done.findings) for one in held)
        count.found += len(done.findings)
        count.right += sum(_on(one, each.identifiers) for one in done.findings)
        if not each.identifiers:
            count.free += 1
            count.whole += done.text == each.text
    return count


def _hidden(text: str, one: Finding, found: Sequence[Finding]) -> bool:
    """Whether every letter and digit of an identifier is masked."""
    return all(
        not text[at].isalnum() or any(each.start <= at < each.end for each in found)
        for at in range(one.start, one.end)
    )


def _on(found: Finding, held: Sequence[Finding]) -> bool:
    return any(each.start < found.end and found.start < each.end for each in held)


def _told(phrase: str) -> set[str]:
    return {danger.value for danger in triage(phrase)}


def _milliseconds(asked: Sequence[Marked], vocabulary: Vocabulary) -> float:
    begun = time.perf_counter()
    for each in asked:
        receive(each.text, None, "US", vocabulary)
    return (time.perf_counter() - begun) * 1000 / len(asked)
