"""Choosing: few sentences, each of which answers, stands alone and adds something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from osler.answer.answering import graded
from osler.answer.boxed_warning import boxed
from osler.answer.candidate import Candidate, Ranked
from osler.answer.fitness import TOO_SHORT, animal, case_report, unfit
from osler.answer.genotyped import SOURCE, silent
from osler.answer.opening import opening
from osler.answer.preference import NOT_DONE
from osler.answer.question import Question, QuestionKind
from osler.answer.quotable import unquotable
from osler.answer.recommended import fits, states
from osler.answer.relevance import irrelevant
from osler.answer.stands_alone import stands_alone
from osler.answer.topics import grouped
from osler.answer.whom import recommendation, whole
from osler.answer.wording import wording
from osler.evidence.document import Family

LOOKED_AT = 50  # best-ranked sentences considered
SAME = 0.72  # shared content from which two sentences say the same
ALIKE = 0.5  # shared content from which a sentence adds little
# Of the best score: beyond that a section circles rather than answers. The ranker was fitted on
# research, where its scores tell more.
WEAKEST = {Family.GUIDELINES: 0.15, Family.LABELS: 0.25, Family.RESEARCH: 0.3}
PER_PASSAGE = 2
_WARNED, _OTHER = "What the boxed warning is about", "Other adverse effects"
BEHIND = 3  # statements of background shown after recommendations that answer


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence to show: `text` is its stretch with our additions in brackets; `also` are near
    duplicates in other documents, best first; `flag` says what holds it back ("case report");
    `opening` is 1 or 2 for the one or two sentences the family's answer opens with, in order.
    """

    ranked: Ranked
    text: str
    also: tuple[Candidate, ...] = ()
    flag: str | None = None
    opening: int | None = None

    @property
    def candidate(self) -> Candidate:
        """The sentence itself."""
        return self.ranked.candidate


@dataclass(frozen=True, slots=True)
class Selected:
    """Choices under one subhead; `heading` is None where there is a single group."""

    heading: str | None
    choices: tuple[Choice, ...]


@dataclass(slots=True)
class _Open:
    """A choice still gathering its duplicates."""

    ranked: Ranked
    text: str
    flag: str | None
    opening: int | None
    also: list[Candidate] = field(default_factory=list)


def select(
    question: Question,
    ranked: Sequence[Ranked],
    limit: int,
    expansion: Callable[[str], str | None] | None = None,
    dropped: Callable[[Ranked, str], None] | None = None,
    beside: Callable[[Question, Ranked], str | None] = irrelevant,
    caution: str | None = None,
    *,
    resort: bool = True,
) -> list[Selected]:
    """At most `limit` statements in groups, best group and best statement first.

    `ranked` is one family's, best first. Case reports, animal and laboratory work are used only as
    a last `resort`, where nothing else answers, and flagged. `dropped` is told of each sentence
    passed over and why. `beside` says why a sentence is beside the question; `caution` flags
    whatever is chosen.
    """
    fit = list(_fit(question, ranked[:LOOKED_AT], dropped, beside, caution))
    for tier in ([each for each in fit if each[1] == caution], fit if resort else []):
        chosen = _choose(question, tier, limit, expansion, dropped)
        if chosen:
            choices = [Choice(e.ranked, e.text, tuple(e.also), e.flag, e.opening) for e in chosen]
            return _groups(question, choices)
    return []


def _groups(question: Question, choices: Sequence[Choice]) -> list[Selected]:
    """Recommendations that answer, by themselves, and what stands behind them; otherwise groups by
    what statements are about, boxed warnings first where harms are asked for.
    """
    advice = tuple(each for each in choices if fits(question, each.candidate))
    if advice:
        rest = (each for each in choices if each not in advice)
        behind = tuple(each for each in rest if not silent(each.candidate.text))[:BEHIND]
        return [Selected(None, advice)] + ([Selected("Background", behind)] if behind else [])
    warned = tuple(each for each in choices if boxed(each.candidate)) if _harms(question) else ()
    others = [each for each in choices if each not in warned]
    groups = grouped(question, [choice.candidate.text for choice in others]) if others else []
    found = [Selected(head, tuple(others[row] for row in rows)) for head, rows in groups]
    if warned and not found:
        return [Selected(None, warned)]
    if warned:
        headed = (replace(each, heading=each.heading or _OTHER) for each in found)
        return [Selected(_WARNED, warned), *headed]
    return found


def _harms(question: Question) -> bool:
    return question.kind is QuestionKind.ADVERSE_EFFECT


