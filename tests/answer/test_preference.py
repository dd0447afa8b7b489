"""What a source is worth for a question: of two sentences scored alike, the first is preferred."""

from __future__ import annotations

import math

import pytest

from made_candidate import ADVERSE, BOXED, GUIDELINE, INDICATED, LABEL, question, scored, sentence
from osler.answer.candidate import Candidate
from osler.answer.preference import preferred
from osler.evidence.standing import StudyDesign as Design

YEAR = 2026
HARMS = "What are the adverse effects of syntheticine?"
USE = "What is the treatment of madeupitis?"
CAUSES = "What causes madeupitis?"
OWN = ("syntheticine",)


def harm(code: str | None = ADVERSE, **more: object) -> Candidate:
    return sentence("It may cause hiccups.", LABEL, drugs=OWN, code=code, **more)  # type: ignore[arg-type]


def cause(design: Design = Design.ARTICLE, year: int | None = 2024) -> Candidate:
    return sentence("Madeupitis is caused by hats.", design=design, year=year)


def advice(text: str = "Syntheticine is recommended.", population: str | None = None) -> Candidate:
    return sentence(text, GUIDELINE, title="Synthetic madeupitis", population=population)


PAIRS = [
    (USE, advice(population="Adults"), advice(), "a recommendation"),
    (USE, advice(), advice("Syntheticine is no longer recommended."), "not done"),
    (USE, advice(), advice("Imaginol was not recommended."), "not done"),
    (HARMS, harm(ADVERSE), harm(INDICATED), "section"),
    (HARMS, harm(BOXED), harm("34071-1"), "boxed"),
    (HARMS, harm(year=2020), harm(year=None), "without a date"),
    (CAUSES, cause(Design.SYSTEMATIC_REVIEW), cause(), "systematic review"),
    (CAUSES, cause(Design.META_ANALYSIS), cause(), "meta-analysis"),
    (CAUSES, cause(Design.RANDOMISED_TRIAL), cause(), "randomised"),
    (CAUSES, cause(), cause(Design.EDITORIAL), "editorial"),
    (CAUSES, cause(), cause(Design.LETTER), "letter"),
    (CAUSES, cause(), cause(Design.COMMENT), "comment"),
    (CAUSES, cause(), cause(year=2010), "published 2010"),
    (CAUSES, cause(year=2010), cause(year=2000), "published 2000"),
    (CAUSES, cause(year=2000), cause(year=1980), "published 1980"),
    (USE, advice(population="Adults"), advice(population="Poor metabolizers"), "holds only for"),
    (
        HARMS,
        harm(),
        sentence("It may cause hiccups.", LABEL, drugs=("syntheticine", "imaginol"), code=ADVERSE),
        "combination",
    ),
    (
        "What is the dose and what are the side effects of syntheticine?",
        sentence("Syntheticine 15 mg may cause hiccups."),
        sentence("Syntheticine may cause hiccups."),
        "both",
    ),
]


@pytest.mark.parametrize(("asked", "better", "worse", "reason"), PAIRS)
def test_of_two_scored_alike(asked: str, better: Candidate, worse: Candidate, reason: str) -> None:
    for given in ([better, worse], [worse, better]):
        first, second = preferred(question(asked), [scored(each) for each in given], YEAR)
        assert first.candidate == better
        assert first.score > second.score
        assert reason in " ".join(
            f"{each.name} {each.reason}" for each in (*first.features, *second.features)
        )


def test_contributions_add_up_to_what_was_gained() -> None:
    for asked, better, worse, _ in PAIRS:
        for made in preferred(question(asked), [scored(better, 0.4), scored(worse, 0.4)], YEAR):
            gained = sum(each.contribution for each in made.features)
            assert math.isclose(made.score, 0.4 + gained)
            assert math.isclose(made.score, 0.4 * math.prod(f.value for f in made.features))


def test_nothing_to_prefer_changes_nothing() -> None:
    (only,) = preferred(question(CAUSES), [scored(cause())], YEAR)
    assert only == scored(cause())
    assert preferred(question(CAUSES), [], YEAR) == []


def test_a_much_better_answer_outweighs_its_source() -> None:
    review, trial = cause(Design.SYSTEMATIC_REVIEW), cause(Design.LETTER)
    made = preferred(question(CAUSES), [scored(review, 0.1), scored(trial, 0.9)], YEAR)
    assert made[0].candidate == trial


def test_equal_scores_keep_their_order() -> None:
    one, other = sentence("Hats cause madeupitis."), sentence("Soup causes madeupitis.")
    for given in ([one, other], [other, one]):
        made = preferred(question(CAUSES), [scored(each) for each in given], YEAR)
        assert [each.candidate for each in made] == given


def test_a_phenotype_may_be_asked_about() -> None:
    asked = question("Should fabricatol be used in poor metabolizers?")
    made = sentence(
        "Fabricatol should be avoided.", GUIDELINE, population="CYP99 poor metabolizers"
    )
    (only,) = preferred(asked, [scored(made)], YEAR)
    assert "scope" not in {each.name for each in only.features}


def test_labels_do_not_age_as_papers_do() -> None:
    (old,) = preferred(question(HARMS), [scored(harm(year=1990))], YEAR)
    assert "age" not in {each.name for each in old.features}


INWARD = [
    ("Madeupitis is caused by hats.", "Madeupitis causes hiccups."),
    ("Hats are a cause of madeupitis.", "Madeupitis is a cause of hiccups."),
    ("Hats cause madeupitis.", "Madeupitis leads to hiccups."),
    ("Hats lead to madeupitis.", "Madeupitis results in hiccups."),
    ("Soup results in madeupitis.", "Madeupitis contributes to hiccups."),
    ("Soup increases the risk of madeupitis.", "Madeupitis increases the risk of hiccups."),
    ("Hats contribute to madeupitis.", "Madeupitis is the leading cause of hiccups."),
    ("Madeupitis is due to hats.", "Madeupitis has an increased risk of hiccups."),
]


@pytest.mark.parametrize(("inward", "outward"), INWARD)
def test_causes_point_towards_what_was_asked(inward: str, outward: str) -> None:
    given = [scored(sentence(outward)), scored(sentence(inward))]
    first, second = preferred(question(CAUSES), given, YEAR)
    assert first.candidate.text == inward
    assert "what it causes" in second.features[-1].reason


@pytest.mark.parametrize(
    "said", ["Madeupitis has many causes, among them hats.", "Madeupitis causes include hats."]
)
def test_the_noun_causes_points_inward(said: str) -> None:
    (only,) = preferred(question(CAUSES), [scored(sentence(said))], YEAR)
    assert "outward" not in {each.name for each in only.features}
