"""What a document may be relied on for: its design, and what has happened to it since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class StudyDesign(StrEnum):
    """How the evidence was made, from publication types and text. Order is by weight, best first.

    Source: PubMed publication types (see `sources/pubmed/`), SPL and guideline formats.
    """

    PRACTICE_GUIDELINE = "practice guideline"
    CONSENSUS = "consensus statement"
    SYSTEMATIC_REVIEW = "systematic review"
    META_ANALYSIS = "meta-analysis"
    RANDOMISED_TRIAL = "randomised controlled trial"
    CLINICAL_TRIAL = "clinical trial"
    OBSERVATIONAL = "observational study"
    REVIEW = "review"
    DRUG_LABEL = "drug label"
    CASE_REPORT = "case report"
    EDITORIAL = "editorial"
    LETTER = "letter"
    COMMENT = "comment"
    NOTICE = "notice"  # an erratum or retraction notice: never evidence itself
    LABORATORY = "animal or laboratory study"
    ARTICLE = "journal article"  # no design stated


class NoticeKind(StrEnum):
    """What a notice says has happened to a document."""

    RETRACTED = "retracted"
    PARTLY_RETRACTED = "partly retracted"
    CONCERN = "expression of concern"
    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    REPUBLISHED = "republished"


@dataclass(frozen=True, slots=True)
class Notice:
    """One event in a document's life.

    `other` is the key of the document that says so (`pubmed:12345678`) or replaces it, `None` when
    the source names none; `citation` is the source's own words for it.
    """

    kind: NoticeKind
    other: str | None = None
    citation: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A document's standing: design, notices, and how much of it was read."""

    design: StudyDesign = StudyDesign.ARTICLE
    notices: tuple[Notice, ...] = ()
    preprint: bool = False
    animal: bool = False
    abstract_only: bool = False
    digest: bool = False  # written for Osler in our words: not the source's text

    def has(self, kind: NoticeKind) -> bool:
        """Whether any notice of this kind stands."""
        return bool(self.notices) and any(notice.kind is kind for notice in self.notices)

    @property
    def retracted(self) -> bool:
        """Retracted outright: such a document is never cited."""
        return self.has(NoticeKind.RETRACTED)

    @property
    def superseded(self) -> bool:
        """A newer version or edition stands in its place."""
        return self.has(NoticeKind.SUPERSEDED)

    @property
    def current(self) -> bool:
        """Neither retracted nor superseded."""
        return not (self.retracted or self.superseded)

    @property
    def words(self) -> tuple[str, ...]:
        """Badges to print beside a reference, worst first; empty in good standing."""
        found = [kind.value for kind in NoticeKind if self.has(kind)] if self.notices else []
        if self.preprint:
            found.append("preprint")
        if self.animal:
            found.append("animal or laboratory")
        if self.digest:
            found.append("starter digest, not the source's text")
        return tuple(found)

    def noting(self, notice: Notice) -> Standing:
        """This standing with one more notice; the same notice twice stands once."""
        if notice in self.notices:
            return self
        return replace(self, notices=(*self.notices, notice))
