"""Cells and rows of a label's table that run into one another."""

from __future__ import annotations

import pytest

from made_candidate import GUIDELINE, LABEL, sentence
from osler.answer.glued import glued

INTERACTIONS = "34073-7"


@pytest.mark.parametrize(
    "text",
    [
        "Intervention: Imaginol is contraindicated with hats.",
        "Hats Clinical Impact: Imaginol may increase the risk of blue knees.",
        "Examples: bowlers, top hats and caps.",
        "The concentration of imaginol rose by 70% with hats.",
        "Serious Skin Reactions Imaginol can cause a rash.",
    ],
)
def test_one_cell_may_stand(text: str) -> None:
    assert glued(sentence(text, LABEL, code=INTERACTIONS)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Examples: bowlers, caps Scarves Clinical Impact: Imaginol may raise the risk of cold.",
        "Avoid the use of hats with imaginol in summer Scarves Clinical Impact: More cold.",
        "Imaginol Hats 70% NA Measure knees before initiating hats.",
        "Imaginol Serum Concentration Increase Imaginol AUC Increase Recommendations Hats rise.",
    ],
)
def test_several_may_not(text: str) -> None:
    assert glued(sentence(text, LABEL, code=INTERACTIONS)) is not None
    assert glued(sentence(text, GUIDELINE)) is None
