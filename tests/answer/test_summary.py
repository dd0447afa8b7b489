"""In brief: what would be enough if the reader stopped there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_answer import statement
from made_candidate import question
from osler.answer.answer import Group, Level, Section, Statement
from osler.answer.cite import statements
from osler.answer.summary import Merit, summary
from osler.evidence.document import Family

CAUSES = question("What causes madeupitis?")
TREATS = question("What is the treatment of madeupitis?")
USES = question("What is syntheticine used for?")
HARMS = question("What are the adverse effects of syntheticine?")
GOOD = Merit(0.8, True)


def section(family: Family, *made: Statement) -> Section:
    return Section(family, family.heading, (Group(None, made),) if made else ())


def brief(
    asked: object, sections: list[Section], merits: dict[str, Merit] | None = None
) -> list[str]:
    held = {each.text: GOOD for each in statements(sections)} | (merits or {})
    return [each.text for each in summary(asked, sections, held)]  # type: ignore[arg-type]


ONE, TWO = statement("Hats cause it.", "m:1"), statement("Soup causes it.", "m:2")

# A change to the first statement, a change to the second, by which the first leads.
LEADS = [
    (replace(ONE, recommendation="GRADE Strong"), TWO, {}),
    (statement(ONE.text, "m:1", level=Level.HIGH), statement(TWO.text, "m:2", level=Level.LOW), {}),
    (ONE, statement(TWO.text, "m:2", level=Level.VERY_LOW), {}),
    (ONE, TWO, {TWO.text: Merit(0.8, False)}),
    (ONE, TWO, {TWO.text: Merit(0.3, True)}),
    (ONE, statement("Soup also causes it.", "m:2"), {}),
    (ONE, statement("Soup causes it " + "and so on " * 60 + "as well.", "m:2"), {}),
    (statement("Hats, soup, wool and light cause it.", "m:1"), TWO, {}),
]


@pytest.mark.parametrize(("first", "second", "merits"), LEADS)
def test_what_leads(first: Statement, second: Statement, merits: dict[str, Merit]) -> None:
    for order in ((first, second), (second, first)):
        assert brief(CAUSES, [section(Family.RESEARCH, *order)], merits)[0] == first.text


@pytest.mark.parametrize(
    ("asked", "leads"), [(TREATS, Family.GUIDELINES), (HARMS, Family.LABELS), (USES, Family.LABELS)]
)
def test_a_family_leads_in_what_it_is_good_for(asked: object, leads: Family) -> None:
    made = [
        section(family, statement(f"{family.value} say it.", f"m:{number}"))
        for number, family in enumerate(Family)
    ]
    assert brief(asked, made)[0].startswith(leads.value)


@pytest.mark.parametrize(
    ("said", "merit", "leads"),
    [
        ("A society recommends madeuptine.", Merit(0.2, True), "A society"),
        ("A society looked at madeuptine.", Merit(0.2, True), "Syntheticine"),
        ("A society recommends madeuptine.", Merit(0.2, False), "Syntheticine"),
        ("A society recommends madeuptine.", Merit(0.2, True, outdated=True), "Syntheticine"),
    ],
)
def test_what_is_recommended_leads_what_is_licensed(said: str, merit: Merit, leads: str) -> None:
    made = [
        section(Family.GUIDELINES, statement(said, "m:1")),
        section(Family.LABELS, statement("Syntheticine is indicated for it.", "m:2")),
    ]
    assert brief(TREATS, made, {said: merit})[0].startswith(leads)


def test_what_comes_first_leads_where_that_is_asked() -> None:
    said = "Syntheticine is the drug of choice for madeupitis."
    made = [section(Family.RESEARCH, statement("Madeuptine helps in madeupitis.", "m:1"),
                    statement(said, "m:2"))]  # fmt: skip
    less = {said: Merit(0.4, True)}
    assert brief(question("What is the first-line treatment of madeupitis?"), made, less)[0] == said
    assert brief(TREATS, made, less)[0] != said
    advised = {text: Merit(0.8, True, leads=True) for text in brief(TREATS, made)}
    assert brief(question("First-line therapy of madeupitis?"), made, advised)[0] == said


def test_ties_keep_the_order_of_the_sections() -> None:
    assert brief(CAUSES, [section(Family.RESEARCH, ONE, TWO)]) == [ONE.text, TWO.text]
    assert brief(CAUSES, [section(Family.RESEARCH, TWO, ONE)]) == [TWO.text, ONE.text]


def test_at_most_two_from_one_passage() -> None:
    said = ("Hats cause madeupitis.", "Cold soup brings on fever.", "Long meetings trigger rage.")
    same = [statement(text, "m:1") for text in said]
    assert brief(CAUSES, [section(Family.RESEARCH, *same, TWO)]) == [
        same[0].text,
        same[1].text,
        TWO.text,
    ]


def test_what_is_far_behind_stays_out() -> None:
    merits = {TWO.text: Merit(0.01, False)}
    assert brief(CAUSES, [section(Family.RESEARCH, ONE, TWO)], merits) == [ONE.text]


def test_nothing_gives_nothing() -> None:
    assert brief(CAUSES, []) == []
    assert brief(CAUSES, [section(Family.RESEARCH)]) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.floats(0, 1), st.booleans(), st.sampled_from(list(Level))),
        max_size=8,
    )
)
def test_the_brief_is_short_and_made_of_what_is_shown(
    rows: list[tuple[int, float, bool, Level]],
) -> None:
    made = [
        statement(f"Cause {place} is a hat.", f"m:{key}", level=level)
        for place, (key, _, _, level) in enumerate(rows)
    ]
    merits = {
        each.text: Merit(score, relates)
        for each, (_, score, relates, _) in zip(made, rows, strict=True)
    }
    texts = brief(CAUSES, [section(Family.RESEARCH, *made)], merits)
    assert len(texts) <= 3
    assert len(set(texts)) == len(texts)
    assert set(texts) <= {each.text for each in made}
    assert bool(texts) is bool(made)


def test_near_duplicates_are_not_said_twice() -> None:
    twice = [
        statement("Rare reports link hats with madeupitis.", "m:1"),
        statement("Rare reports link hats with madeupitis in autumn.", "m:2"),
    ]
    assert brief(CAUSES, [section(Family.RESEARCH, *twice)]) == [twice[0].text]
