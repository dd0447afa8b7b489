"""How sure a statement is: design, directness, recency and agreement, each as a reason.

After GRADE's four levels in sense only: computed from what a reader can check, and said so. A
guideline's own grade is shown beside and never converted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from osler.answer.answer import Certainty, Level
from osler.answer.people import speaks_of
from osler.evidence.document import Family, Header
from osler.evidence.recommendation import Recommendation, Scheme
from osler.evidence.standing import NoticeKind, StudyDesign

_LEVELS = (Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH)
_START = {
    StudyDesign.PRACTICE_GUIDELINE: 3,
    StudyDesign.SYSTEMATIC_REVIEW: 3,
    StudyDesign.META_ANALYSIS: 3,
    StudyDesign.CONSENSUS: 2,
    StudyDesign.RANDOMISED_TRIAL: 2,
    StudyDesign.DRUG_LABEL: 2,
    StudyDesign.CLINICAL_TRIAL: 1,
    StudyDesign.OBSERVATIONAL: 1,
    StudyDesign.REVIEW: 1,
    StudyDesign.ARTICLE: 1,
}
# The source's own certainty, which ours never exceeds.
_OWN = {"very low": 0, "low": 1, "moderate": 2}
# What the USPSTF's definitions of its grades say of certainty: A is "high certainty" of substantial
# benefit; B high certainty of moderate benefit or moderate certainty; C "at least moderate"; D
# "moderate or high"; I that the evidence is insufficient. Where a definition leaves it open, the
# lower holds unless the statement itself says the higher.
_GRADES = {"B": 2, "C": 2, "D": 2, "I": 0}
_SAID = re.compile(
    r"(?i)\b(very low|low|moderate|high)[- ](?:certainty|quality) (?:of )?(?:the )?evidence\b"
    r"|\bwith (very low|low|moderate|high) certainty\b"
)
_INSUFFICIENT = re.compile(r"(?i)\bevidence (?:\w+ )?is insufficient\b|\binsufficient evidence\b")
OLD = 10  # years
INDEPENDENT = 2  # further documents saying the same that raise certainty by one level


def certainty(
    headers: Sequence[Header],
    year: int,
    population: str | None = None,
    text: str = "",
    old: int = OLD,
    flag: str | None = None,
    graded: Recommendation | None = None,
    aside: str | None = None,
) -> Certainty:
    """Certainty of a statement resting on `headers`, the strongest of which decides.

    `year`: the year it is now. `population`: whom the question asks about; `text` is the statement.
    `graded`: the recommendation it lies in, whose own certainty ours never exceeds.
    `aside`: why it is no finding of the work ("from the introduction"), so that the work's design
    says nothing for it.
    `flag`: what holds the sentence back ("case report"); such a statement is of very low certainty.
    Raises `ValueError` without headers.
    """
    best = max(headers, key=lambda header: _START.get(header.standing.design, 0))
    level = _START.get(best.standing.design, 0)
    reasons = [_design(headers, best)]
    if best.family is Family.GUIDELINES and graded is None:
        level = min(level, 2)
        reasons.append("background of a guideline, not a graded recommendation")
    if aside is not None:
        level = min(level, 1)
        reasons.append(aside)
    own, said = _own(best, text, graded)
    if said is not None and own < level:
        level = own
        reasons.append(said)
    for change, reason in (
        _age(headers, year, old),
        _agreement(headers),
        _direct(population, text, best),
        *_standing(best),
    ):
        if reason is not None:
            level += change
            reasons.append(reason)
    level = min(level, own)
    if flag is not None:
        level = 0
        reasons.append(flag)
    if best.standing.digest:
        level = min(level, 1)
        reasons.append("rests on a starter digest, not on the source's own text")
    return Certainty(_LEVELS[min(max(level, 0), 3)], tuple(reasons))


def _own(best: Header, text: str, graded: Recommendation | None) -> tuple[int, str | None]:
    """The level that the source's own certainty allows, and the reason where it is below high: as
    the statement says it, as the recommendation carries it, or as its grade is defined.
    """
    guided = best.family is Family.GUIDELINES
    if guided and _INSUFFICIENT.search(text):
        return 0, "the guideline finds the evidence insufficient"
    limits: list[tuple[int, str | None]] = [(3, None)]
    found = _SAID.search(text)
    level = (found[1] or found[2]).lower() if found else None
    if level in _OWN:
        limits.append((_OWN[level], f"the source's own certainty is {level}"))
    if graded is not None and (graded.certainty or "").lower() in _OWN:
        own = _OWN[(graded.certainty or "").lower()]
        limits.append((own, f"the guideline's own certainty is {graded.certainty}"))
    if graded is not None and graded.scheme is Scheme.USPSTF and level != "high":
        limits.append(_by_grade(graded.normalised))
    return min(limits, key=lambda each: each[0])


def _by_grade(grade: str | None) -> tuple[int, str | None]:
    if grade == "I":
        return 0, "USPSTF grade I: the evidence is insufficient"
    if grade in _GRADES:
        return _GRADES[grade], f"USPSTF grade {grade} is given on moderate certainty, too"
    return 3, None


def _design(headers: Sequence[Header], best: Header) -> str:
    same = sum(header.standing.design is best.standing.design for header in headers)
    design = best.standing.design.value
    if best.standing.design is StudyDesign.ARTICLE:
        design = "journal article, study design not stated"
    if same == 1:
        return f"one {design}"
    return f"{same} × {design}"


def _age(headers: Sequence[Header], year: int, old: int) -> tuple[int, str | None]:
    years = [header.year for header in headers if header.year is not None]
    if not years:
        return -1, "date unknown"
    newest = max(years)
    if year - newest > old:
        return -1, f"newest source {newest}, more than {old} years ago"
    return 0, f"newest source {newest}"


def _agreement(headers: Sequence[Header]) -> tuple[int, str | None]:
    lineages = {header.lineage for header in headers}
    if all(header.family is Family.LABELS for header in headers):  # they follow one another
        return 0, f"{len(lineages)} labels say so" if len(lineages) > 1 else None
    if len(lineages) > INDEPENDENT:
        return 1, f"{len(lineages)} documents agree"
    return 0, f"{len(lineages)} documents agree" if len(lineages) > 1 else None


def _direct(population: str | None, text: str, best: Header) -> tuple[int, str | None]:
    if population is None:
        return 0, None
    if speaks_of(population, f"{text} {best.title}"):
        return 0, f"speaks of {population}"
    return -1, f"indirect: does not speak of {population}"


def _standing(best: Header) -> list[tuple[int, str | None]]:
    standing = best.standing
    found: list[tuple[int, str | None]] = []
    if standing.preprint:
        found.append((-1, "preprint, not peer reviewed"))
    if standing.animal:
        found.append((-2, "animal or laboratory evidence"))
    if standing.has(NoticeKind.CONCERN):
        found.append((-1, "an expression of concern stands"))
    if standing.has(NoticeKind.PARTLY_RETRACTED):
        found.append((-1, "partly retracted"))
    if standing.has(NoticeKind.CORRECTED):
        found.append((0, "a correction was published"))
    if standing.abstract_only:
        found.append((0, "only the abstract was read"))
    return found
