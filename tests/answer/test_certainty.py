"""Certainty: a word with reasons that can be checked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_answer import header
from osler.answer.answer import Level
from osler.answer.certainty import certainty
from osler.evidence.dates import read_date
from osler.evidence.document import Family, Header
from osler.evidence.recommendation import Recommendation, Scheme
from osler.evidence.standing import Notice, NoticeKind, Standing, StudyDesign

LEVELS = list(Level)  # high first


def made(design: StudyDesign, date: str | None = "2024", key: str = "m:1") -> Header:
    return replace(
        header(key), date=read_date(date) if date else None, standing=Standing(design=design)
    )


def test_stronger_designs_are_never_less_certain() -> None:
    order = [
        StudyDesign.SYSTEMATIC_REVIEW,
        StudyDesign.RANDOMISED_TRIAL,
        StudyDesign.OBSERVATIONAL,
        StudyDesign.CASE_REPORT,
    ]
    levels = [LEVELS.index(certainty([made(each)], 2026).level) for each in order]
    assert levels == sorted(levels)
    assert len(set(levels)) == 4


def test_agreement_raises_and_age_lowers() -> None:
    one = certainty([made(StudyDesign.RANDOMISED_TRIAL)], 2026)
    trials = [made(StudyDesign.RANDOMISED_TRIAL, key=f"m:{n}") for n in range(3)]
    many = certainty(trials, 2026)
    old = certainty([made(StudyDesign.RANDOMISED_TRIAL, "1978")], 2026)
    assert LEVELS.index(many.level) < LEVELS.index(one.level) < LEVELS.index(old.level)
    assert "3 documents agree" in many.reasons
    assert any("1978" in reason for reason in old.reasons)


def test_versions_of_one_work_are_not_agreement() -> None:
    label = made(StudyDesign.RANDOMISED_TRIAL)
    copies = [replace(label, key=f"m:{n}") for n in range(3)]
    assert not any("agree" in reason for reason in certainty(copies, 2026).reasons)


def test_an_unknown_date_counts_against() -> None:
    known = certainty([made(StudyDesign.SYSTEMATIC_REVIEW)], 2026)
    unknown = certainty([made(StudyDesign.SYSTEMATIC_REVIEW, None)], 2026)
    assert LEVELS.index(unknown.level) > LEVELS.index(known.level)
    assert "date unknown" in unknown.reasons


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing(preprint=True), "preprint"),
        (Standing(animal=True), "animal"),
        (Standing(notices=(Notice(NoticeKind.CONCERN),)), "concern"),
        (Standing(digest=True), "starter digest"),
    ],
)
def test_standing_lowers_and_says_so(standing: Standing, said: str) -> None:
    good = made(StudyDesign.SYSTEMATIC_REVIEW)
    held = replace(standing, design=StudyDesign.SYSTEMATIC_REVIEW)
    doubtful = replace(good, standing=held)
    lower = certainty([doubtful], 2026)
    assert LEVELS.index(lower.level) > LEVELS.index(certainty([good], 2026).level)
    assert any(said in reason for reason in lower.reasons)


def test_another_population_is_indirect() -> None:
    spoken = certainty([made(StudyDesign.RANDOMISED_TRIAL)], 2026, "children", "In children, x.")
    silent = certainty([made(StudyDesign.RANDOMISED_TRIAL)], 2026, "children", "In adults, x.")
    assert "speaks of children" in spoken.reasons
    assert any(reason.startswith("indirect") for reason in silent.reasons)


def graded(own: str | None) -> Recommendation:
    return Recommendation(0, 10, Scheme.GRADE, "Strong", certainty=own)


def guideline(number: int = 1) -> Header:
    return replace(
        made(StudyDesign.PRACTICE_GUIDELINE, key=f"g:{number}"), family=Family.GUIDELINES
    )


@pytest.mark.parametrize("copies", [1, 2, 4])
@pytest.mark.parametrize("own", ["very low", "low", "moderate", "Moderate"])
def test_ours_never_exceeds_the_guidelines_own(own: str, copies: int) -> None:
    found = certainty([guideline(n) for n in range(copies)], 2026, graded=graded(own))
    assert LEVELS.index(found.level) >= LEVELS.index(Level(own.lower()))
    assert any("own certainty" in reason for reason in found.reasons)


def test_what_lowers_lowers_a_guidelines_own_too() -> None:
    old = replace(guideline(), date=read_date("2001"))
    assert certainty([old], 2026, graded=graded("low")).level is Level.VERY_LOW


@pytest.mark.parametrize("own", ["high", "High", None, "B", "unheard of"])
def test_another_schemes_words_lower_nothing(own: str | None) -> None:
    assert certainty([guideline()], 2026, graded=graded(own)).level is Level.HIGH


def test_what_a_guideline_says_in_passing_is_no_recommendation() -> None:
    passing = certainty([guideline()], 2026)
    assert passing.level is not Level.HIGH
    assert any("background" in reason for reason in passing.reasons)


def test_a_flag_outweighs_everything() -> None:
    trials = [made(StudyDesign.SYSTEMATIC_REVIEW, key=f"m:{n}") for n in range(5)]
    found = certainty(trials, 2026, flag="case report")
    assert found.level is Level.VERY_LOW
    assert found.reasons[-1] == "case report"


def test_a_digest_is_never_more_than_low() -> None:
    digest = Standing(design=StudyDesign.SYSTEMATIC_REVIEW, digest=True)
    many = [replace(made(StudyDesign.ARTICLE, key=f"m:{n}"), standing=digest) for n in range(5)]
    assert certainty(many, 2026).level in {Level.LOW, Level.VERY_LOW}


@pytest.mark.parametrize(("year", "old", "counts"), [(2026, 10, False), (2036, 10, True)])
def test_old_is_what_the_setting_says(year: int, old: int, counts: bool) -> None:
    reasons = certainty([made(StudyDesign.ARTICLE, "2020")], year, old=old).reasons
    assert any("years ago" in reason for reason in reasons) is counts


def test_without_a_source_there_is_no_certainty() -> None:
    with pytest.raises(ValueError, match="empty"):
        certainty([], 2026)


@given(st.sampled_from(list(StudyDesign)), st.integers(1950, 2026), st.integers(1, 5))
def test_more_of_the_same_never_lowers(design: StudyDesign, year: int, number: int) -> None:
    few = [made(design, str(year), f"m:{n}") for n in range(number)]
    more = [*few, made(design, str(year), "m:more")]
    one, other = certainty(few, 2026), certainty(more, 2026)
    assert LEVELS.index(other.level) <= LEVELS.index(one.level)
    assert all(reason for reason in (*one.reasons, *other.reasons))


@pytest.mark.parametrize(
    ("population", "text", "direct"),
    [
        ("older adults", "Hats help adults aged 40 to 75 years.", False),
        ("older adults", "Hats help adults 65 years or older.", True),
        ("children", "Hats of the mother harm unborn infants.", False),
        ("children", "Hats harm children.", True),
        ("pregnancy", "Hats help nonpregnant adults.", False),
    ],
)
def test_people_are_spoken_of_only_where_they_are_meant(
    population: str, text: str, direct: bool
) -> None:
    reasons = certainty([made(StudyDesign.RANDOMISED_TRIAL)], 2026, population, text).reasons
    assert (f"speaks of {population}" in reasons) is direct


def uspstf(grade: str) -> Recommendation:
    return Recommendation(0, 10, Scheme.USPSTF, grade, grade)


@pytest.mark.parametrize(
    ("grade", "text", "level"),
    [
        ("A", "Syntheticine is recommended.", Level.HIGH),
        ("B", "Syntheticine is recommended.", Level.MODERATE),
        ("B", "It is concluded with high certainty that there is benefit.", Level.HIGH),
        ("C", "Syntheticine is offered selectively.", Level.MODERATE),
        ("D", "It is recommended against syntheticine.", Level.MODERATE),
        ("D", "It is concluded with low certainty that there is no benefit.", Level.LOW),
        ("I", "Syntheticine cannot be judged.", Level.VERY_LOW),
    ],
)
def test_a_grade_allows_no_more_than_its_definition(grade: str, text: str, level: Level) -> None:
    found = certainty([guideline()], 2026, text=text, graded=uspstf(grade))
    assert found.level is level
    assert level is Level.HIGH or len(found.reasons) > 2


def test_agreement_does_not_lift_a_grade_above_its_definition() -> None:
    many = [guideline(n) for n in range(5)]
    assert certainty(many, 2026, graded=uspstf("C")).level is Level.MODERATE


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("The evidence is insufficient to assess syntheticine.", Level.VERY_LOW),
        ("It is concluded with moderate certainty that syntheticine helps.", Level.MODERATE),
        ("It is concluded with low certainty that syntheticine helps.", Level.LOW),
    ],
)
def test_background_that_says_its_certainty_has_no_more(text: str, level: Level) -> None:
    assert certainty([guideline()], 2026, text=text).level is level


def test_a_review_that_calls_its_evidence_low_has_low_certainty() -> None:
    text = "Syntheticine reduces madeupitis (low-certainty evidence)."
    found = certainty([made(StudyDesign.SYSTEMATIC_REVIEW)], 2026, text=text)
    assert found.level is Level.LOW
    assert "the source's own certainty is low" in found.reasons


def test_what_is_no_finding_does_not_carry_the_design() -> None:
    found = certainty([made(StudyDesign.META_ANALYSIS)], 2026, aside="from its introduction")
    assert found.level is Level.LOW
    assert "from its introduction" in found.reasons
