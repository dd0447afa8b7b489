# ruff: noqa: E501 - a pattern is easier to check on one line
"""Whether a text names what was asked about, by any of its names and however it is spelled."""

from __future__ import annotations

import re
from functools import lru_cache

from osler.answer.candidate import Candidate
from osler.answer.question import Question
from osler.evidence.document import Family
from osler.index.analyse import tokens
from osler.vocabulary import own
from osler.vocabulary.concept import Concept, ConceptKind

_DRUGS = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS})
_MEASURES = frozenset({"estimated glomerular filtration rate", "creatinine clearance"})
# "The literature pre-MUD", "care of people without MUD": such a title is no word on MUD.
_APART = re.compile(
    r"(?i)\b(?:pre|post|non)[-\u2010-\u2013](?=[a-z])[\w-]+"
    r"|\b(?:before|prior to|without|other than) (?:the )?[\w-]+"
)
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def spellings(name: str) -> tuple[str, ...]:
    """A name as it stands, and where it has a hyphen between letters, without it: evidence writes
    pre-eclampsia and preeclampsia.
    """
    return tuple(dict.fromkeys((name, _HYPHEN.sub("", name))))


def own_label(candidate: Candidate, drugs: tuple[Concept, ...]) -> bool:
    """Whether the document is the label of one of the drugs."""
    header = candidate.hit.header
    held = {" ".join(tokens(each)) for each in (*header.drugs, *header.brands)}
    return any(name in held for drug in drugs for name in names_of(drug))


def drugs_of(question: Question) -> tuple[Concept, ...]:
    """The medicines and classes of medicines asked about."""
    found = {
        each.concept.id: each.concept for each in question.mentions if each.concept.kind in _DRUGS
    }
    return tuple(found.values())


def others_of(question: Question) -> tuple[Concept, ...]:
    """Whatever else the question names, but for what is only measured: conditions, genes, tests."""
    found = {
        each.concept.id: each.concept
        for each in question.mentions
        if each.concept.kind not in _DRUGS and each.concept.preferred not in _MEASURES
    }
    return tuple(found.values())


def names_it(candidate: Candidate, condition: Concept, *, outcomes: bool = True) -> bool:
    """Whether the sentence, the heading it stands under or the title names a condition; `outcomes`:
    under the name of outcomes that it is counted with, too.
    """
    names = names_of(condition, outcomes=outcomes)
    near = joined(" ".join((candidate.text, *candidate.hit.passage.path[1:])))
    if any(f" {name} " in near for name in names):
        return True
    title = joined(_APART.sub(" ", candidate.hit.header.title))
    return any(f" {name} " in title for name in names)


def speaks_around(candidate: Candidate, condition: Concept) -> bool:
    """Whether the passage of a sentence, an abstract with its title, names a condition."""
    passage = candidate.hit.passage
    near = joined(_APART.sub(" ", " ".join((*passage.path[1:], passage.text))))
    return any(f" {name} " in near for name in names_of(condition))


def names_asked(question: Question, candidate: Candidate) -> bool:
    """Whether the first half of the sentence names something asked about by a name of its own, so
    that the sentence is about it; true for questions that name nothing known.
    """
    text = joined(candidate.text)
    concepts = [mention.concept for mention in question.mentions]
    places = [text.find(f" {' '.join(tokens(n))} ") for each in concepts for n in each.names]
    return not concepts or any(0 <= place <= len(text) / 2 for place in places)


def speaks_of(candidate: Candidate, drug: Concept) -> bool:
    """Whether the sentence names the drug or a member of the class, or stands in its label or
    under a guideline for it.
    """
    names = names_of(drug)
    header = candidate.hit.header
    text = joined(candidate.text)
    if any(f" {name} " in text for name in names):
        return True
    own_drugs = [" ".join(tokens(each)) for each in (*header.drugs, *header.brands)]
    if any(name in own_drugs for name in names):
        return True
    return header.family is Family.GUIDELINES and any(
        f" {name} " in joined(header.title) for name in names
    )


def speaks_of_class(candidate: Candidate, drug: Concept) -> bool:
    """Whether the sentence names a class the drug belongs to."""
    text = joined(candidate.text)
    return any(f" {name} " in text for name in _class_names(drug.preferred))


def label_of_class(candidate: Candidate, drugs: tuple[Concept, ...]) -> bool:
    """Whether a label of another member says something of the whole class of a drug asked about."""
    header = candidate.hit.header
    held = {each.lower() for each in header.drugs}
    return len(drugs) > 1 and any(
        held & set(own.siblings(drug.preferred)) and speaks_of_class(candidate, drug)
        for drug in drugs
    )


@lru_cache(maxsize=256)
def _class_names(preferred: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(tokens(name)) for name in own.classes(preferred)))


@lru_cache(maxsize=256)
def names_of(drug: Concept, *, outcomes: bool = True) -> tuple[str, ...]:
    """All names of a concept, of the members of a class and of its wider names, as index tokens."""
    wider = own.broader(drug.preferred, outcomes=outcomes)
    every = (*drug.names, *own.members(drug.id), *wider)
    return tuple(
        dict.fromkeys(" ".join(tokens(each)) for name in every for each in spellings(name))
    )


# Diseases that are called a fever: what is said of them is not said of fever.
_FEVERS = re.compile(
    r"(?i)\b(?:yellow|(?:para)?typhoid|enteric|dengue|lassa|scarlet|rheumatic|hay|rift valley|valley|spotted|relapsing|q|ha?emorrhagic"
    r"|trench|glandular|mediterranean|typhus|tick|swine|oropouche|chikungunya|trachoma|puerperal)[ -]fevers?\b"
)


@lru_cache(maxsize=4096)
def joined(text: str) -> str:
    """A text's index tokens, between spaces, to look for names in."""
    return f" {' '.join(tokens(text))} "


def another_fever(candidate: Candidate, condition: Concept) -> bool:
    """Whether fever was asked about and the sentence, with what it stands under, speaks only of
    diseases that are called one.
    """
    if condition.preferred != "fever":
        return False
    hit = candidate.hit
    near = " ".join((candidate.text, *hit.passage.path, hit.header.title))
    names = names_of(condition)
    left = joined(_FEVERS.sub(" ", near))
    return _FEVERS.search(near) is not None and not any(f" {name} " in left for name in names)
