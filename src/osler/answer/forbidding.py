# ruff: noqa: E501 - a pattern is easier to check on one line
"""What a label tells not to do for the people or the condition asked about: said before all else.

Such sentences are short, name their medicine by its brand or not at all, and stand beside longer
ones that speak more of the matter ("If it is used all the same, monitor …"), under which the ranker
puts them. So they are looked for by what they say, in the sections where labels say it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from osler.answer.bare import bare
from osler.answer.candidate import Candidate, Feature, Ranked
from osler.answer.cautions import (
    ADVERSE,
    BOXED,
    CODES,
    CONTRAINDICATIONS,
    INDICATIONS,
    MEETING,
    PEOPLE,
    WARNINGS,
    cautioned,
    conditions,
    meets,
    paired,
)
from osler.answer.cues import cued
from osler.answer.fitness import TOO_SHORT, unfit
from osler.answer.malformed import malformed
from osler.answer.naming import drugs_of, joined, names_of, own_label
from osler.answer.people import PROTECTED, SECTIONS, speaks_of
from osler.answer.place import out_of_place
from osler.answer.pool import candidates
from osler.answer.question import Question, QuestionKind
from osler.answer.quotable import unquotable
from osler.answer.select import Choice, likeness
from osler.answer.stands_alone import stands_alone
from osler.evidence.document import Family
from osler.index.analyse import tokens
from osler.index.index import Hit

FORBIDS, WARNS = "forbids", "warns of"  # features by which such sentences are told
MOST = 2  # statements, of different wording
_SCORE = 1.5  # weighed as a sentence is that says what was asked where a label says such things
_WARNED = 0.6  # the same of what only warns
_ALIKE = 0.5  # shared content from which two say the same
_READ = 2_000  # sentences looked at
_K = QuestionKind

_HARD = cued(
    r"(?i)(?<!not )\bcontra-?indicated\b|(?<!not )\bavoid(?:ed|ance of)?\b(?! becoming| pregnan| breast)"
    r"|\b(?:do|should|must) not (?:be )?(?:use|take|give|administer|prescribe|start|initiate|receive)\w*|\bshould,? (?:in general,? )?not,? (?:in general,? )?receive\b|\bnot recommended\b"
    r"|\blimit (?:the )?(?:dose|dosage|duration|use)\b|\blimit [\w -]{3,60} use to\b|\buse (?:of [\w -]{3,40} )?(?:should be|is) (?:restricted|limited) to\b"
)
# Of a reaction, a label says to discontinue where it occurs; of a state, where it is known.
_STOPS = cued(r"(?i)(?<!not )\bdiscontinue\b|\bshould be (?:discontinued|stopped)\b")
_HARMS = cued(
    r"(?i)\b(?:can|may|could) cause (?:[\w-]+ ){0,4}harm\b|\bf(?:o)?etal (?:harm|toxicity)\b|\bteratogen"
)
_YOUNG = cued(
    r"(?i)\b(?:may|can) (?:cause|occur)\b.*\b(?:tooth development|child(?:ren|hood)?|infan\w+|neonat\w+|pa?ediatric)\b|\b(?:child(?:ren|hood)?|infan\w+|neonat\w+|pa?ediatric)\b.*\b(?:may|can) cause\b"
)
_SOFT = re.compile(r"(?i)\bif [\w -]{3,60} (?:is|are|must be) used\b|\bunknown\b|\bnot known\b")
# Another medicine that must not be met, and what becomes of the body afterwards, is no ban on this one.
_OTHER = re.compile(
    r"(?i)\bdiscontinue\b.*\b(?:if|when) (?:[\w-]+ ){1,4}(?:occurs?|develops?|worsens?|experiences?)\b|\bavoid (?:concomitant|concurrent|co-?administ\w+|activit\w+|exposure|prolonged|sun|abrupt)"
    r"|\bdo not (?:discontinue|stop)\b|\bavoid(?:ing)? (?:the )?(?:development|occurrence)"
    r"|\b(?:concomitant(?:ly)?|co-?administ\w+|in combination) (?:use |administration )?(?:of|with)\b"
)
_RISK = cued(
    r"(?i)\b(?:risks?|may (?:occur|increase|cause|worsen|be)|can (?:cause|increase|worsen)|should be (?:used|monitored|reduced)|caution|increases? in"
    r"|increased incidence|not been established|only for|worsen\w*|aggravat\w*|precipitat\w*|exacerbat\w*|adjust\w*|reduc\w+ dos\w+)\b"
)
_UNBORN = re.compile(r"(?i)\bgestation|\bfo?etal\b")
_YOUNG_PEOPLE = frozenset({"children", "infants"})
_YEARS = re.compile(r"(?i)\b(?:over|older than|above|[>≥]) ?\d+ years of age")  # of no children
_ANIMALS = re.compile(r"(?i)\b(?:rats?|rabbits?|mice|monkeys?|animals?)\b")


def forbidding(question: Question, hits: Sequence[Hit]) -> list[Choice]:
    """At most `MOST` sentences that forbid or limit the medicine for what was asked about, the
    strictest first; none where the label gives it for that very condition.
    """
    if not (cautioned(question) or paired(question)) or _indicated(question, hits):
        return []
    return _chosen(question, _found(question, hits, forbids), FORBIDS, _SCORE)


def warning(question: Question, hits: Sequence[Hit]) -> list[Choice]:
    """At most `MOST` sentences that warn of the medicine in what was asked about, for where nothing
    else of a label answers.
    """
    if not cautioned(question) or _indicated(question, hits):
        return []
    return _chosen(question, _found(question, hits, _warns), WARNS, _WARNED)


def _chosen(
    question: Question, found: Iterator[tuple[Candidate, str]], name: str, score: float
) -> list[Choice]:
    """The first of them, those of like wording as one."""
    chosen: list[Choice] = []
    for candidate, text in sorted(found, key=lambda each: _place(question, each[0])):
        alike = [n for n, one in enumerate(chosen) if likeness(one.text, text) >= _ALIKE]
        if alike:
            first = chosen[alike[0]]
            chosen[alike[0]] = replace(first, also=(*first.also, candidate))
        elif len(chosen) < MOST:
            chosen.append(_choice(candidate, text, name, score))
    return chosen


def forbids(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence of a label tells not to use a medicine, or to use it only so, or warns of
    harm to the unborn or to the young.
    """
    text = candidate.text
    if _SOFT.search(text) or _ANIMALS.search(text):
        return False
    if paired(question):
        return bool(_HARD.search(text) or _STOPS.search(text))
    if _OTHER.search(text):
        return False
    if _HARD.search(text):
        return True
    warned = candidate.hit.passage.code in {BOXED, ADVERSE, *WARNINGS}
    if question.population in {"pregnancy", "breastfeeding"}:
        return bool(_STOPS.search(text)) or (warned and bool(_HARMS.search(text)))
    young = question.population in _YOUNG_PEOPLE
    return young and warned and bool(_YOUNG.search(text)) and not _UNBORN.search(text)


