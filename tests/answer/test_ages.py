"""Ages: the one a question is about, and those a text is for."""

from __future__ import annotations

import pytest

from osler.answer.ages import OLDEST, asked_ages, includes

INCLUDED = [
    ("adults aged 50 to 75 years", 50, 49),
    ("adults 40-75 years", 75, 76),
    ("adults 18–64 years", 30, 65),
    ("women 21 through 65 years", 21, 20),
    ("adults 65 years or older", 90, 64),
    ("adults 60 years of age and older", 60, 59),
    ("adults 70 y or over", 71, 69),
    ("children younger than 12 years", 11, 12),
    ("adults under 50", 49, 50),
    ("men less than 40 years", 39, 41),
    ("starting at age 45", 45, 44),
    ("from age 30", 31, 29),
    ("adults aged 40 to 49 years and 60 to 69 years", 65, 55),
    ("women older than 65 years", 66, 65),
    ("children 5 years or younger", 5, 6),
    ("Children; age: 3–18", 18, 19),
    ("women aged 40−49 years", 40, 50),
]


@pytest.mark.parametrize(("population", "inside", "outside"), INCLUDED)
def test_ages_in_and_out_of_range(population: str, inside: int, outside: int) -> None:
    assert includes(population, inside)
    assert not includes(population, outside)


@pytest.mark.parametrize(
    "population",
    [
        "adults",
        "men and women",
        "patients on 20 mg",
        "",
        "less than 30 days",
        "within 1 to 2 years",
        "Adults, including older adults (65 years or older)",
    ],
)
def test_no_range_leaves_nobody_out(population: str) -> None:
    assert includes(population, 5)


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        ("Should a 52-year-old be screened?", (52, 52)),
        ("Should a 52 year old man be screened?", (52, 52)),
        ("Screening in a woman aged 45?", (45, 45)),
        ("Screening at 45?", (45, 45)),
        ("Is it safe over 65?", (66, OLDEST)),
        ("Screening at the age of 70?", (70, 70)),
        ("Screening for 75 and older?", (75, OLDEST)),
        ("Screening in children under 5?", (0, 4)),
        ("Screening from aged 40 to 49?", (40, 49)),
        ("Screening in a 25 yo?", (25, 25)),
        ("Screening at 65+?", (65, OLDEST)),
        ("Treat systolic pressure over 140?", None),
        ("Treat a BMI over 30?", None),
        ("Remove a hat over 10 mm?", None),
        ("Is 20 mg safe?", None),
        ("Type 2 madeupitis?", None),
        ("What happened in 1990?", None),
    ],
)
def test_the_age_a_question_names(asked: str, years: tuple[int, int] | None) -> None:
    assert asked_ages(asked) == years


def test_a_span_of_ages_meets_a_range() -> None:
    assert includes("adults 76 years or older", 76, OLDEST)
    assert not includes("adults aged 40 to 75 years", 76, OLDEST)
    assert includes("adults aged 40 to 75 years", 0, 44)
