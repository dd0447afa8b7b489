"""Rows of a label's interaction tables: which answer, and that they are shown as they stand."""

from __future__ import annotations

import pytest

from made_candidate import LABEL, question, sentence
from osler.answer.answer import VerdictKind
from osler.answer.table_rows import table_rows
from osler.answer.verify import judge_quote

TABLE = (
    "Interactions were looked at in trials.\n\n"
    "Table 3: Synthetic Drugs That Raise the Level of Syntheticine\n"
    "Class\tDrugs\n"
    "Mockers\timaginol, falsamab\n"
    "Others\tinertium\n"
    "Clinical Impact:\tSyntheticine levels rise. Watch for fever.\n"
    "Three\tcells\there, too\n\n"
    "After the table\tnothing, of it"
)


def rows(
    asked: str, *, drugs: tuple[str, ...] = ("syntheticine",), code: str = "34073-7"
) -> list[str]:
    hit = sentence(TABLE, LABEL, drugs=drugs, code=code).hit
    return [choice.text for choice in table_rows(question(asked), [hit])]


def test_the_row_that_names_the_other_drug_answers_with_the_tables_title() -> None:
    (row,) = rows("Can syntheticine be taken with imaginol?")
    assert row.startswith("Mockers\timaginol, falsamab [Table 3: Synthetic Drugs")


def test_of_one_drug_the_rows_that_list_several_answer() -> None:
    found = rows("Which drugs interact with syntheticine?")
    assert [row.split("\t")[0] for row in found] == ["Mockers"]


@pytest.mark.parametrize(
    ("asked", "drugs", "code"),
    [
        ("What is the dose of syntheticine?", ("syntheticine",), "34073-7"),
        ("Can syntheticine be taken with imaginol?", ("otherin",), "34073-7"),
        ("Can syntheticine be taken with imaginol?", ("syntheticine",), "34084-4"),
    ],
)
def test_other_questions_labels_and_sections_have_no_rows(
    asked: str, drugs: tuple[str, ...], code: str
) -> None:
    assert rows(asked, drugs=drugs, code=code) == []


def test_a_row_is_its_span_and_its_title_is_vouched_for() -> None:
    hit = sentence(TABLE, LABEL, drugs=("syntheticine",), code="34073-7").hit
    (choice,) = table_rows(question("Can syntheticine be taken with imaginol?"), [hit])
    candidate = choice.candidate
    assert TABLE[candidate.start : candidate.end] == candidate.text
    assert judge_quote(choice.text, [candidate.text], [TABLE]).kind is VerdictKind.SUPPORTED
    other = choice.text.replace("Table 3", "Table 9")
    assert judge_quote(other, [candidate.text], [TABLE]).kind is not VerdictKind.SUPPORTED


def test_equal_rows_of_several_labels_are_one() -> None:
    hits = [
        sentence(TABLE, LABEL, drugs=("syntheticine",), code="34073-7", key=f"label:99-{n}").hit
        for n in range(3)
    ]
    (choice,) = table_rows(question("Can syntheticine be taken with imaginol?"), hits)
    assert len(choice.also) == 2


WIDE = (
    "Table 2: Examples of Interactions with Syntheticine\n"
    "Enzyme\tInhibitors\tInducers\n"
    "MOCK1\timaginol, falsamab\tfabricatol, inertium\n"
    "MOCK2\tinertium, falsamab\tnonesuchine\n"
)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (
            "syntheticine imaginol interaction",
            "MOCK1\timaginol, falsamab "
            "[Table 2: Examples of Interactions with Syntheticine] [Inhibitors]",
        ),
        (
            "nonesuchine syntheticine interaction",
            "nonesuchine [Table 2: Examples of Interactions with Syntheticine] [Inducers] [MOCK2]",
        ),
    ],
)
def test_of_three_columns_the_cell_that_names_the_other_drug_answers(asked: str, text: str) -> None:
    hit = sentence(WIDE, LABEL, drugs=("syntheticine",), code="34073-7").hit
    (choice,) = table_rows(question(asked), [hit])
    assert choice.text == text
    candidate = choice.candidate
    assert WIDE[candidate.start : candidate.end] == candidate.text
    assert judge_quote(choice.text, [candidate.text], [WIDE]).kind is VerdictKind.SUPPORTED
