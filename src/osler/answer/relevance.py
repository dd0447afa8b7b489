"""Whether a sentence is about what was asked, rather than merely sharing words with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from osler.answer.answering import advises, graded
from osler.answer.candidate import Candidate, Ranked
from osler.answer.pointed import defines
from osler.answer.preference import FIRST_LINE
from osler.answer.question import AnswerShape, Question, QuestionKind, relations
from osler.answer.recommended import fits
from osler.answer.relations import says_relation
from osler.answer.retrieve import BOXED
from osler.answer.saying import says
from osler.answer.scene import RARE, phrase_sets
from osler.answer.turning import misses
from osler.answer.weights import commonness
from osler.answer.whom import whole
from osler.answer.wording import phrase, wording
from osler.evidence.document import Family
from osler.vocabulary import own

LEAST_SCORE = 0.2  # chance of answering, below which a sentence never shows
LEAST_TOLD = 0.06  # the same where it names the concept and says the relation asked for
SURE = 0.4  # chance of answering from which the relation asked for may go unsaid
LIKELY = 0.25  # the same from which what something is may be told without defining it
LEAST_ANCHORS = 0.67  # of the names asked about, in sentence, passage or title
LEAST_HERE = 0.6  # of the content of a question that names nothing known, in the sentence itself
LEAST_KNOWN = 0.34  # the same where it has names that no vocabulary knows
LEAST_AROUND = 0.5  # the same in sentence, passage and title together


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a sentence bears on the question. Shares are 0..1 of idf-weighted content.

    `anchored`: it names a concept asked about (by any name), an unknown name, or the question's
    rarest word. `anchors` is the share of those found in sentence, passage or title.
    """

    score: float
    anchored: bool
    anchors: float
    here: float
    around: float
    near: frozenset[str]


def bearing(question: Question, ranked: Ranked) -> Bearing:
    """See `Bearing`."""
    candidate = ranked.candidate
    inside = wording(candidate.text)
    around = _around(candidate)
    asked = _sought(question.text)
    whole = sum(asked.values()) or 1.0
    anchors = _anchors(question)
    anchors += [(phrase(word),) for word in question.unknown]
    rarest = max(asked, key=lambda stem: asked[stem], default="")
    found = sum(any(name in around for name in names) for names in anchors)
    return Bearing(
        score=ranked.score,
        anchored=(rarest in inside.content and rarest not in _parts(question))
        or _own_label(candidate, anchors)
        or _headed(question, candidate, anchors)
        or any(name in inside.joined for names in anchors for name in names),
        anchors=found / len(anchors) if anchors else float(rarest in inside.content),
        here=sum(weight for stem, weight in asked.items() if stem in inside.content) / whole,
        near=frozenset(stem for stem in asked if f" {stem} " in around),
        around=sum(weight for stem, weight in asked.items() if f" {stem} " in around) / whole,
    )


def _parts(question: Question) -> frozenset[str]:
    """Stems of names of several words, one of which alone names something else."""
    held = (wording(each.text) for each in question.mentions)
    return frozenset(stem for each in held if len(each.tokens) > 1 for stem in each.content)


def irrelevant(question: Question, ranked: Ranked) -> str | None:
    """Why the sentence does not answer, or None. Limits: docs/decisions/0006-ranker.md."""
    if no_subject(question):
        return "no question of medicine is asked"
    if whole(ranked.candidate) and fits(question, ranked.candidate):
        return None
    if ranked.score < LEAST_TOLD or (ranked.score < LEAST_SCORE and not _says(question, ranked)):
        return "too unlikely to answer"
    found = bearing(question, ranked)
    if found.score < LEAST_SCORE and not found.anchored:
        return "too unlikely to answer"
    if not found.anchored:
        return "names nothing that was asked about"
    if found.anchors < LEAST_ANCHORS and (found.around < LEAST_AROUND or not found.anchors):
        return "is not about what was asked"
    if misses(question, ranked.candidate, found.anchors, found.here):
        return "does not speak of what the question turns on"
    if _circling(question, ranked):
        return "does not say what it is"
    if not question.mentions and not _rare(question.text) <= found.near:
        return "does not speak of what was asked"
    if not question.mentions and found.here < (LEAST_KNOWN if question.unknown else LEAST_HERE):
        return "shares too little of the question"
    if question.kind is QuestionKind.OTHER and question.mentions and not _beyond(question, ranked):
        return f"says nothing of {', '.join(question.terms)}"
    if found.score < SURE and not _says(question, ranked):
        return f"says nothing of the {question.kind.value}"
    return None


def told(question: Question, text: str) -> float:
    """Share (0..1, idf-weighted) of the question's content that a sentence holds; a name counts as
    held by any of its names, its narrower and its neighbouring ones.
    """
    inside = wording(text)
    named = {
        stem
        for mention, names in zip(_named(question), _anchors(question), strict=True)
        if any(name in inside.joined for name in names)
        for stem in mention
    }
    asked = _sought(question.text)
    held = [weight for stem, weight in asked.items() if stem in inside.content or stem in named]
    return sum(held) / (sum(asked.values()) or 1.0)


