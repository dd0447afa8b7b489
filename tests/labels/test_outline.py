"""Sections inside sections: nothing twice, the most specific code, only white space changed."""

from __future__ import annotations

import random

import pytest

from osler.sources.labels.highlights import entries, full_boxed, is_highlights
from osler.sources.labels.layout import Part, compose
from osler.sources.labels.outline import Field, outline
from osler.sources.labels.rows import Breaks, read_breaks
from osler.sources.labels.runs import lines

NONE = Breaks(())
PARENT = (
    "8 USE IN SPECIFIC POPULATIONS 8.1 Pregnancy Nothing synthetic is known of pregnancy. "
    "8.4 Pediatric Use Children did not take part in this."
)
CHILD = "8.1 Pregnancy Nothing synthetic is known of pregnancy."


def solid(text: str) -> str:
    return "".join(text.split())


def said(parts: list[Part]) -> str:
    return solid("".join((part.heading or "") + part.body for part in parts))


@pytest.mark.parametrize("order", [1, -1])
def test_child_text_is_kept_once_under_its_own_code(order: int) -> None:
    fields = [Field("43684-0", PARENT), Field("42228-7", CHILD)][::order]
    parts = outline(fields, NONE)
    assert said(parts) == solid(PARENT)
    codes = {part.path[-1]: part.code for part in parts}
    assert codes["8.1 Pregnancy"] == "42228-7"
    assert codes["8.4 Pediatric Use"] == "43684-0"


def test_unclassified_child_takes_its_parents_code() -> None:
    parts = outline([Field("43684-0", PARENT), Field(None, CHILD)], NONE)
    assert {part.code for part in parts} == {"43684-0"}


def test_equal_texts_are_one_section() -> None:
    parts = outline([Field(None, CHILD), Field("42228-7", CHILD)], NONE)
    assert [(part.path, part.code) for part in parts] == [(("Pregnancy",), "42228-7")]


def test_short_texts_prove_nothing() -> None:
    parts = outline(
        [Field("34089-3", "None. None of this is real."), Field("34070-3", "None.")], NONE
    )
    assert [part.code for part in parts] == ["34070-3", "34089-3"]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (
            "5 WARNINGS AND PRECAUTIONS 5.1 Muscle It hurts [see 5.2 Liver]. 5.2 Liver It aches.",
            ["5.1 Muscle", "5.2 Liver"],
        ),
        ("5 WARNINGS AND PRECAUTIONS See Table 5.1 Values. It is at 5.3 Units.", []),
        (
            "5 WARNINGS AND PRECAUTIONS 5.2 Out of Order The end. 5.1 Back It is.",
            ["5.2 Out of Order"],
        ),
        ("Synthetic text without number. 5.1 Muscle It hurts.", []),
        (
            "6 ADVERSE REACTIONS 6.1 Trials Rash was seen: Rash 6.2 6.3 Pain 6.4 6.5 Itch 1.1 6.6 "
            "6.2 Postmarketing Experience Pain was seen.",
            ["6.1 Trials", "6.2 Postmarketing Experience"],
        ),
    ],
)
def test_numbered_subsections(text: str, paths: list[str]) -> None:
    parts = outline([Field(None, text)], NONE)
    assert said(parts) == solid(text)
    assert [part.path[-1] for part in parts if len(part.path) > 1] == paths


def test_words_survive_whatever_is_nested() -> None:
    chance = random.Random(20)  # noqa: S311 - repeatable, not secret
    vocabulary = ["Synthetic", "5.1", "5.2", "Muscle", "pain", "•", "may", "The", "(5.1)", "see"]
    for _ in range(300):
        words = [chance.choice(vocabulary) for _ in range(chance.randint(5, 90))]
        text = "5 " + " ".join(words)
        cuts = [sorted(chance.sample(range(len(text)), 2)) for _ in range(chance.randint(0, 6))]
        pieces = [text[a:b].strip() for a, b in cuts if text[a:b].strip()]
        fields = [Field("43685-7", text), *(Field(None, " ".join(p.split())) for p in pieces)]
        short = sum(len(solid(field.text)) for field in fields[1:])
        parts = outline(fields, NONE)
        kept = sorted(solid(text))
        names = sum(
            len(solid(part.heading or "")) for part in parts if part.path[0] == "Highlights"
        )
        spoken = said(parts)
        assert len(kept) <= len(spoken) <= len(kept) + short + names
        composed, sections = compose("Synthetic", parts)
        end = 0
        for section in sections:
            assert end <= section.start < section.end <= len(composed)
            assert composed[section.start : section.end].strip()
            end = section.end


def test_highlights_go_apart() -> None:
    text = (
        "5 WARNINGS AND PRECAUTIONS Muscle: It hurts. Stop it. ( 5.1 ) Liver: It aches. ( 5.2 ) "
        "5.1 Muscle Pain has been seen. 5.2 Liver Aches have been seen."
    )
    parts = outline([Field("43685-7", text)], NONE)
    assert parts[-1].path == ("Highlights", "Warnings and Precautions")
    assert parts[-1].body == "Muscle: It hurts. Stop it. ( 5.1 )\nLiver: It aches. ( 5.2 )"
    assert all("Stop it" not in part.body for part in parts[:-1])


def test_own_text_is_not_taken_for_highlights() -> None:
    assert not is_highlights("Its own text. More of it. It hurts. ( 5.1 )")
    assert not is_highlights("Muscle: see there [see Warnings (5.1) ]. ( 5.1 )")
    assert not is_highlights("")
    assert entries("One ( 5.1 ) Two [see A (5.2) And B] three.") == [
        "One ( 5.1 )",
        "Two [see A (5.2) And B] three.",
    ]


def test_boxed_copy_is_found_behind_the_full_text_only() -> None:
    copy = "WARNING: X See full prescribing information for complete boxed warning. Y"
    assert full_boxed(f"WARNING: X Full. {copy}") == len("WARNING: X Full. ")
    assert full_boxed(copy) == len(copy)
    assert full_boxed("WARNING: X") == len("WARNING: X")


def test_table_rows_get_lines() -> None:
    markup = "<table><tr><td>Rash é</td><td>7</td></tr><tr><td>Pain</td><td>9</td></tr></table>"
    text = "Before it. Rash é 7 Pain 9 After it."
    broken = read_breaks([markup]).apply(text)
    assert broken == "Before it.\n\nRash é\t7\nPain\t9\n\nAfter it."


@pytest.mark.parametrize("markup", ["", "<table", "\x00", "<table><tr/></table>", "<p>x</p>"])
def test_unreadable_tables_change_nothing(markup: str) -> None:
    assert read_breaks([markup]).apply("Rash 7 Pain 9") == "Rash 7 Pain 9"


def test_lines_change_white_space_only() -> None:
    text = "It does: • one • two Risk Summary Nothing. Risk Summary There is none · a"
    assert solid(lines(text)) == solid(text)
    assert "\n• two" in lines(text)
    assert "\nRisk Summary\nThere" in lines(text)


def test_body_systems_in_a_list_get_lines() -> None:
    text = (
        "Seen were: thirst Cardiovascular Heart failure pulse Musculoskeletal Muscle weakness "
        "bone loss Dermatologic: Acne, rash. Endocrine: Growth."
    )
    broken = lines(text)
    assert solid(broken) == solid(text)
    assert "\n\nMusculoskeletal\nMuscle weakness" in broken
    assert "\nDermatologic: Acne, rash.\nEndocrine: Growth." in broken
    alone = "It had Cardiovascular Outcomes trials and other Hepatic Effects too."
    assert lines(alone) == alone
