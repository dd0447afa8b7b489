"""Blocks laid out as a document: exact sections, exact spans."""

from __future__ import annotations

import random
import re

from osler.evidence.document import Family, Header
from osler.evidence.recommendation import Recommendation, Scheme
from osler.sources.guidelines.block import Block, Kind, document, heading, paragraph, without

HEADER = Header("test:1", Family.GUIDELINES, "test", "Synthetic title", "test:1")


def test_headings_stand_outside_sections() -> None:
    made = document(
        HEADER,
        [
            heading("One", 1),
            paragraph("First."),
            heading("Two", 2),
            Block(Kind.ITEM, "a"),
            Block(Kind.ITEM, "b"),
            Block(Kind.END, level=2),
            paragraph("Back."),
        ],
    )
    assert made.text == "Synthetic title\n\nOne\n\nFirst.\n\nTwo\n\na\nb\n\nBack."
    found = [(each.path, made.text[each.start : each.end]) for each in made.sections]
    assert found == [(("One",), "First."), (("One", "Two"), "a\nb"), (("One",), "Back.")]


def test_blocks_that_share_a_grade_are_one_recommendation() -> None:
    grade = Recommendation(0, 0, Scheme.GRADE, "strong")
    again = Recommendation(0, 0, Scheme.GRADE, "strong")
    made = document(
        HEADER,
        [
            Block(Kind.PARAGRAPH, "One.", graded=grade),
            paragraph("Between."),
            Block(Kind.PARAGRAPH, "Two.", graded=grade),
            Block(Kind.PARAGRAPH, "Other.", graded=again),
        ],
    )
    spans = [made.text[each.start : each.end] for each in made.recommendations]
    assert spans == ["One.\n\nBetween.\n\nTwo.", "Other."]


def test_without_drops_a_heading_and_all_under_it() -> None:
    kept = without(
        [heading("References", 2), paragraph("1."), heading("Deep", 3), paragraph("2."),
         heading("Next", 2), paragraph("3.")],
        re.compile("References"),
    )  # fmt: skip
    assert [block.text for block in kept] == ["Next", "3."]


def test_any_blocks_give_ordered_disjoint_sections_and_exact_marks() -> None:
    source = random.Random(7)  # noqa: S311 - not for secrets
    for _ in range(200):
        blocks = []
        for number in range(source.randrange(20)):
            kind = source.choice(list(Kind))
            text = source.choice(["", "x", f"word{number} 10⁹ é", "𝒜 b"])
            mark = Recommendation(0, len(text), Scheme.OTHER, text)
            marks = (mark,) if text and kind is not Kind.END else ()
            blocks.append(Block(kind, "" if kind is Kind.END else text, source.randrange(1, 5),
                                marks=marks))  # fmt: skip
        made = document(HEADER, blocks)
        end = 0
        for section in made.sections:
            assert end <= section.start < section.end <= len(made.text)
            assert (
                made.text[section.start : section.end].strip()
                == made.text[section.start : section.end]
            )
            end = section.end
        for each in made.recommendations:
            assert made.text[each.start : each.end] == each.strength
