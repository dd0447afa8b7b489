# ruff: noqa: E501 - a pattern is easier to check on one line
"""Graded recommendations that answer a question on what to do: on its subject, for its people.

Such a recommendation comes before any background, whatever words the background shares with the
question. A statement that evidence is insufficient is one of them.
"""

from __future__ import annotations

import re

from osler.answer.ages import asked_ages, ranges
from osler.answer.answering import AMOUNT, TESTING
from osler.answer.candidate import Candidate
from osler.answer.genes import genotype, phenotypes
from osler.answer.genotyped import SOURCE, advises, weight
from osler.answer.naming import drugs_of, joined, names_of
from osler.answer.people import GENETIC, sexes, speaks_of
from osler.answer.question import Question, QuestionKind, uses
from osler.answer.scene import RARE
from osler.answer.weights import commonness
from osler.answer.whom import WHOLE, recommendation, whole
from osler.answer.wording import wording
from osler.evidence.document import Family
from osler.evidence.recommendation import Recommendation, Scheme
from osler.index.analyse import tokens
from osler.index.index import Hit
from osler.vocabulary.concept import ConceptKind

_K = QuestionKind
ACTS = frozenset({_K.TREATMENT, _K.PREVENTION, _K.SCREENING, _K.DOSE})
_PREVENTS = re.compile(
    r"(?i)\bprevent|\bprophyla|\bvaccin|\bimmuni[sz]|\breduc\w+ (?:the )?risk|\bsupplement"
    r"|\bcounsel|\binterventions?\b|\bmedications?\b"
)
_TREATS = re.compile(
    r"(?i)\btreat|\btherap|\bpharmacotherap|\binterventions?\b|\bmedications?\b|\bcounsel"
)
_ONLY_PREVENTS = re.compile(r"(?i)\bprevent(?:ive|ion|ing)\b")
_GRADES = {"A": 1.3, "B": 1.3, "C": 1.1, "D": 1.1, "I": 0.5}
_GROUP = re.compile(r"(?i)\bwho\b|\bwith(?:out)?\b|\bat (?:increased|high\w*|average)\b|\brisk:")
_EXCEPT = re.compile(r"(?i)\(other than [^)]*\)|\bother than [^,;.]*")
_ASKING = re.compile(
    r"(?i)\b(?:screen\w*|prevent\w*|treat\w*|dos(?:e|es|ing|age)|test\w*|get|need\w*|recommend\w*|adults?"
    r"|child(?:ren)?|adolescents?|wom[ae]n|m[ae]n|people|persons?|older|years?|old|aged?|over|under|\d+)\b"
)
_AMONG = re.compile(r"(?i),? including\b[^;]*")
_TELLING = 3.2  # weight from which a word of a title tells what its guideline is about
# They are not pregnant yet: what is to be done before is done for all who may be.
_MAY_BECOME = re.compile(
    r"(?i)\b(?:planning|capable|could become|may become|of (?:childbearing|reproductive))\b"
    r"[\w ,]{0,40}?(?:pregnan\w+|age|potential)"
)
_NARROW = re.compile(
    r"(?i)\b(?:with|and) known\b|\bhigh-risk\b|\bat (?:high|increased) (?:\w+ )?risk\b|\bwith (?:severe|advanced)\b"
)
OFTEN = re.compile(r"(?i)\bhow (?:often|frequently)\b|\binterval\b|\bfrequency of\b")
_EVERY = re.compile(
    r"(?i)\bevery\b|\bannual|\bbiennial|\byearly\b|\bintervals?\b|\bmonthly\b|\bonce (?:a|per)\b|\brepeat"
)
GOAL = re.compile(r"(?i)\b(?:targets?|goals?)\b")
_SOME = re.compile(
    r"(?:In|For|Among) [^,]{0,80}\b(?:resistan\w+|co-?infect\w+|fail\w*|relaps\w+|refractory|contraindicat\w+|returning|not respond\w*)"
    r"|(?:Travell?ers|In [^,]{0,60}-coinfected)\b"
)
_SOME_ASKED = re.compile(
    r"(?i)\b(?:resistan\w+|co-?infect\w+|fail\w*|relaps\w+|refractory|travell?\w+)\b"
)
_NAMED = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS, ConceptKind.CONDITION})


