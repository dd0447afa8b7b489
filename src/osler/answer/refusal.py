"""Saying plainly that there is no answer, what was searched, and what came nearest."""

from __future__ import annotations

from collections.abc import Sequence

from osler.answer.answer import Corpus, Reference, Refusal, Section, Statement
from osler.answer.cite import statements
from osler.answer.naming import drugs_of, joined, names_of, others_of
from osler.answer.qualifiers import kinds_asked
from osler.answer.question import Question
from osler.answer.retrieve import Retrieved
from osler.answer.scene import RARE
from osler.answer.weights import commonness
from osler.answer.wording import wording
from osler.evidence.document import Family
from osler.safety.scope import CLEARLY, HARDLY, RATHER, defines, elsewhere, medical, of_animal

NEAREST = 4  # titles named as nearest
NOT_MEDICAL = "This does not read as a question of medicine, and Osler answers no other."
OF_ANIMAL = (
    "This reads as a question about an animal, and Osler answers for people only. Ask a "
    "veterinarian, at once if the animal may have been poisoned."
)


def beyond(question: Question) -> str | None:
    """Why a question need not be searched, in words for its reader; None where it is searched."""
    if of_animal(question.text):
        return OF_ANIMAL
    return NOT_MEDICAL if outside(question) else None


def outside(question: Question) -> bool:
    """Whether a question is clearly of another field: it need not be searched."""
    coded = any(any(map(str.isdigit, each)) for each in question.unknown)  # a gene, a compound
    if not _of_nothing(question) or coded or defines(question.text):
        return False
    return elsewhere(question.text) > CLEARLY


def _of_nothing(question: Question) -> bool:
    """Whether it names nothing of medicine and has no word of it."""
    return not question.mentions and not medical(question.text)


def refusal(
    question: Question,
    found: Sequence[Retrieved],
    retracted: int,
    corpus: Corpus,
    meant: Sequence[str] = (),
) -> Refusal:
    """The refusal that fits: an empty index, no question of medicine, an unknown name alone or
    mixed with a known one, only retracted evidence, or passages that touch on the subject without
    answering. `retracted` counts retracted documents that match; `meant` are names that a word may
    have been meant for.
    """
    hint = f" Did you mean {' or '.join(meant)}?" if meant else ""
    searched = tuple(_searched(each, corpus) for each in found)
    nearest = _nearest(found)
    if not any(corpus.documents.values()):
        return Refusal(
            "empty",
            "No evidence is held here yet. Lay some in with `osler setup` or `osler ingest`.",
            searched,
            (),
        )
    named_nothing = not (question.unknown or meant)
    if _of_nothing(question) and elsewhere(question.text) > (HARDLY if named_nothing else RATHER):
        return Refusal("scope", NOT_MEDICAL, searched, ())
    named = any(each.strict for each in found)
    if retracted and not named:
        message = "Only retracted evidence speaks of this, and retracted evidence is not cited."
        return Refusal("retracted", message, searched, nearest)
    if question.unknown and not question.mentions and not named:
        names = ", ".join(f"“{word}”" for word in question.unknown)
        message = f"Nothing held here names {names}, and no vocabulary knows it.{hint}"
        return Refusal("unknown", message, searched, nearest)
    if question.unknown and question.mentions and not named:
        names = ", ".join(f"“{word}”" for word in question.unknown)
        known_half = ", ".join(dict.fromkeys(each.concept.preferred for each in question.mentions))
        message = (
            f"{names} is not known to any vocabulary held here, and nothing names it together "
            f"with {known_half}. Ask about {known_half} alone.{hint}"
        )
        return Refusal("mixed", message, searched, nearest)
    known = [each.concept.preferred for each in question.mentions]
    about = ", ".join(dict.fromkeys(known or question.unknown))
    subject = f" about {about}" if about else ""
    message = f"Nothing held here{subject} supports an answer to this question.{hint}"
    return Refusal("unsupported", message, searched, nearest)


def not_covered(
    question: Question, shown: Sequence[Section], references: Sequence[Reference]
) -> tuple[str, ...]:
    """What a reader would expect and the evidence at hand does not give, a line each: names that no
    vocabulary knows, and words of the question that no statement speaks of. That a family gives
    nothing stands in its section.
    """
    lines = [f"“{word}” is not known to any vocabulary held here." for word in question.unknown]
    silent = _unsaid(question, shown, [each.title for each in references])
    lines += [f"No statement here speaks of “{word}”." for word in silent]
    return tuple(lines)


def _unsaid(question: Question, shown: Sequence[Section], titles: Sequence[str]) -> list[str]:
    """Names and rare words of the question that are in no statement, heading, population or title
    shown. Ordinary words ask; what is rare is asked about.
    """
    said = " ".join((*(_told(each) for each in statements(shown)), *titles))
    held = wording(said).content
    near = joined(said)
    names = [
        each.preferred
        for each in (*drugs_of(question), *others_of(question))
        if not any(f" {name} " in near for name in names_of(each))
    ]
    names += [each for each in kinds_asked(question) if not wording(each).content <= held]
    known = {stem for each in question.mentions for stem in wording(each.text).content}
    idf = commonness()
    words = [
        term
        for term in question.terms
        if term not in {each.lower() for each in question.unknown}
        and (stems := wording(term).content - known)
        and all(idf.get(stem, RARE) >= RARE for stem in stems)
        and not stems & held
        and not term.isdigit()
    ]
    return list(dict.fromkeys((*names, *words)))


def _told(statement: Statement) -> str:
    """The words of a statement and of what it stands under."""
    sections = (part for each in statement.citations for part in each.section)
    return " ".join(
        (statement.text, statement.heading or "", statement.population or "", *sections)
    )


def gap(family: Family) -> str:
    """The line for a family that gives no answer."""
    return {
        Family.GUIDELINES: "No guideline held here answers this.",
        Family.LABELS: "No drug label held here speaks to this.",
        Family.RESEARCH: "No research held here answers this.",
    }[family]


def _searched(found: Retrieved, corpus: Corpus) -> str:
    documents = corpus.documents.get(found.family.value, 0)
    return f"{found.family.value}: {documents:,} documents; {found.searched}"


def _nearest(found: Sequence[Retrieved]) -> tuple[str, ...]:
    """Titles of the best passages, one family after another."""
    titles: dict[str, None] = {}
    for rank in range(NEAREST):
        for each in found:
            if rank < len(each.hits):
                titles.setdefault(each.hits[rank].header.title)
    return tuple(titles)[:NEAREST]