def subject(question: Question, text: str) -> frozenset[str]:
    """What a text holds of the words that narrow what is asked about: of "primary syphilis",
    "primary"; of "late latent syphilis", both. Words of the relation asked for narrow nothing.
    """
    inside = wording(text).content
    names = [each.text for each in question.mentions if len(wording(each.text).tokens) > 1]
    terms = [each for each in question.terms if not says(question.kind, each)]
    return frozenset(each for each in (*names, *terms) if wording(each).content <= inside)


def no_subject(question: Question) -> bool:
    """Whether a question has no known kind, names nothing that is known or looks like a name, and
    leaves at most one word to go by.
    """
    return (
        question.kind is QuestionKind.OTHER
        and not question.mentions
        and not question.unknown
        and len(question.terms) < 2
    )


def _circling(question: Question, ranked: Ranked) -> bool:
    """Whether it is asked what something named is, and a sentence that is not sure to answer does
    not say it; whether it is this or that must always be said.
    """
    if question.kind is not QuestionKind.DEFINITION or not (question.mentions or question.unknown):
        return False
    likely = ranked.score >= LIKELY and question.shape is not AnswerShape.YES_NO
    return not likely and not defines(question, ranked.candidate.text)


def _beyond(question: Question, ranked: Ranked) -> bool:
    """Whether a sentence or its heading holds a word of what is asked beside the names: of a
    question without a known relation that is all there is to go by.
    """
    asked = {stem for term in question.terms for stem in wording(term).content}
    if not asked:
        return True
    hit = ranked.candidate.hit
    if hit.passage.code == BOXED:
        return True
    above = wording(" ".join((hit.header.title, *hit.passage.path))).content
    return bool(asked & (wording(ranked.candidate.text).content | above))


def _named(question: Question) -> list[frozenset[str]]:
    """Stems of each concept's own words in the question, in the order of `_anchors`."""
    found: dict[str, set[str]] = {}
    for mention in question.mentions:
        found.setdefault(mention.concept.id, set()).update(wording(mention.text).content)
    return [frozenset(each) for each in found.values()]


def _anchors(question: Question) -> list[tuple[str, ...]]:
    """Names of each concept asked about, its narrower and its neighbouring ones."""
    wider = {
        mention.concept.preferred: (
            *own.members(mention.concept.id),
            *own.broader(mention.concept.preferred),
        )
        for mention in question.mentions
    }
    return [
        (*each.phrases, *(phrase(name) for name in wider.get(each.preferred, ())))
        for each in phrase_sets(question)
    ]


def _headed(question: Question, candidate: Candidate, anchors: list[tuple[str, ...]]) -> bool:
    """Whether a guideline's title, or the heading the sentence stands under, names a concept: a
    recommendation need not repeat what the whole document is about. Nor need what a paper says of
    the first treatment, where the sentence before it names what is treated, as its title does.
    """
    header, path = candidate.hit.header, candidate.hit.passage.path
    above = _joined(" ".join((header.title, *path)))
    named = any(name in above for names in anchors for name in names)
    if header.family is Family.GUIDELINES or not named:
        return named
    if header.family is not Family.RESEARCH or question.kind is not QuestionKind.TREATMENT:
        return False
    before = phrase(candidate.before or "")
    return FIRST_LINE.search(candidate.text) is not None and any(
        name in before for names in anchors for name in names
    )


def _own_label(candidate: Candidate, anchors: list[tuple[str, ...]]) -> bool:
    """Whether the sentence stands in a label of, or guideline for, a drug asked about: it need not
    name it.
    """
    header = candidate.hit.header
    held = {phrase(name) for name in (*header.drugs, *header.brands)}
    return any(name in held for names in anchors for name in names)


def _says(question: Question, ranked: Ranked) -> bool:
    if advises(question.kind) and graded(ranked.candidate):
        return True
    return any(says_relation(kind, ranked.candidate.text) for kind in relations(question))


@lru_cache(maxsize=256)
def _rare(text: str) -> frozenset[str]:
    """Content stems that ordinary abstracts hardly hold: what an unknown subject turns on."""
    return frozenset(stem for stem, weight in _sought(text).items() if weight >= RARE)


@lru_cache(maxsize=256)
def _sought(text: str) -> dict[str, float]:
    idf = commonness()
    return {stem: idf.get(stem, RARE) for stem in sorted(wording(text).content)}


def _around(candidate: Candidate) -> str:
    hit = candidate.hit
    return _joined(hit.passage.text) + _joined(hit.header.title) + _joined(" ".join(
        (*hit.passage.path, *hit.header.drugs, *hit.header.brands)
    ))  # fmt: skip


@lru_cache(maxsize=1024)
def _joined(text: str) -> str:
    return phrase(text)
