"""Questions and hits for tests of ranking and choosing: synthetic, and said to be."""

from __future__ import annotations

from osler.answer.candidate import Candidate
from osler.answer.pool import candidates
from osler.answer.question import AnswerShape, Question, QuestionKind
from osler.answer.wording import wording
from osler.evidence.document import Family, Header, Passage, text_hash
from osler.evidence.standing import Standing, StudyDesign
from osler.index.index import Hit


def made_question(
    text: str,
    kind: QuestionKind = QuestionKind.CAUSE,
    shape: AnswerShape = AnswerShape.LIST,
) -> Question:
    return Question(text, text, (kind,), shape, (), tuple(sorted(wording(text).content)))


def made_hit(
    text: str,
    number: int = 1,
    *,
    score: float = 10.0,
    title: str = "Synthetic record",
    design: StudyDesign = StudyDesign.ARTICLE,
    animal: bool = False,
    offset: int = 0,
) -> Hit:
    key = f"pubmed:{99000000 + number}"
    header = Header(
        key, Family.RESEARCH, "pubmed", title, key, standing=Standing(design, animal=animal)
    )
    passage = Passage(f"{key}#0", key, offset, offset + len(text), text, text_hash(text))
    return Hit(passage, header, score)


def made_candidate(text: str, *, before: str | None = None, title: str = "Synthetic record",
                   passage: str | None = None) -> Candidate:  # fmt: skip
    """A candidate for `text`, inside `passage` where one is given."""
    whole = passage or text
    hit = made_hit(whole, title=title)
    start = whole.index(text)
    return Candidate(text, start, start + len(text), hit, 0, 1 if before else 0, 2, before)


def pooled(question: Question, *hits: Hit) -> list[Candidate]:
    return candidates(question, hits)