def _fit(
    question: Question,
    ranked: Sequence[Ranked],
    dropped: Callable[[Ranked, str], None] | None,
    beside: Callable[[Question, Ranked], str | None],
    caution: str | None,
) -> Iterator[tuple[Ranked, str | None]]:
    for each in ranked:
        reason = beside(question, each) or unfit(each.candidate, question)
        if reason == TOO_SHORT and graded(each.candidate):
            reason = None  # "Avoid clopidogrel if possible." is a whole recommendation
        if reason is not None and states(question, each.candidate):
            reason = None  # so is "The evidence is insufficient", said as one
        if reason is None:  # last, for it costs the most
            reason = unquotable(question, each.candidate)
        if reason is None:
            yield each, _flag(question, each.candidate) or caution
        elif dropped is not None:
            dropped(each, reason)


def _flag(question: Question, candidate: Candidate) -> str | None:
    if case_report(candidate):
        return "case report"
    asked = wording(question.text).joined
    wanted = any(f" {word} " in asked for word in ("anim", "mice", "mous", "rat", "vitro"))
    return "animal or laboratory" if animal(candidate) and not wanted else None


def _choose(
    question: Question,
    fit: Sequence[tuple[Ranked, str | None]],
    limit: int,
    expansion: Callable[[str], str | None] | None,
    dropped: Callable[[Ranked, str], None] | None,
) -> list[_Open]:
    flags = {id(each): flag for each, flag in fit}
    chosen: list[_Open] = []
    texts: dict[int, str] = {}
    standing: list[Ranked] = []
    for each, _ in fit:
        alone = stands_alone(each.candidate, expansion)
        text = alone.text or (each.candidate.text if states(question, each.candidate) else None)
        if text is not None:
            texts[id(each)] = text
            standing.append(each)
        elif dropped is not None:
            dropped(each, alone.reason)
    advice = [each for each in standing if fits(question, each.candidate)]
    done = [each for each in standing if not any(one.name == NOT_DONE for one in each.features)]
    first = advice[:1] or opening(question, done or standing)
    best = first[0].score if first else 0.0
    for each in [*first, *(other for other in standing if other not in first)]:
        same = _same(each, chosen)
        if same is not None:
            same.also.append(each.candidate)
        elif len(chosen) < limit and (
            each in first or (each in advice and _apart(each, chosen)) or _adds(each, chosen, best)
        ):
            place = first.index(each) + 1 if each in first else None
            chosen.append(_Open(each, texts[id(each)], flags[id(each)], place))
    return chosen


def _same(each: Ranked, chosen: Sequence[_Open]) -> _Open | None:
    for one in chosen:
        other = one.ranked.candidate
        if repeats(each.candidate.text, other.text) and not _others(each.candidate, other):
            return one
    return None


def _others(one: Candidate, other: Candidate) -> bool:
    """Whether two recommendations say in other words what to do for other people."""
    if not (whole(one) and whole(other)) or one.hit.header.source == SOURCE:
        return False  # rows for genotypes say much the same of many
    first, second = recommendation(one), recommendation(other)
    return first is not None and second is not None and first.population != second.population


def _apart(each: Ranked, chosen: Sequence[_Open]) -> bool:
    """Whether a recommendation is not the second of two sentences of one that is shown."""
    passage = each.candidate.hit.passage.key
    return sum(one.ranked.candidate.hit.passage.key == passage for one in chosen) < PER_PASSAGE


def _adds(each: Ranked, chosen: Sequence[_Open], best: float) -> bool:
    least = WEAKEST[each.candidate.hit.header.family] * best
    if each.score < least:
        return False
    passage = each.candidate.hit.passage.key
    if sum(one.ranked.candidate.hit.passage.key == passage for one in chosen) >= PER_PASSAGE:
        return False
    closest, nearest = max(
        ((likeness(each.candidate.text, one.ranked.candidate.text), row)
         for row, one in enumerate(chosen)),
        default=(0.0, -1),
    )  # fmt: skip
    if closest >= ALIKE and _denies(each.candidate.text, chosen[nearest].ranked.candidate.text):
        return True  # the same point with the opposite sign is the most a reader can learn
    return closest < ALIKE or each.score * (1.0 - closest) >= least


_NEGATION = re.compile(r"(?i)\b(?:not|no|nor|never|without|neither|lack(?:s|ed|ing)?|fail\w*)\b")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _denies(one: str, other: str) -> bool:
    """Whether one of two like sentences negates and the other does not."""
    return bool(_NEGATION.search(one)) != bool(_NEGATION.search(other))


def repeats(one: str, other: str) -> bool:
    """Whether two sentences say the same: alike, with the same numbers and negations."""
    return (
        likeness(one, other) >= SAME
        and set(_NUMBER.findall(one)) == set(_NUMBER.findall(other))
        and len(_NEGATION.findall(one)) == len(_NEGATION.findall(other))
    )


def likeness(one: str, other: str) -> float:
    """Shared content stems over the content of both, 0..1 (Jaccard)."""
    first, second = wording(one).content, wording(other).content
    union = len(first | second)
    return len(first & second) / union if union else 0.0
