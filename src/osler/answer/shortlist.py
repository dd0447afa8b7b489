"""Which sentences of one family's passages may stand in the answer, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from osler.answer.answering import unanswering
from osler.answer.bare import bare
from osler.answer.boxed_warning import boxed
from osler.answer.candidate import Candidate, Ranked
from osler.answer.demanded import unmet
from osler.answer.desk import Wish
from osler.answer.malformed import malformed
from osler.answer.naming import drugs_of
from osler.answer.nearest import LEAST_LIKELY
from osler.answer.place import mute, out_of_place
from osler.answer.pool import LIMIT, candidates
from osler.answer.preference import names_treatment, preferred
from osler.answer.question import AnswerShape, Question, QuestionKind
from osler.answer.rank import EXPLAINED, rank
from osler.answer.recommended import acting, genetic
from osler.answer.relevance import told
from osler.answer.select import LOOKED_AT
from osler.answer.trace import Trace
from osler.evidence.document import Family
from osler.index.index import Hit

TOLD = 4  # sentences whose ranking the trace spells out when nobody asks for more
# Kinds that a sentence can answer in more words than any table holds.
SOFT = frozenset(
    {
        QuestionKind.CAUSE,
        QuestionKind.MECHANISM,
        QuestionKind.DEFINITION,
        QuestionKind.PROGNOSIS,
        QuestionKind.TREATMENT,
        QuestionKind.OTHER,
    }
)
# Sentences that are ranked, from the best passages first; guidelines are the longest texts.
RANKED = {Family.GUIDELINES: 160, Family.LABELS: 70, Family.RESEARCH: 80}
# Sentences looked at before that where a guideline's recommendations, few among many, count most.
READ = 320
RIVALS = 12  # sentences from which ranking is told apart by its own features
LEAST = 60  # of the whole pool joined to fewer
SURE = 0.9  # chance of answering from which research counts in full without the words for it
SILENT = 0.7  # what counts of it below that


def shortlist(
    question: Question, hits: Sequence[Hit], wish: Wish, trace: Trace, *, alone: bool
) -> list[Ranked]:
    """Sentences that may stand in the answer, best first. Where no family says what is asked in so
    many words (`alone`), research that is likely to answer may stand all the same.
    """
    for hit in hits:
        if mute(question, hit):
            trace.drop(hit.passage.key, "not where a label says so, and no drug was asked about")
    hits = [hit for hit in hits if not mute(question, hit)]
    if not hits:
        return []
    pool = [
        bare(each)
        for each in candidates(question, hits, READ if advised(question, hits) else LIMIT)
    ]
    placed = _passing(out_of_place, question, pool, trace)
    answering = _passing(unanswering, question, placed, trace)
    if question.kind is QuestionKind.ADVERSE_EFFECT:  # a boxed warning is never left unranked
        answering.sort(key=lambda each: not boxed(each))
    soft = alone and hits[0].header.family is Family.RESEARCH and question.kind in SOFT
    fit = (placed if soft else answering)[: RANKED[hits[0].header.family]]
    if not fit:  # rivals of nothing need not be weighed
        return []
    wanted = {id(each) for each in fit}
    told = EXPLAINED if wish.explain else TOLD
    others = [each for each in pool if id(each) not in wanted]
    # The ranker weighs a sentence against its rivals: too few of them, and all look alike.
    rivals = fit if len(fit) >= RIVALS else [*fit, *others[:LEAST]]
    ranked = [each for each in rank(question, rivals, told) if id(each.candidate) in wanted]
    if soft:
        saying = {id(each) for each in answering}
        ranked = [
            _softened(each, id(each.candidate) in saying)
            for each in ranked
            if id(each.candidate) in saying or _may_be_silent(question, each.candidate)
        ]
    return _formed(question, preferred(question, ranked, wish.year), trace)


def advised(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether these are guidelines and the question is on what to do."""
    guided = hits[0].header.family is Family.GUIDELINES
    return guided and (acting(question) or genetic(question))


def second_look(question: Question, hits: Sequence[Hit], wish: Wish, trace: Trace) -> list[Ranked]:
    """The same where nothing said what is asked: every sentence about it that may be silent on the
    relation asked for.
    """
    pool = _passing(
        out_of_place, question, [bare(each) for each in candidates(question, hits)], trace
    )
    kept = [each for each in pool if _may_be_silent(question, each)]
    if not any(told(question, each.text) >= LEAST_LIKELY for each in kept):
        return []  # none would count as near, so that none need be weighed
    ranked = rank(question, kept[: RANKED[Family.RESEARCH]], EXPLAINED if wish.explain else TOLD)
    return _formed(question, preferred(question, ranked, wish.year), trace)


def _may_be_silent(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence may answer without the words of the relation: one on treatment must at
    least name a treatment, and whether one named works is not told by naming it.
    """
    if unmet(question, candidate) is not None:
        return False
    if question.kind is not QuestionKind.TREATMENT:
        return True
    asked = question.shape is AnswerShape.YES_NO and drugs_of(question)
    return not asked and names_treatment(candidate.text)


def _softened(ranked: Ranked, says: bool) -> Ranked:
    """A sentence that does not say the relation asked for counts for less, unless it is all but
    certain to answer.
    """
    return ranked if says or ranked.score >= SURE else replace(ranked, score=ranked.score * SILENT)


def _formed(question: Question, ranked: Sequence[Ranked], trace: Trace) -> list[Ranked]:
    """The best-ranked well-formed sentences. Form is looked at last, for it costs the most."""
    kept: list[Ranked] = []
    for each in ranked:
        why = malformed(question, each.candidate)
        if why is None:
            kept.append(each)
        else:
            trace.drop(each.candidate.hit.passage.key, why)
        if len(kept) == LOOKED_AT:
            break
    return kept


def _passing(
    test: Callable[[Question, Candidate], str | None],
    question: Question,
    pool: Sequence[Candidate],
    trace: Trace,
) -> list[Candidate]:
    kept: list[Candidate] = []
    for each in pool:
        why = test(question, each)
        if why is None:
            kept.append(each)
        else:
            trace.drop(each.hit.passage.key, why)
    return kept
