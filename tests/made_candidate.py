"""Questions as understood, and single sentences to put to them: all about invented things."""

from __future__ import annotations

from made_vocabulary import MadeVocabulary
from osler.answer.candidate import Candidate, Ranked
from osler.answer.question import Question
from osler.answer.understand import understand
from osler.evidence.dates import read_date
from osler.evidence.document import Family, Header, Passage, text_hash
from osler.evidence.recommendation import Recommendation, Scheme
from osler.evidence.standing import Standing, StudyDesign
from osler.index.index import Hit

ADVERSE, BOXED, INDICATED, PREGNANT = "34084-4", "34066-1", "34067-9", "42228-7"
LABEL = Family.LABELS
GUIDELINE = Family.GUIDELINES


def question(text: str) -> Question:
    """A question understood with the invented names."""
    return understand(text, MadeVocabulary())


def sentence(
    text: str,
    family: Family = Family.RESEARCH,
    *,
    title: str = "Synthetic record",
    drugs: tuple[str, ...] = (),
    brands: tuple[str, ...] = (),
    code: str | None = None,
    path: tuple[str, ...] = (),
    population: str | None = None,
    design: StudyDesign = StudyDesign.ARTICLE,
    year: int | None = 2024,
    key: str = "pubmed:99000001",
    digest: bool = False,
) -> Candidate:
    """A sentence that is the whole of its passage; `population` makes it a recommendation."""
    header = Header(
        key=key,
        family=family,
        source="made",
        title=title,
        lineage=key,
        date=read_date(str(year)) if year else None,
        standing=Standing(design, digest=digest),
        drugs=drugs,
        brands=brands,
    )
    graded = (
        (Recommendation(0, len(text), Scheme.OTHER, "Strong", population=population),)
        if population is not None
        else ()
    )
    passage = Passage(
        f"{key}#0", key, 0, len(text), text, text_hash(text), path, code, recommendations=graded
    )
    return Candidate(text, 0, len(text), Hit(passage, header, 1.0), 0, 0, 1)


def scored(candidate: Candidate, score: float = 0.5) -> Ranked:
    """A candidate with a score and no features."""
    return Ranked(candidate, score, ())
