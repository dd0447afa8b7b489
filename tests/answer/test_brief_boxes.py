"""The boxed warning of a medicine that an answer proposes is shown, not only named."""

from __future__ import annotations

from osler.answer.answer import Answer
from osler.answer.brief_boxes import HEADING
from osler.evidence.document import Family
from universe import asked, in_memory
from universe_records import BOXED, INDICATED, label, paper

ADVICE = paper(420, "Treatment", "Imaginol is the first-line treatment of madeupitis.")
WARNING = "Blue knees were seen in every fourth adult who took imaginol for long."
WARNED = label(
    76,
    "imaginol",
    {INDICATED: "Imaginol is indicated for the treatment of inventosis.", BOXED: WARNING},
)
ASKED = "How is madeupitis treated?"


def boxes(answer: Answer) -> list[str]:
    return [
        statement.text
        for section in answer.sections
        for group in section.groups
        if group.heading == HEADING
        for statement in group.statements
    ]


def test_the_boxed_warning_of_what_is_proposed_is_shown() -> None:
    answer = asked(ASKED, in_memory([ADVICE, WARNED]))
    assert boxes(answer) == [WARNING]
    assert "a boxed warning" not in " ".join(answer.not_covered)


def test_not_where_the_medicine_was_asked_about_or_labels_were_not() -> None:
    evidence = in_memory([ADVICE, WARNED])
    assert boxes(asked("Is imaginol effective for madeupitis?", evidence)) == []
    assert boxes(asked(ASKED, evidence, families=(Family.RESEARCH,))) == []


def test_a_label_without_one_adds_none() -> None:
    plain = label(77, "imaginol", {INDICATED: "Imaginol is indicated for inventosis."})
    assert boxes(asked(ASKED, in_memory([ADVICE, plain]))) == []
