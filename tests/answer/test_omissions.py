"""What an answer must not miss is named where the evidence has it."""

from __future__ import annotations

from osler.evidence.document import Family
from universe import asked, in_memory
from universe_records import BOXED, CONTRAINDICATED, DOSED, INDICATED, PREGNANT, label, paper

SAFE = {
    INDICATED: "Imaginol is indicated for the treatment of madeupitis in adults.",
    DOSED: "The recommended dose of imaginol is 5 mg once daily for adults with madeupitis.",
}
WARNED = {
    **SAFE,
    BOXED: "WARNING: IMAGINOL BLUES. Blue knees were seen with imaginol.",
    CONTRAINDICATED: "Imaginol is contraindicated in people with blue knees.",
    PREGNANT: "There are no data on imaginol in pregnant women.",
}
DOSE = "What is the dose of imaginol?"


def missed(question: str, *documents: object, **wish: object) -> str:
    answer = asked(question, in_memory(documents), **wish)  # type: ignore[arg-type]
    assert answer.refusal is None
    return " ".join(answer.not_covered)


def test_what_the_label_warns_of_is_named() -> None:
    said = missed(DOSE, label(71, "imaginol", WARNED))
    assert "In the label of imaginol, and not quoted here:" in said
    assert "pregnancy" in said


def test_what_the_label_does_not_have_is_not() -> None:
    assert "not quoted here" not in missed(DOSE, label(72, "imaginol", SAFE))


def test_what_is_quoted_is_not_missing() -> None:
    text = "Imaginol is contraindicated in people with blue knees, at a dose of 5 mg of imaginol."
    said = missed(DOSE, label(73, "imaginol", {**WARNED, DOSED: text}))
    assert "contraindications" not in said


def test_a_medicine_that_is_recommended_is_looked_up_too() -> None:
    advice = paper(410, "Treatment", "Imaginol is the first-line treatment of madeupitis.")
    said = missed("How is madeupitis treated?", advice, label(74, "imaginol", WARNED))
    assert "label of imaginol" in said
    alone = missed(
        "How is madeupitis treated?",
        advice,
        label(74, "imaginol", WARNED),
        families=(Family.RESEARCH,),
    )
    assert "label of imaginol" not in alone  # nobody asked for labels


def test_a_question_on_something_else_expects_nothing() -> None:
    cause = paper(411, "Causes", "Madeupitis is caused by hats and by imaginol.")
    assert "label" not in missed("What causes madeupitis?", cause, label(75, "imaginol", WARNED))
