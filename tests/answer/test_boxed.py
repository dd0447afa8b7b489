"""Boxed warnings: alone where asked for, first where harms are, and no answer to what works."""

from __future__ import annotations

from dataclasses import replace

import pytest

from made_answer import statement
from made_candidate import ADVERSE, BOXED, LABEL, question, scored, sentence
from osler.answer.answer import Group, Section
from osler.answer.answering import misplaced
from osler.answer.boxed_warning import boxed
from osler.answer.candidate import Candidate
from osler.answer.desk import Wish
from osler.answer.select import select
from osler.answer.shortlist import second_look
from osler.answer.summary import Merit, summary
from osler.answer.trace import Trace
from osler.evidence.document import Family

HARMS = question("What are the adverse effects of syntheticine?")
BOX = question("boxed warning of syntheticine")
RASH = "Syntheticine can cause serious rash, and deaths have been reported."
ACHE = "Common adverse reactions with syntheticine are headache, nausea and dizziness."
SEE = ("Warnings and Precautions", "5.1 Serious Rash [see Boxed Warning]")


def label(text: str, code: str = ADVERSE, path: tuple[str, ...] = ()) -> Candidate:
    return sentence(text, LABEL, drugs=("syntheticine",), code=code, path=path, key=f"label:{code}")


def test_only_a_boxed_warning_answers_for_one() -> None:
    assert misplaced(BOX, label(RASH, BOXED)) is None
    assert misplaced(BOX, label(RASH)) == "no boxed warning"
    assert misplaced(BOX, sentence(RASH)) == "no boxed warning"
    assert misplaced(HARMS, label(RASH)) is None


@pytest.mark.parametrize(
    ("code", "path", "is_boxed"),
    [(BOXED, (), True), ("43685-7", SEE, True), ("43685-7", SEE[:1], False), (ADVERSE, (), False)],
)
def test_what_the_box_warns_of_counts_as_boxed(
    code: str, path: tuple[str, ...], is_boxed: bool
) -> None:
    assert boxed(label(RASH, code, path)) is is_boxed


def test_among_harms_what_the_box_warns_of_is_the_first_group() -> None:
    ache, rash = label(ACHE), label(RASH, "43685-7", SEE)
    ranked = [scored(ache, 0.9), scored(rash, 0.8)]
    groups = select(HARMS, ranked, 6)
    assert [each.choices[0].text for each in groups] == [RASH, ACHE]
    assert groups[0].heading == "What the boxed warning is about"
    assert groups[1].heading


def test_among_harms_the_boxed_warning_opens_the_brief() -> None:
    ache, rash = statement(ACHE, "label:1"), statement(RASH, "label:2")
    cited = replace(rash.citations[0], code=BOXED)
    rash = replace(rash, citations=(cited,))
    shown = Section(Family.LABELS, "From the FDA Drug Label", (Group(None, (ache, rash)),))
    merits = {ACHE: Merit(0.9, True), RASH: Merit(0.6, True)}
    assert summary(HARMS, (shown,), merits)[0] == rash


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Does syntheticine work for madeupitis?", False),
        ("What is the treatment of madeupitis?", True),
    ],
)
def test_whether_a_drug_works_is_not_told_by_naming_it(asked: str, found: bool) -> None:
    text = "Rash on syntheticine and insulin was uncommon among patients with madeupitis."
    wish = Wish(2026)
    ranked = second_look(question(asked), [sentence(text).hit], wish, Trace(None))
    assert bool(ranked) is found
