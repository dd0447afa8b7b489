"""Recommendations as guideline makers grade them. Schemes are never translated into one another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """A grading scheme, named by who defines it."""

    USPSTF = "USPSTF"
    GRADE = "GRADE"
    CPIC = "CPIC"
    DPWG = "DPWG"
    ACC_AHA = "ACC/AHA"
    ESC = "ESC"
    NICE = "NICE"
    CDC = "CDC"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One graded recommendation inside a document's text.

    `start`, `end`: code-point offsets, half-open, into the document text. `strength` is the
    scheme's own words ("B", "Strong", "Class 2a"); `normalised` is that strength in the scheme's
    canonical spelling, comparable only within the scheme. `certainty` likewise is verbatim.
    """

    start: int
    end: int
    scheme: Scheme
    strength: str | None = None
    normalised: str | None = None
    certainty: str | None = None
    population: str | None = None
    topic: str | None = None

    @property
    def label(self) -> str:
        """How the grade is printed beside a statement: `USPSTF grade B`, `CPIC: Strong`."""
        if self.strength is None:
            return f"{self.scheme.value}: not graded"
        grade = f"grade {self.strength}" if self.scheme is Scheme.USPSTF else self.strength
        words = f"{self.scheme.value} {grade}"
        return f"{words}, certainty {self.certainty}" if self.certainty else words