def genetic(question: Question) -> bool:
    """Whether a question asks about genes that bear on a medicine."""
    named = drugs_of(question) or genotype(question.text).genes
    return bool(named) and GENETIC.search(question.text) is not None


def fits(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence is a recommendation that answers the question. That it is for the people
    asked about is taken as looked at (`whom.other_people`).
    """
    graded = recommendation(candidate)
    if graded is None or candidate.hit.header.family is not Family.GUIDELINES:
        return False
    if candidate.hit.header.source == SOURCE:
        return genetic(question) and advises(candidate)
    if not acting(question) or graded.strength is None:
        return False
    if phenotypes(f"{graded.population or ''} {candidate.text}") and not genetic(question):
        return False  # it holds for some genotypes, of which nothing was asked
    return _on_subject(question, candidate) and _serves(question.kind, candidate, graded)


def leads(question: Question, candidate: Candidate) -> bool:
    """Whether such a recommendation may open the answer: its first sentence, and not one for those
    expecting a child where the question is of no such people.
    """
    graded = recommendation(candidate)
    if graded is None or not fits(question, candidate):
        return False
    if candidate.hit.header.source == SOURCE:
        return True
    restricted = _restricted(question, graded) or _young(question, candidate, graded)
    return candidate.start <= graded.start and not restricted


def acting(question: Question) -> bool:
    """Whether a question asks what to do. What to do in pregnancy is asked without more words."""
    care = question.kind is _K.PREGNANCY and not drugs_of(question)
    return care or (question.kind in ACTS and not uses(question))


def _restricted(question: Question, graded: Recommendation) -> bool:
    names = " ".join(name for each in question.mentions for name in each.concept.names)
    unasked = not speaks_of("pregnancy", f"{question.text} {names}")
    people = _MAY_BECOME.sub("", _AMONG.sub("", graded.population or ""))
    return unasked and speaks_of("pregnancy", people)


def _young(question: Question, candidate: Candidate, graded: Recommendation) -> bool:
    """Whether a recommendation is for children, of whom nothing was asked."""
    people = graded.population or candidate.text
    names = " ".join(name for each in question.mentions for name in each.concept.names)
    asked = speaks_of("children", f"{question.text} {names} {candidate.hit.header.title}")
    adults = re.search(r"(?i)\badults?\b|\ball (?:ages|persons|people|patients)\b", people)
    return not asked and speaks_of("children", people) and adults is None


def promising(question: Question, hit: Hit) -> bool:
    """Whether a passage holds recommendations on the subject, to judge by the document's title."""
    graded, title = hit.passage.recommendations, hit.header.title
    if question.kind is _K.TREATMENT and _ONLY_PREVENTS.search(title):
        return False
    if hit.header.source == SOURCE:
        held = joined(title)
        names = [names_of(each) for each in drugs_of(question)]
        return bool(graded) and all(any(f" {n} " in held for n in each) for each in names)
    if any(each.scheme in WHOLE for each in graded):
        return True
    return bool(graded) and _named(question, title)


def states(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence is such a recommendation's first, which states it, as its makers set it
    down.
    """
    graded = recommendation(candidate)
    first = graded is not None and candidate.start <= graded.start
    if candidate.text.endswith(":"):
        return False
    return first and whole(candidate) and fits(question, candidate)


def _on_subject(question: Question, candidate: Candidate) -> bool:
    if not whole(candidate):  # a graded sentence may be for people with something else
        return _named(question, candidate.hit.header.title)
    return _named(question, " ".join((candidate.text, *candidate.hit.passage.path,
                                      candidate.hit.header.title)))  # fmt: skip


def _named(question: Question, text: str) -> bool:
    """Whether a text names everything asked about, other than to leave it out."""
    near = joined(_EXCEPT.sub(" ", text))
    concepts = [each.concept for each in question.mentions if each.concept.kind in _NAMED]
    names = [names_of(each) for each in concepts]
    names += [(" ".join(tokens(word)),) for word in question.unknown]
    if not names:
        sought = wording(_ASKING.sub(" ", question.text)).content
        return bool(sought) and sought <= wording(text).content
    return all(any(f" {name} " in near for name in each) for each in names)


def elsewhere(question: Question, candidate: Candidate) -> bool:
    """Whether a recommendation names what its guideline is about, and that is not what was asked:
    of the depression of those with COVID-19, say.
    """
    if whole(candidate) or _named(question, candidate.hit.header.title):
        return False
    common = commonness()
    about = {
        stem
        for stem in wording(candidate.hit.header.title).content
        if common.get(stem, RARE) >= _TELLING
    }
    names = " ".join(name for each in question.mentions for name in each.concept.names)
    return bool(
        about & wording(candidate.text).content - wording(f"{question.text} {names}").content
    )


def _serves(kind: QuestionKind, candidate: Candidate, graded: Recommendation) -> bool:
    """Whether the recommendation is of the kind asked for: to screen, to prevent, to treat."""
    text = candidate.text
    both = f"{candidate.hit.header.title} {text}"
    if kind is _K.SCREENING:
        return TESTING.search(both) is not None
    if kind is _K.DOSE:
        return AMOUNT.search(text) is not None
    if kind is _K.PREVENTION:
        return _PREVENTS.search(both) is not None
    if kind is _K.TREATMENT and graded.scheme is Scheme.USPSTF:  # mostly prevention
        return _TREATS.search(text) is not None and _ONLY_PREVENTS.search(both) is None
    return True


def _narrowed(question: Question, candidate: Candidate) -> bool:
    """Whether a recommendation holds all that narrows what was asked: of falciparum malaria, it is
    of falciparum.
    """
    common = commonness()
    narrow = {
        stem
        for term in question.terms
        if not _ASKING.search(term)
        for stem in wording(term).content
        if common.get(stem, RARE) >= _TELLING
    }
    return narrow <= wording(" ".join((candidate.text, *candidate.hit.passage.path))).content


def merit(question: Question, candidate: Candidate) -> float:
    """How much a recommendation that fits counts beside others that do."""
    graded = recommendation(candidate)
    if graded is None:
        return 1.0
    place = max(0, candidate.start - graded.start)
    if candidate.hit.header.source == SOURCE:
        return weight(question.text, candidate.hit.header, graded, place, candidate.text)
    factor = _GRADES.get(graded.normalised or "", 1.0)
    people = graded.population or ""
    years = asked_ages(question.text)
    if years is not None and any(low > 0 and high < 100 for low, high in ranges(people)):
        factor *= 1.3  # it is for these ages, not for all adults
    sex = sexes(question.text)
    if len(sex) == 1 and sexes(people) == sex:
        factor *= 3.0  # rather than for everybody
    if not _named(question, candidate.text):
        factor *= 0.6  # its title is of several things
    if _restricted(question, graded) or _young(question, candidate, graded):
        factor *= 0.4
    if not _narrowed(question, candidate):
        factor *= 0.6
    if not people and _NARROW.search(candidate.text) and not _NARROW.search(question.text):
        factor *= 0.8
    if OFTEN.search(question.text) and not _EVERY.search(candidate.text):
        factor *= 0.4
    if GOAL.search(question.text) and not GOAL.search(candidate.text):
        factor *= 0.3
    if not people and _SOME.match(candidate.text) and not _SOME_ASKED.search(question.text):
        factor *= 0.6  # "In those who did not respond …": a few of those asked about
    if _GROUP.search(people) and not _GROUP.search(question.text):
        factor *= 0.8
    return factor * (0.6 if place else 1.0)
