"""Judging a statement by the passages it cites: hard vetoes first, then weighted coverage.

Each sentence of the statement is set on the one to three passage sentences that say most of it;
every veto then compares the two and gives its reason. What no veto stops is supported if enough
of its weight is carried. An entailment model, where there is one, is asked only after that: it can
take away what the rules let through and let through what they found somewhat thin, but no veto is
ever overruled. Passages are data: nothing in them is followed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from osler.answer.answer import Verdict, VerdictKind
from osler.answer.verify.alternatives import alternatives
from osler.answer.verify.coverage import footing_of, index_of
from osler.answer.verify.direction import direction
from osler.answer.verify.edits import edits
from osler.answer.verify.identity import identity, speaks_of
from osler.answer.verify.joints import joined
from osler.answer.verify.negation import negation
from osler.answer.verify.numbers import numbers
from osler.answer.verify.objection import Footing, Objection
from osler.answer.verify.peoples import peoples
from osler.answer.verify.population import population
from osler.answer.verify.reading import Sentence, content, flat, normalise, read
from osler.answer.verify.roles import roles
from osler.answer.verify.strength import strength
from osler.inference.entailment import Entailment
from osler.vocabulary.concept import Vocabulary

SUPPORTED_FROM = 0.6  # share of a sentence's weight; fitted on one half of the pairs, see 0005
PARTIAL_FROM = 0.4
# Chances that the passages say it, fitted on development pairs; see 0023.
REFUSED_BELOW = 0.05
LIFTED_FROM = 0.8

_VETOES: tuple[Callable[[Sentence, Footing], Iterable[Objection]], ...] = (
    numbers,
    direction,
    negation,
    population,
    peoples,
    alternatives,
    joined,
    roles,
    strength,
)
_ORDER = (
    VerdictKind.SUPPORTED,
    VerdictKind.PARTIAL,
    VerdictKind.UNSUPPORTED,
    VerdictKind.CONTRADICTED,
)


def judge(
    statement: str,
    passages: Sequence[str],
    vocabulary: Vocabulary | None = None,
    entailment: Entailment | None = None,
) -> Verdict:
    """What the passages, together, say about a statement; reasons name what and where.

    The worst sentence decides. A sentence that stands whole in a passage is supported, and no
    model is asked about it.
    """
    claims = read(statement)
    if any(_stands_whole(statement, passage) for passage in passages):
        return Verdict(VerdictKind.SUPPORTED, 1.0)
    if not any(word.weight for claim in claims for word in claim.words):
        return Verdict(VerdictKind.UNSUPPORTED, 0.0, ("coverage: the statement says nothing",))
    sentences = tuple(sentence for passage in passages for sentence in read(passage))
    index = index_of(sentences)
    parts = [_part(claim, passages, sentences, index, vocabulary, entailment) for claim in claims]
    kind = max((part.kind for part in parts), key=_ORDER.index)
    reasons = dict.fromkeys(reason for part in parts for reason in part.reasons)
    score = sum(part.score for part in parts) / len(parts)
    return Verdict(kind, round(score, 3), tuple(reasons))


def _part(
    claim: Sentence,
    passages: Sequence[str],
    sentences: tuple[Sentence, ...],
    index: dict[str, list[int]],
    vocabulary: Vocabulary | None,
    entailment: Entailment | None,
) -> Verdict:
    if len(passages) and any(_stands_whole(claim.text, passage) for passage in passages):
        return Verdict(VerdictKind.SUPPORTED, 1.0)
    best, score = footing_of(claim, index, sentences)
    footing = Footing(best or sentences[:1], sentences)
    if vocabulary and score < 1.0:
        score = _with_other_names(claim, footing, score, vocabulary)
    found = list(_objections(claim, footing, vocabulary)) if best else []
    kinds = [objection.kind for objection in found]
    reasons = [objection.reason for objection in found]
    if score < SUPPORTED_FROM:
        kinds.append(VerdictKind.PARTIAL if score >= PARTIAL_FROM else VerdictKind.UNSUPPORTED)
        reasons.append(f"coverage: the passages carry {score:.0%} of what is said")
    kind = max(kinds, key=_ORDER.index, default=VerdictKind.SUPPORTED)
    if score < PARTIAL_FROM and kind is VerdictKind.CONTRADICTED:
        kind = VerdictKind.UNSUPPORTED
    verdict = Verdict(kind, score, tuple(reasons))
    if entailment is None or found or not best or score < PARTIAL_FROM:
        return verdict
    return _entailed(claim, best, sentences, verdict, entailment)


def _entailed(
    claim: Sentence,
    best: Sequence[Sentence],
    sentences: Sequence[Sentence],
    verdict: Verdict,
    entailment: Entailment,
) -> Verdict:
    """The verdict of the rules, as the model changes it: on the sentences the claim stands on, and
    where those fall short, with the ones around them.
    """
    held = {id(each) for each in best}
    places = [at for at, each in enumerate(sentences) if id(each) in held]
    narrow = " ".join(sentences[at].text for at in places)
    (chances,) = entailment.chances([(narrow, claim.text)])
    if chances.says < REFUSED_BELOW:
        around = sorted({at + step for at in places for step in (-1, 0, 1)})
        wide = " ".join(sentences[at].text for at in around if 0 <= at < len(sentences))
        if wide != narrow:
            chances = max(
                chances, *entailment.chances([(wide, claim.text)]), key=lambda each: each.says
            )
    if chances.says < REFUSED_BELOW:
        denied = chances.denies > chances.silent
        words = "denies it" if denied else "does not say it"
        reason = f"entailment: the passage {words}, in the eyes of {entailment.name}"
        kind = VerdictKind.CONTRADICTED if denied else VerdictKind.UNSUPPORTED
        return Verdict(kind, verdict.score, (*verdict.reasons, f"{reason} ({chances.says:.2f})"))
    if verdict.kind is VerdictKind.PARTIAL and chances.says >= LIFTED_FROM:
        return Verdict(VerdictKind.SUPPORTED, verdict.score)
    return verdict


def _with_other_names(
    claim: Sentence, footing: Footing, score: float, vocabulary: Vocabulary
) -> float:
    """The share carried when a concept named otherwise in the passages counts as carried."""
    weights = content([claim])
    held = frozenset[str]().union(*(sentence.senses() for sentence in footing.best))
    for mention in vocabulary.mentions(claim.text):
        named = {word.sense for sentence in read(mention.text) for word in sentence.words}
        missing = (named & weights.keys()) - held
        if missing and speaks_of(mention.concept, footing, vocabulary):
            score += sum(weights[sense] for sense in missing) / sum(weights.values())
            held |= missing
    return min(1.0, score)


def _objections(
    claim: Sentence, footing: Footing, vocabulary: Vocabulary | None
) -> Iterator[Objection]:
    for veto in _VETOES:
        yield from veto(claim, footing)
    yield from identity(claim, footing, vocabulary)
    yield from edits(claim, footing, vocabulary)


@lru_cache(maxsize=512)
def _lines(passage: str) -> tuple[str, frozenset[int]]:
    """The passage on one line, and the offsets at which its lines began or ended."""
    text = ""
    edges: set[int] = set()
    pieces = []
    length = 0
    for line in normalise(passage).split("\n"):
        piece = flat(line)
        if piece:
            edges.update((length, length + len(piece)))
            pieces.append(piece)
            length += len(piece) + 1
    text = " ".join(pieces)
    return text, frozenset(edges)


def _stands_whole(statement: str, passage: str) -> bool:
    """Whether the statement is whole sentences of the passage, retyping aside."""
    wanted = flat(statement)
    text, edges = _lines(passage)
    return any(
        _begins(text, start, edges) and _finishes(text, wanted, start + len(wanted), edges)
        for start in _places(wanted, text)
    )


def _places(wanted: str, text: str) -> Iterator[int]:
    start = text.find(wanted) if wanted else -1
    for _ in range(20):
        if start < 0:
            return
        yield start
        start = text.find(wanted, start + 1)


def _begins(text: str, start: int, edges: frozenset[int]) -> bool:
    return (
        start in edges
        or text[start] in ";:,"
        or re.search(r"[.!?][\"')\]]*\s$", text[max(0, start - 6) : start]) is not None
    )


def _finishes(text: str, wanted: str, end: int, edges: frozenset[int]) -> bool:
    if end in edges or end >= len(text):
        return True
    if re.search(r"[.!?][\"')\]]*$", wanted):
        return text[end] == " "
    return re.match(r"[.!?][\"')\]]*(?:\s|$)", text[end : end + 6]) is not None
