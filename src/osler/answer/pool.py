"""Sentences of retrieved passages: what an answer may be made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from osler.answer.candidate import Candidate
from osler.answer.listed import with_lists
from osler.answer.question import Question
from osler.evidence.split import sentences
from osler.index.index import Hit

LIMIT = 240  # sentences ranked for one question
SHORTEST = 20  # code points; shorter stretches state nothing

# "CONCLUSIONS: ", "Methods and results - " before a sentence: the journal's label, not its words.
_LABEL = re.compile(
    r"(?:[A-Z][A-Z/&, \-]{3,60}|(?:Background|Introduction|Objectives?|Aims?|Purpose|Methods?|"
    r"Materials? and methods|Patients and methods|Study design|Design|Setting|Results?|Findings|"
    r"Main results|Discussion|Conclusions?|Interpretation|Significance|Context|Summary|"
    r"Methods and results|Recent findings|Key points|Expert opinion|Areas covered)"
    r"(?: and [a-z]{4,15})?)[:.]\s+(?=\S)"
    r"|(?:Background|Introduction|Objectives?|Methods?|Results?|Conclusions?)\s?(?=[A-Z\u0391-\u03c9])"
)
_NOT_LABELS = frozenset({"COVID", "DNA", "RNA", "HIV", "AIDS"})


def candidates(
    question: Question,  # noqa: ARG001 - part of the step's signature, for bounds that depend on it
    hits: Sequence[Hit],
    limit: int = LIMIT,
) -> list[Candidate]:
    """Sentences of `hits` in order, at most `limit`, from the best passages first.

    A leading section label is left out of the span and kept as the candidate's `label`, which
    later sentences of the passage inherit. `hit_rank` counts within each family.
    """
    found: list[Candidate] = []
    ranks: dict[str, int] = {}
    for hit in hits:
        family = hit.header.family.value
        rank = ranks[family] = ranks.get(family, -1) + 1
        found.extend(_of_passage(hit, rank))
        if len(found) >= limit:
            break
    return found[:limit]


def _of_passage(hit: Hit, rank: int) -> list[Candidate]:
    text = hit.passage.text
    spans = with_lists(text, _sentences(text))
    found: list[Candidate] = []
    before: str | None = None
    label: str | None = None
    for position, (start, end) in enumerate(spans):
        skip, named = _label(text[start:end])
        label = named or label
        start += skip
        words = text[start:end]
        if end - start >= SHORTEST or (" " in words and _advice(hit, start, end)):
            found.append(
                Candidate(
                    text=words,
                    start=hit.passage.start + start,
                    end=hit.passage.start + end,
                    hit=hit,
                    hit_rank=rank,
                    position=position,
                    of=len(spans),
                    before=before,
                    label=label,
                )
            )
        before = words
    return found


def _advice(hit: Hit, start: int, end: int) -> bool:
    """Whether a short stretch is a recommendation from end to end ("Avoid use")."""
    first, last = hit.passage.start + start, hit.passage.start + end
    return any(each.start == first and last <= each.end for each in hit.passage.recommendations)


@lru_cache(maxsize=2048)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return sentences(text)


def _label(sentence: str) -> tuple[int, str | None]:
    found = _LABEL.match(sentence)
    if found is None:
        return 0, None
    name = found.group().strip(" :.\t")
    if name in _NOT_LABELS:
        return 0, None
    return found.end(), name.lower()
