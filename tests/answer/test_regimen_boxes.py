"""Boxes of regimens answer by the headings they stand under, and as they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from made_candidate import GUIDELINE, question, sentence
from osler.answer.regimen import REGIMEN, regimen
from osler.answer.regimen_boxes import MOST, regimens
from osler.evidence.recommendation import Recommendation, Scheme
from osler.index.index import Hit

DOSE = "Syntheticine 2 g orally -OR- Mockamab 1 g orally"


def box(*path: str, text: str = DOSE, start: int = 0, code: str | None = REGIMEN) -> Hit:
    """A box under headings; `start` is where it stands in its guideline."""
    made = sentence(text, GUIDELINE, title="Infections", path=("Infections", *path), code=code).hit
    grade = Recommendation(start, start + len(text), Scheme.CDC, "Recommended Regimen")
    passage = replace(made.passage, start=start, end=start + len(text), recommendations=(grade,))
    return replace(made, passage=passage)


def test_a_box_answers_what_its_headings_name() -> None:
    (choice,) = regimens(question("treatment of madeupitis"), [box("Madeupitis", "Treatment")])
    assert choice.text == DOSE
    assert regimen(choice.candidate)


@pytest.mark.parametrize(
    ("asked", "hit"),
    [
        ("treatment of madeupitis", box("Mockpox")),
        ("treatment of madeupitis", box("Madeupitis", "Recommended Regimen for Children")),
        ("treatment of madeupitis", box("Madeupitis", code=None)),
        ("What causes madeupitis?", box("Madeupitis")),
        ("treatment", box("Madeupitis")),
    ],
)
def test_a_box_for_something_or_someone_else_does_not(asked: str, hit: Hit) -> None:
    assert regimens(question(asked), [hit]) == []


def test_a_box_for_children_answers_a_question_about_them() -> None:
    hit = box("Madeupitis", "Recommended Regimen for Children")
    assert len(regimens(question("treatment of madeupitis in children"), [hit])) == 1


def test_few_boxes_in_the_guidelines_order() -> None:
    hits = [box("Madeupitis", f"Stage {9 - n}", start=900 - 100 * n) for n in range(6)]
    found = regimens(question("treatment of madeupitis"), hits)
    assert [each.candidate.start for each in found] == [400, 500, 600, 700]
    assert len(found) == MOST
