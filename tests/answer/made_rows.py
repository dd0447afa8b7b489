"""Synthetic guidelines with several recommendations, each for its own people."""

from __future__ import annotations

from collections.abc import Sequence

from osler.answer.candidate import Candidate
from osler.evidence.dates import read_date
from osler.evidence.document import Document, Family, Header, Passage, Section, text_hash
from osler.evidence.recommendation import Recommendation, Scheme
from osler.evidence.standing import Standing, StudyDesign
from osler.index.index import Hit

Row = tuple[str, str, str]  # population, strength, text


def genotyped(
    population: str | None,
    text: str,
    *,
    drugs: tuple[str, ...] = ("fabricatol",),
    genes: tuple[str, ...] = ("CYP2D6",),
    strength: str | None = "Strong",
    before: str = "",
    path: tuple[str, ...] | None = None,
) -> Candidate:
    """A sentence of a pharmacogenetic row; `before` is what stands before it in the passage."""
    header = Header(
        key="cpic:PA1",
        family=Family.GUIDELINES,
        source="pharmgkb",
        title=f"CPIC Guideline for {', '.join(drugs)} and {', '.join(genes)}",
        lineage="cpic:PA1",
        standing=Standing(StudyDesign.PRACTICE_GUIDELINE),
        keywords=genes,
        drugs=drugs,
    )
    whole = before + text
    graded = Recommendation(
        0, len(whole), Scheme.CPIC, strength, strength, population=population, topic=drugs[0]
    )
    where = path if path is not None else (drugs[0], population or "All patients")
    rows = (graded,) if population else ()
    passage = Passage(
        "cpic:PA1#0",
        "cpic:PA1",
        0,
        len(whole),
        whole,
        text_hash(whole),
        where,
        recommendations=rows,
    )
    return Candidate(text, len(before), len(whole), Hit(passage, header, 1.0), 0, 0, 1)


def taskforce(
    number: int, title: str, rows: Sequence[Row], background: Sequence[str] = ()
) -> Document:
    """A document laid out as the task force's: recommendations, each under a heading, then
    background.
    """
    key = f"uspstf:{number}:2024-01-01"
    header = Header(
        key=key,
        family=Family.GUIDELINES,
        source="uspstf",
        title=title,
        lineage=f"uspstf:{number}",
        publisher="Synthetic Task Force",
        date=read_date("2024-01-01"),
        language="eng",
        standing=Standing(StudyDesign.PRACTICE_GUIDELINE),
        topic=title,
    )
    text, sections, graded = "", [], []
    for people, grade, words in rows:
        start = len(text)
        text += words + "\n\n"
        path = ("Recommendations", f"{people} (grade {grade})")
        sections.append(Section(start, start + len(words), path))
        graded.append(
            Recommendation(
                start, start + len(words), Scheme.USPSTF, grade, grade, population=people
            )
        )
    for words in background:
        start = len(text)
        text += words + "\n\n"
        sections.append(Section(start, start + len(words), ("Rationale",)))
    return Document(header, text.rstrip(), tuple(sections), tuple(graded))
