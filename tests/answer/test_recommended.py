"""Graded recommendations that fit the question lead; background follows. All of it is invented."""

from __future__ import annotations

import pytest
from made_rows import taskforce

from made_candidate import GUIDELINE, question, sentence
from osler.answer.answer import Answer, Group
from osler.answer.history import history
from osler.answer.recommended import leads
from osler.evidence.document import Family
from universe import asked, in_memory

SOME = "The Task Force recommends screening for madeupitis in"
LITTLE = (
    "The Task Force concludes that the current evidence is insufficient to assess the balance of "
    "benefits and harms of screening for madeupitis in"
)
SCREENING = taskforce(
    1,
    "Madeupitis: Screening",
    [
        ("Women 65 years and older; sex: female", "B", f"{SOME} women 65 years and older."),
        ("Men; sex: male", "I", f"{LITTLE} men."),
        ("Adults aged 40 to 64 years", "A", f"{SOME} adults aged 40 to 64 years."),
        ("Children and adolescents", "I", f"{LITTLE} children and adolescents."),
        ("Pregnant persons; sex: female", "A", f"{SOME} pregnant persons."),
    ],
    [
        "Screening for madeupitis in women finds madeupitis early and women report few harms.",
        "Some comments suggested that screening for madeupitis should start in childhood.",
        "The USPSTF reviewed 6 trials of screening for madeupitis in adults and in women.",
        "This recommendation updates the 2013 recommendation on screening for madeupitis.",
        "Screening for madeupitis in men is done in hat shops and detects early madeupitis.",
    ],
)
PREVENTING = taskforce(
    2,
    "Syntheticine Use to Prevent Mockpox: Preventive Medication",
    [
        (
            "Adults 60 years or older",
            "D",
            "The Task Force recommends against syntheticine (81 mg/day) to prevent mockpox in "
            "adults 60 years or older.",
        ),
        (
            "Adults aged 40 to 59 years",
            "C",
            "The Task Force suggests syntheticine (40 mg/day) to prevent mockpox in adults aged "
            "40 to 59 years.",
        ),
    ],
    ["Syntheticine prevents mockpox in hat makers, and mockpox was prevented in their aunts."],
)


def answered(question: str) -> Answer:
    return asked(question, in_memory([SCREENING, PREVENTING]))


def guided(answer: Answer) -> tuple[Group, ...]:
    (section,) = [each for each in answer.sections if each.family is Family.GUIDELINES]
    return section.groups


# A question, the grade and the people with which its answer opens.
OPENS = [
    ("madeupitis screening men", "USPSTF grade I", "Men; sex: male"),
    ("madeupitis screening women over 70", "USPSTF grade B",
     "Women 65 years and older; sex: female"),
    ("madeupitis screening children", "USPSTF grade I", "Children and adolescents"),
    ("madeupitis screening pregnancy", "USPSTF grade A", "Pregnant persons; sex: female"),
    ("Should a 50-year-old be screened for madeupitis?", "USPSTF grade A",
     "Adults aged 40 to 64 years"),
    ("syntheticine to prevent mockpox over 70", "USPSTF grade D", "Adults 60 years or older"),
    ("syntheticine to prevent mockpox age 45", "USPSTF grade C", "Adults aged 40 to 59 years"),
    ("syntheticine dose mockpox prevention age 65", "USPSTF grade D", "Adults 60 years or older"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "grade", "people"), OPENS)
def test_the_recommendation_for_the_people_asked_about_leads(
    question: str, grade: str, people: str
) -> None:
    answer = answered(question)
    assert answer.refusal is None
    first = guided(answer)[0].statements[0]
    for statement in (answer.summary[0], first):
        assert (statement.recommendation, statement.population) == (grade, people)


def test_no_recommendation_for_others_is_shown() -> None:
    answer = answered("madeupitis screening men")
    shown = [each for group in guided(answer) for each in group.statements]
    assert {each.population for each in shown if each.recommendation} == {
        "Men; sex: male",
        "Adults aged 40 to 64 years",
    }
    assert "Women" not in " ".join(each.text for each in shown)


def test_recommendations_come_before_background_and_history_never() -> None:
    groups = guided(answered("madeupitis screening"))
    assert [group.heading for group in groups] == [None, "Background"]
    assert all(each.recommendation for each in groups[0].statements)
    assert len(groups[0].statements) == len(SCREENING.recommendations)
    assert not any(each.recommendation for each in groups[1].statements)
    words = " ".join(each.text for group in groups for each in group.statements)
    for never in ("comments", "reviewed", "updates"):
        assert never not in words


def test_recommendations_that_the_words_did_not_find_are_read() -> None:
    noise = [f"Screening for madeupitis number {n} finds madeupitis early." for n in range(90)]
    crowded = taskforce(
        3, "Madeupitis: Screening", [("Men; sex: male", "I", f"{LITTLE} men.")], noise
    )
    answer = asked("madeupitis screening", in_memory([crowded]))
    assert answer.summary[0].recommendation == "USPSTF grade I"


@pytest.mark.parametrize(
    "text",
    [
        "Some comments suggested that screening should start at 40.",
        "This recommendation updates the 2013 recommendation on screening.",
        "This recommendation replaces the 2016 USPSTF recommendation.",
        "The USPSTF has made recommendations on screening for madeupitis.",
        "The USPSTF has a separate recommendation on screening for mockpox.",
        "The USPSTF has several recommendations on hats.",
        "The USPSTF reviewed 6 studies of madeupitis.",
        "The USPSTF commissioned a systematic review of madeupitis.",
        "In 2013 the USPSTF recommended screening for madeupitis.",
        "In the 2014 recommendation, the USPSTF recommended syntheticine.",
        "To update its 2013 recommendation, a review was made.",
        "The USPSTF is calling for more research on madeupitis.",
    ],
)
def test_how_a_recommendation_came_about_is_history(text: str) -> None:
    assert history(text)


@pytest.mark.parametrize(
    "text",
    [
        "The USPSTF recommends screening for madeupitis.",
        "The USPSTF concludes that the evidence is insufficient.",
        "The USPSTF found adequate evidence of benefit.",
        "Update the vaccination record after each dose.",
        "Current guidelines recommend hats.",
        "Adults with madeupitis should be reviewed each year.",
    ],
)
def test_what_a_recommendation_says_is_none(text: str) -> None:
    assert not history(text)


def test_headings_tell_history() -> None:
    assert history("Hats help.", ("Discussion", "Response to Public Comment"))
    assert not history("Hats help.", ("Discussion", "Benefits of Hats"))


def test_what_holds_for_a_genotype_leads_only_where_genes_are_asked_of() -> None:
    said = sentence(
        "Give syntheticine 5 mg to CYP2C19 poor metabolizers with madeupitis.",
        GUIDELINE,
        title="Synthetic guideline on syntheticine for madeupitis",
        population="Poor metabolizers",
    )
    genes = "What is the dose of syntheticine for madeupitis in CYP2C19 poor metabolizers?"
    assert leads(question(genes), said)
    assert not leads(question("What is the dose of syntheticine for madeupitis?"), said)
