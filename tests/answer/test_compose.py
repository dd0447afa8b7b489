"""Sections family by family: lists bared, digests only in a gap, reasons kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from made_candidate import question, sentence
from osler.answer.answer import Group
from osler.answer.bare import bare
from osler.answer.compose import Composed, _newer, compose
from osler.answer.desk import Evidence, Wish
from osler.answer.retrieve import retrieve
from osler.answer.trace import Trace
from osler.evidence.document import Document, Family
from osler.evidence.standing import StudyDesign
from universe import in_memory
from universe_records import CAUSES, EVERYTHING, LABELS, paper

ASKED = question("What causes madeupitis?")


def composed(evidence: Evidence, asked: str = "What causes madeupitis?") -> tuple[Composed, Trace]:
    trace = Trace()
    made = question(asked)
    found = retrieve(made, evidence.index)
    return compose(made, found, evidence, Wish(2026), trace), trace


def texts(made: Composed, family: Family = Family.RESEARCH) -> list[str]:
    return [
        each.text
        for section in made.sections
        if section.family is family
        for group in section.groups
        for each in group.statements
    ]


BULLETS = [
    ("• Hats cause it.", "Hats cause it."),
    ("- Hats cause it.", "Hats cause it."),
    ("* Hats cause it.", "Hats cause it."),
    ("1. Hats cause it.", "Hats cause it."),
    ("(2) Hats cause it.", "Hats cause it."),
    ("a) Hats cause it.", "Hats cause it."),
    ("— Hats cause it.", "Hats cause it."),
    ("■  Hats cause it.", "Hats cause it."),
]
NO_BULLETS = [
    "Hats cause it.", "-blockers cause it.", "12 hats cause it.", "(Hats) cause it.",
    "A hat causes it.", "1.5 hats cause it.", "5-hat rules cause it.", "• ",
]  # fmt: skip


@pytest.mark.parametrize(("text", "left"), BULLETS)
def test_a_bullet_is_no_part_of_the_sentence(text: str, left: str) -> None:
    made = bare(sentence(text))
    assert made.text == left
    assert text[made.start : made.end] == left


@pytest.mark.parametrize("text", NO_BULLETS)
def test_what_is_no_bullet_stays(text: str) -> None:
    assert bare(sentence(text)) == sentence(text)


def test_every_family_has_a_section_and_an_empty_one_says_so() -> None:
    made, _ = composed(in_memory())
    assert [each.family for each in made.sections] == list(Family)
    for section in made.sections:
        assert bool(section.groups) != (section.note is not None)
        assert section.title == section.family.heading
        assert all(group.statements for group in section.groups)


def test_headers_and_merits_cover_what_is_written() -> None:
    made, _ = composed(in_memory())
    for text in texts(made):
        assert made.merits[text].score > 0
    for section in made.sections:
        for group in section.groups:
            for statement in group.statements:
                assert {each.document for each in statement.citations} <= set(made.headers)


def test_no_more_statements_than_the_setting_allows() -> None:
    few, _ = composed(replace(in_memory(), statements=2))
    assert len(texts(few)) == 2


def test_the_trace_says_what_was_written_and_dropped() -> None:
    _, trace = composed(in_memory())
    stages = {step.stage for step in trace.steps}
    assert {"wrote", "dropped", "ranked"} <= stages


def digest(number: int, text: str) -> Document:
    return paper(number, "a digest", text, StudyDesign.SYSTEMATIC_REVIEW, digest=True)


DIGEST = digest(81, "Madeupitis is caused by digested hats.")
OWN = CAUSES[0]
MANY = tuple(CAUSES[place] for place in (0, 1, 3, 4, 8))


@pytest.mark.parametrize(
    ("starter", "documents", "used"),
    [
        ("auto", (DIGEST,), True),
        ("auto", (DIGEST, OWN), True),  # one statement of the sources' own is few
        ("auto", (DIGEST, *MANY), False),
        ("always", (DIGEST, *MANY), True),
        ("never", (DIGEST,), False),
        ("never", (DIGEST, OWN), False),
    ],
)
def test_digests_fill_gaps_only(starter: str, documents: tuple[Document, ...], used: bool) -> None:
    made, _ = composed(replace(in_memory(documents), starter=starter))
    assert any("digested" in text for text in texts(made)) is used
    if OWN in documents:
        assert any("long meetings" in text for text in texts(made))


def test_digests_come_after_the_sources_own() -> None:
    made, _ = composed(in_memory((DIGEST, OWN)))
    assert "digested" not in texts(made)[0]


def test_research_with_the_words_for_it_comes_before_research_without() -> None:
    made, _ = composed(in_memory(EVERYTHING), "What is the prognosis of mockpox?")
    assert "Survival" in texts(made)[0]


def test_of_near_duplicates_one_is_shown_and_both_are_cited() -> None:
    said = "Madeupitis is caused by loose hats, cold soup and long meetings."
    twin = paper(82, "another review", said, StudyDesign.SYSTEMATIC_REVIEW)
    made, _ = composed(in_memory((OWN, twin)))
    assert texts(made) == [said]


@pytest.mark.parametrize("asked", ["What is the treatment of madeupitis?", "What causes mockpox?"])
def test_no_sentence_is_shown_twice(asked: str) -> None:
    made, _ = composed(in_memory(), asked)
    for family in Family:
        assert len(texts(made, family)) == len(set(texts(made, family)))


def test_the_same_words_in_generics_are_shown_once() -> None:
    made, _ = composed(in_memory(LABELS[2:5]), "What is syntheticine used for?")
    said = texts(made, Family.LABELS)
    assert len(said) == len(set(said))


@pytest.mark.parametrize("starter", ["auto", "always", "never"])
def test_a_family_without_a_passage_is_a_gap(starter: str) -> None:
    made, _ = composed(replace(in_memory(()), starter=starter))
    assert all(each.note for each in made.sections)


@pytest.mark.parametrize(
    ("asked", "beside"),
    [
        ("What is the dose of syntheticine?", "mortality"),
        ("What are the adverse effects of syntheticine?", "reduced"),
        ("Who should be screened for madeupitis?", "caused"),
    ],
)
def test_research_on_another_matter_stays_out(asked: str, beside: str) -> None:
    made, _ = composed(in_memory(), asked)
    assert not any(beside in text for text in texts(made))


def test_newer_digests_stand_before_old_guidelines() -> None:
    """Half of what is cited being old, what a digest of newer guidance says comes first."""
    made = {name: Group(name, ()) for name in ("new", "old")}
    assert _newer((made["new"],), (made["old"],), 8)[0].heading == "new"
    assert _newer((), (made["old"],), 8) == (made["old"],)