def _warns(_question: Question, candidate: Candidate) -> bool:
    """Whether a sentence tells of a risk, or that it is not known to be safe."""
    text = candidate.text
    return bool(_RISK.search(text)) and not (_ANIMALS.search(text) or _OTHER.search(text))


def _found(
    question: Question, hits: Sequence[Hit], says: Callable[[Question, Candidate], bool]
) -> Iterator[tuple[Candidate, str]]:
    drugs = drugs_of(question)
    codes = CODES | MEETING if paired(question) else CODES
    codes = codes | {ADVERSE} if question.population in _YOUNG_PEOPLE else codes
    held = [h for h in hits if h.header.family is Family.LABELS and h.passage.code in codes]
    for each in candidates(question, held, _READ):
        if not says(question, each) or not own_label(each, drugs):
            continue
        candidate = bare(each)
        if not _about(question, candidate) or out_of_place(question, candidate):
            continue
        if malformed(question, candidate) or unfit(candidate, question) not in {None, TOO_SHORT}:
            continue
        text = stands_alone(candidate).text
        if text is not None and unquotable(question, candidate) is None:
            yield candidate, text


def _about(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence itself or the last heading above it speaks of the people or of each
    condition; a section on such people speaks of nothing else.
    """
    if paired(question):
        return meets(question, candidate)
    path = candidate.hit.passage.path
    near = " ".join((candidate.text, *path[1:][-1:]))
    people = question.population
    if people in PROTECTED:
        theirs = candidate.hit.passage.code in SECTIONS.get(people, ())
        return theirs or speaks_of(people, _YEARS.sub(" ", near))
    text = joined(near)
    return all(any(f" {name} " in text for name in names_of(each)) for each in conditions(question))


def _indicated(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether a label gives the medicine for a condition asked about: then what it says of worse
    forms of it is no answer.
    """
    if (
        question.kind is not _K.TREATMENT
        or not conditions(question)
        or question.population in PROTECTED
    ):
        return False
    drugs = drugs_of(question)
    given = [hit for hit in hits if hit.passage.code == INDICATIONS]
    return any(
        own_label(candidate, drugs)
        and any(f" {' '.join(name.split())} " in joined(candidate.text)
                for each in conditions(question) for name in names_of(each, outcomes=False))
        and not _HARD.search(candidate.text)
        for candidate in candidates(question, given, _READ)
    )  # fmt: skip


def _place(question: Question, candidate: Candidate) -> tuple[int, int, int, int]:
    """Strictest first: what is boxed or contraindicated, then what tells not to; what names the
    condition itself; the best passage.
    """
    text = joined(candidate.text)
    names = (" ".join(tokens(n)) for each in conditions(question) for n in each.names)
    itself = any(f" {name} " in text for name in names)
    code = candidate.hit.passage.code
    strict = code in {BOXED, CONTRAINDICATIONS} or "contraindicated" in candidate.text.lower()
    told = _HARD.search(candidate.text) or _STOPS.search(candidate.text)
    named = question.population in PROTECTED or code not in PEOPLE
    return (
        (0 if strict else 1 if told else 2),
        (0 if itself else 1),
        (0 if named else 1),
        candidate.hit_rank,
    )


def _choice(candidate: Candidate, text: str, name: str, score: float) -> Choice:
    feature = Feature(name, 1.0, score, f"the label {name} it for what was asked about")
    return Choice(Ranked(candidate, score, (feature,)), text)
