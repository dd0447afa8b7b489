"""A small synthetic answer, for tests of what is done with answers."""

from __future__ import annotations

from osler.answer.answer import (
    SCHEMA,
    Answer,
    Certainty,
    Citation,
    Corpus,
    Disagreement,
    Group,
    Level,
    Section,
    Side,
    Statement,
    StatementKind,
    Understood,
    Verdict,
    VerdictKind,
)
from osler.answer.cite import number
from osler.answer.question import AnswerShape, Question, QuestionKind
from osler.answer.summary import Merit, summary
from osler.evidence.dates import read_date
from osler.evidence.document import Family, Header, Identifiers, text_hash
from osler.evidence.standing import Notice, NoticeKind, Standing, StudyDesign

SET_ID = "00000000-0000-4000-8000-000000000001"
GAP = "No guideline held here answers this."


def header(key: str, family: Family = Family.RESEARCH, title: str | None = None) -> Header:
    """A synthetic header."""
    label = family is Family.LABELS
    design = StudyDesign.DRUG_LABEL if label else StudyDesign.SYSTEMATIC_REVIEW
    notices = (Notice(NoticeKind.CORRECTED, "pubmed:99000077"),) if key.endswith("2") else ()
    return Header(
        key=key,
        family=family,
        source="made",
        title=title or f"Synthetic title of {key}",
        lineage=key,
        version="7" if label else None,
        container="Synthetic Journal" if not label else "DailyMed",
        date=read_date("2021-03-04"),
        authors=("Alpha A", "Beta B", "Gamma C", "Delta D"),
        language="eng",
        url=f"https://example.org/{key}",
        identifiers=Identifiers(set_id=SET_ID) if label else Identifiers(pmid="99000001"),
        standing=Standing(design=design, notices=notices, abstract_only=not label),
        drugs=("syntheticine",) if label else (),
        brands=("Syntha",) if label else (),
    )


def citation(key: str, quote: str, start: int = 10) -> Citation:
    """A synthetic citation."""
    return Citation(
        0, key, f"{key}#0", start, start + len(quote), quote, text_hash(quote), ("Results",)
    )


def statement(text: str, *keys: str, level: Level = Level.MODERATE) -> Statement:
    """A synthetic statement that quotes `text` from each document."""
    return Statement(
        text=text,
        kind=StatementKind.QUOTE,
        verdict=Verdict(VerdictKind.SUPPORTED, 1.0),
        certainty=Certainty(level, ("one systematic review", "newest source 2021")),
        citations=tuple(citation(key, text) for key in keys),
    )


def side(each: Statement) -> Side:
    """One side of a disagreement."""
    return Side(each.text, each.citations, "2021", "systematic review")


def answer(hostile: str = "") -> Answer:
    """A synthetic answer with all parts; `hostile` is put wherever a source's words go."""
    one = statement(f"Synthetic disease is associated with alpha. {hostile}", "m:1", "m:2")
    two = statement(f"Synthetic disease is not associated with alpha. {hostile}", "m:3")
    label = statement(f"Syntheticine may cause beta. {hostile}", "l:1")
    headers = {
        key: header(key, title=f"Synthetic {key} {hostile}") for key in ("m:1", "m:2", "m:3")
    }
    headers["l:1"] = header("l:1", Family.LABELS)
    sections = (
        Section(Family.GUIDELINES, Family.GUIDELINES.heading, (), GAP),
        Section(Family.LABELS, Family.LABELS.heading, (Group(None, (label,)),)),
        Section(
            Family.RESEARCH, Family.RESEARCH.heading, (Group(f"Causes {hostile}", (one, two)),)
        ),
    )
    merits = {
        one.text: Merit(2.0, True),
        two.text: Merit(1.0, True),
        label.text: Merit(1.5, True),
    }
    asked = f"What causes synthetic disease? {hostile}"
    question = Question(asked, asked, (QuestionKind.CAUSE,), AnswerShape.LIST, (), ("disease",))
    brief, shown, references = number(summary(question, sections, merits), sections, headers)
    first, second = shown[2].groups[0].statements
    return Answer(
        schema=SCHEMA,
        question=f"What causes synthetic disease? {hostile}",
        understood=Understood(
            "what causes synthetic disease",
            "cause",
            "list",
            ("synthetic disease",),
            ("synth",),
            (),
            None,
        ),
        summary=brief,
        sections=shown,
        references=references,
        disagreements=(
            Disagreement(
                "alpha",
                (side(first), side(second)),
            ),
        ),
        not_covered=(GAP,),
        refusal=None,
        corpus=Corpus(
            3, {"research": 3, "labels": 1}, "2021-03-04", digest_only=False, vectors=False
        ),
        trace=(),
        made_by="osler, extractive",
        made_at="2026-01-02T03:04:05+00:00",
    )
