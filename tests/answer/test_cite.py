"""Numbers in order of first use; every number in the list and every entry used."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_answer import answer, header, statement
from osler.answer.answer import Group, Section
from osler.answer.cite import identifiers, number, read, reference, statements
from osler.evidence.document import Family, Identifiers
from osler.evidence.standing import Standing

KEYS = [f"m:{n}" for n in range(6)]


def test_the_made_answer_numbers_its_references_in_order() -> None:
    made = answer()
    used = [c.reference for s in (*made.summary, *statements(made.sections)) for c in s.citations]
    assert list(dict.fromkeys(used)) == [each.number for each in made.references]
    assert {each.document for each in made.references} == {"m:1", "m:2", "m:3", "l:1"}


@given(st.lists(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True), max_size=8))
def test_numbering(cited: list[list[str]]) -> None:
    all_statements = tuple(
        statement(f"Synthetic statement {place}.", *keys) for place, keys in enumerate(cited)
    )
    section = Section(Family.RESEARCH, "Synthetic", (Group(None, all_statements),))
    headers = {key: header(key) for key in KEYS}
    brief, sections, references = number(all_statements[-2:], (section,), headers)
    used = [c.reference for s in (*brief, *statements(sections)) for c in s.citations]
    assert list(dict.fromkeys(used)) == list(range(1, len(references) + 1))
    by_number = {each.number: each.document for each in references}
    for each in statements(sections):
        assert all(by_number[c.reference] == c.document for c in each.citations)
    assert len({each.document for each in references}) == len(references)


def test_a_document_cited_only_in_brief_is_listed_too() -> None:
    brief, _, references = number((statement("Synthetic.", "m:1"),), (), {"m:1": header("m:1")})
    assert [each.document for each in references] == ["m:1"]
    assert brief[0].citations[0].reference == 1


def test_the_sections_cited_are_listed_once_each() -> None:
    one = statement("Synthetic.", "m:1").citations[0]
    deep = replace(one, section=("Results", "Harms"))
    bare = replace(one, section=())
    assert reference(header("m:1"), 1, [one, deep, one, bare]).sections == (
        "Results",
        "Results › Harms",
    )


def test_only_identifiers_that_are_there() -> None:
    made = replace(
        header("m:1"),
        identifiers=Identifiers(doi="10.5555/made", other=(("guideline", "made-7"),)),
    )
    assert identifiers(made) == {"doi": "10.5555/made", "guideline": "made-7"}


@pytest.mark.parametrize(
    ("family", "source", "standing", "words"),
    [
        (Family.RESEARCH, "pubmed", Standing(abstract_only=True), "abstract"),
        (Family.RESEARCH, "pmc", Standing(), "full text"),
        (Family.LABELS, "spl", Standing(), "label"),
        (Family.GUIDELINES, "uspstf", Standing(), "recommendation"),
        (Family.GUIDELINES, "made", Standing(), "full text"),
        (Family.RESEARCH, "digest", Standing(digest=True, abstract_only=True), "digest"),
        (Family.LABELS, "digest", Standing(digest=True), "digest"),
    ],
)
def test_how_much_was_read(family: Family, source: str, standing: Standing, words: str) -> None:
    assert read(replace(header("m:1", family), source=source, standing=standing)) == words
