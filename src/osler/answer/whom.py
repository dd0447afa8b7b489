"""Whether a sentence, and the recommendation it lies in, is for the people asked about."""

from __future__ import annotations

import re

from osler.answer import people, renal
from osler.answer.ages import asked_ages, includes
from osler.answer.candidate import Candidate
from osler.answer.genes import genotype, phenotypes
from osler.answer.genotyped import SOURCE, mismatch, silent
from osler.answer.naming import drugs_of, names_it, names_of, others_of
from osler.answer.question import Question
from osler.evidence.document import Family
from osler.evidence.recommendation import Recommendation, Scheme
from osler.index.analyse import tokens
from osler.vocabulary.concept import ConceptKind

WHOLE = frozenset({Scheme.USPSTF, Scheme.CPIC, Scheme.DPWG})
_PAST = 55  # years, from which nobody is expecting a child
_EXPECTING = re.compile(r"(?i)(?:asymptomatic )?pregnant\b")
_EVERYBODY = re.compile(r"(?i)\badolescents and adults\b|\badults and (?:children|adolescents)\b")
_ADULTS = re.compile(r"(?i)\b(?:adults?|m[ae]n|wom[ae]n)\b")


def recommendation(candidate: Candidate) -> Recommendation | None:
    """The recommendation the sentence lies in, the narrowest, if any."""
    inside = [
        each
        for each in candidate.hit.passage.recommendations
        if each.start < candidate.end and candidate.start < each.end
    ]
    return min(inside, key=lambda each: each.end - each.start, default=None)


def whole(candidate: Candidate) -> bool:
    """Whether the recommendation was graded by who made the document, not read from a sentence."""
    graded = recommendation(candidate)
    return graded is not None and graded.scheme in WHOLE


def complete(candidate: Candidate) -> bool:
    """Whether a sentence is a whole line of such a recommendation, full stop or none."""
    passage = candidate.hit.passage
    after = passage.text[candidate.end - passage.start :][:1]
    return whole(candidate) and after in {"", "\n"}


def other_people(question: Question, candidate: Candidate) -> str | None:
    """Why a sentence is for other people than those asked about, or None."""
    population = question.population
    passage = candidate.hit.passage
    if population in people.PROTECTED:
        headings = (each for each in passage.path if not _EVERYBODY.search(each))
        near = f"{candidate.text} {' '.join(headings)}"
        stands = passage.code in people.SECTIONS.get(population, ())
        if not stands and not people.speaks_of(population, near):
            return f"does not speak of {population}"
    kidneys = renal.asked(question.text)
    if kidneys is not None and not renal.includes(candidate.text, kidneys):
        return "is for another kidney function"
    years = asked_ages(question.text)
    if years is not None and not includes(candidate.text, *years):
        return "is for another age"
    graded = recommendation(candidate)
    meant = graded.population if graded else None
    if meant and years is not None and not includes(meant, *years):
        return f"is for {meant}"
    if candidate.hit.header.family is Family.GUIDELINES:
        return _other_kind(question, candidate, meant)
    return None


def _other_kind(question: Question, candidate: Candidate, meant: str | None) -> str | None:
    """The same by sex, childhood and genotype, which guidelines tell apart."""
    asked = people.sexes(question.text)
    for words in (meant, candidate.text):
        spoken = people.sexes(words) if words else frozenset()
        if len(asked) == 1 and len(spoken) == 1 and asked != spoken:
            return f"is for {', '.join(spoken)}"
    years = asked_ages(question.text)
    if meant and years is not None and years[0] >= _PAST and _EXPECTING.match(meant):
        return f"is for {meant}"
    young = meant is not None and people.speaks_of("children", meant)
    if young and _ADULTS.search(question.text) and not _ADULTS.search(meant or ""):
        return f"is for {meant}"
    if candidate.hit.header.source == SOURCE:
        return _other_genotype(question, candidate, meant)
    wanted, spoken = phenotypes(question.text), phenotypes(meant or "")
    return f"is for {meant}" if wanted and spoken and not wanted & spoken else None


def _other_genotype(question: Question, candidate: Candidate, meant: str | None) -> str | None:
    """Why a pharmacogenetic recommendation is for another drug or genotype, or None."""
    drugs = drugs_of(question)
    if not people.GENETIC.search(question.text) or not (drugs or genotype(question.text).genes):
        return "is for a genotype, and none was asked about"
    for each in others_of(question):
        if not drugs and each.kind is ConceptKind.CONDITION and not names_it(candidate, each):
            return f"does not speak of {each.preferred}"
    header, path = candidate.hit.header, candidate.hit.passage.path
    rows = [" ".join(tokens(each)) for each in (path[0].split(", ") if path else header.drugs)]
    for drug in drugs:
        if not any(name in rows for name in names_of(drug)):
            return f"is for {', '.join(rows)}"
    row = path[1] if len(path) > 1 else None
    said = "" if meant and not silent(candidate.text) else candidate.text
    return mismatch(question.text, header, meant or row, said)
