"""What a text says beside what is asked: the first answers, the second does not."""

from __future__ import annotations

import pytest

from made_candidate import GUIDELINE, question, sentence
from osler.answer.beside import beside

HARMS = question("What are the adverse effects of syntheticine?")
TREATS = question("What is the treatment of madeupitis?")
TELLS = question("How is madeupitis diagnosed?")


@pytest.mark.parametrize(
    ("asked", "answers", "does_not"),
    [
        (
            HARMS,
            "The risk of blue knees with syntheticine was low.",
            "The risks of syntheticine in the proposed study are considered low.",
        ),
        (
            HARMS,
            "Risks of syntheticine include blue knees.",
            "The risks associated with syntheticine are considered minimal.",
        ),
        (
            HARMS,
            "Syntheticine raised the risk of toxicity and of relapse.",
            "Two months of syntheticine carried a higher risk of relapse.",
        ),
        (
            HARMS,
            "Syntheticine can cause blue knees.",
            "Fabricatol can replace syntheticine, but is more toxic.",
        ),
        (
            TREATS,
            "Hats helped two patients with madeupitis.",
            "We present for the first time, two patients with madeupitis who wore hats.",
        ),
        (
            TREATS,
            "Treatment with hats is reported to help.",
            "Treatment with hats in an asthmatic patient is reported.",
        ),
        (
            TREATS,
            "The patient's own hat should be worn.",
            "The patient's madeupitis resolved with hats.",
        ),
        (
            TELLS,
            "Hats had a sensitivity of 80% in 12 of 15 patients.",
            "Madeupitis was finally diagnosed in 20 patients (25%).",
        ),
        (
            TELLS,
            "Madeupitis is diagnosed by the colour of the knees.",
            "Of 63 adults, 12 (19%) had a final diagnosis of madeupitis.",
        ),
    ],
)
def test_beside(asked: object, answers: str, does_not: str) -> None:
    assert beside(asked, sentence(answers)) is None  # type: ignore[arg-type]
    assert beside(asked, sentence(does_not)) is not None  # type: ignore[arg-type]


def test_consent_is_advised_by_guidelines() -> None:
    said = "Obtain informed consent before hats are given for madeupitis."
    assert beside(TREATS, sentence(said, GUIDELINE)) is None
    assert beside(TREATS, sentence(said)) is not None
