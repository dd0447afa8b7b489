"""Pages of print: reference lists, acknowledgements, margin titles and columns read across."""

from __future__ import annotations

import json

from osler.evidence.document import Family, Header
from osler.sources.guidelines.block import Block, Kind, document
from osler.sources.guidelines.cdc_std import CdcStd
from osler.sources.guidelines.columns import ACROSS, across
from osler.sources.guidelines.reflow import reflow
from osler.sources.guidelines.who import OpenGuidelines
from osler.sources.source import Found

HEADER = Header("test:1", Family.GUIDELINES, "test", "Synthetic title", "test:1")
LEFT = (
    "madeupitis is an illness of hats that was first seen in towns where soup is served cold",
    "and where winters are long. people who wear no hats at all hardly ever suffer from the ill-",
    "ness, and children are seldom taken ill before they have been given a hat of their own by a",
    "parent or by an aunt. soup that is served warm during a meal makes the illness a milder one,",
    "as was seen by those who looked at it first, in a town whose name has long been forgotten by",
)
RIGHT = (
    "Mockpox is treated with syntheticine given by mouth, which cures it within a week or two of",
    "treatment. the dose depends upon the size of the hat, and on how cold the soup has been dur-",
    "ing the days before. hats should be taken off before the medicine is given to anyone in town,",
    "and soup should be served warm from then on. those who cannot take it may be given mockamab,",
    "though nobody has ever compared the one with the other in any town that has winters at all or",
)


def _texts(blocks: tuple[Block, ...]) -> str:
    return "\n".join(block.text for block in blocks)


def test_a_reference_list_goes_on_past_what_looks_like_a_heading() -> None:
    source = "\n".join(
        (
            "Hats should be taken off.",
            "References*",
            "1. Maker AB, Hatter CD. Hats and soup in madeupitis. Made J. 2001;12(3):4-9.",
            "2. Hatter CD, et al. More hats. Made J. 2002;13:1-2.",
            "Made Guideline of Hats",
            "3. Souper EF, Maker AB. Soup. Made J. 2003;14(1):5-6. doi: 10.0/made.",
            "4. Souper EF. Cold soup and madeupitis. Made J. 2004;15:7.",
        )
    )
    assert _texts(reflow(source, "Hats")) == "Hats should be taken off."


def test_an_entry_without_a_list_is_left_out_too() -> None:
    source = (
        "Hats should be taken off.\n"
        "7. Maker AB, Hatter CD. Hats in madeupitis: a trial. Made J. 2001;12(3):4-9."
    )
    assert _texts(reflow(source, "Hats")) == "Hats should be taken off."


def test_a_title_read_backwards_is_no_text() -> None:
    source = "The executive summary says so.\nYRAMMUS\nEVITUCEXE\nHats are dangerous."
    assert "YRAMMUS" not in _texts(reflow(source, "Hats"))
    assert "EVITUCEXE" not in _texts(reflow(source, "Hats"))


def test_letters_that_stand_for_bullets_make_items() -> None:
    source = "\n".join(f"n hats number {number} are too small for anyone" for number in range(12))
    blocks = reflow(source, "Hats")
    assert [block.kind for block in blocks] == [Kind.ITEM] * 12
    assert blocks[0].text == "hats number 0 are too small for anyone"


def test_columns_read_across_are_told_from_columns_read_down() -> None:
    crossed = [line for _ in range(8) for pair in zip(LEFT, RIGHT, strict=True) for line in pair]
    down = [*LEFT * 8, *RIGHT * 8]
    assert sum(across(crossed)) > len(crossed) * 0.8
    assert not any(across(down))
    blocks = reflow("\n".join(crossed), "Synthetic title")
    assert {block.code for block in blocks} == {ACROSS}
    assert " ".join(" ".join(b.text for b in blocks).split())[:40] == LEFT[0][:40]


def test_a_code_opens_a_section_of_its_own() -> None:
    page = document(
        HEADER,
        [
            Block(Kind.HEADING, "Care", 1),
            Block(Kind.PARAGRAPH, "Hats are off."),
            Block(Kind.PARAGRAPH, "Hats soup are", code=ACROSS),
            Block(Kind.PARAGRAPH, "Soup is warm."),
        ],
    )
    assert [(page.text[s.start : s.end], s.path, s.code) for s in page.sections] == [
        ("Hats are off.", ("Care",), None),
        ("Hats soup are", ("Care",), ACROSS),
        ("Soup is warm.", ("Care",), None),
    ]


def test_who_made_a_guideline_is_left_out() -> None:
    line = {
        "source": "who",
        "title": "Made guideline of hats",
        "clean_text": "Acknowledgements\nMade Hatter wrote all of it, and is thanked by those "
        "who wear hats.\n1. Care\nPeople with madeupitis should take off their hats.",
    }
    (item,) = OpenGuidelines().parse(json.dumps(line).encode(), "made")
    assert isinstance(item, Found)
    assert "Made Hatter" not in item.document.text
    assert "should take off their hats" in item.document.text


BOX = (
    "<table><tr><td>Recommended Regimens for Adults*</td></tr>"
    "<tr><td>Early Mockpox:</td></tr><tr><td>Syntheticine 2 g orally</td></tr>"
    "<tr><td>-OR-</td></tr><tr><td>Valacyclovir 1 g orally</td></tr>"
    "<tr><td>* Not for those who wear hats.</td></tr></table>"
)


def _page(name: str, body: str) -> Found:
    source = f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html>"
    (item,) = CdcStd().parse(source.encode(), f"std.zip!{name}")
    assert isinstance(item, Found)
    return item


def test_a_box_of_regimens_is_one_recommendation_a_stage() -> None:
    made = _page(
        "syphilis.xhtml", f"<h1>Mockpox</h1>{BOX}<p>More is said after the box.</p>"
    ).document
    (grade,) = made.recommendations
    both = "Syntheticine 2 g orally -OR- Valacyclovir 1 g orally"
    assert made.text[grade.start : grade.end] == both
    assert (grade.label, grade.population) == ("CDC Recommended Regimens", "Adults")
    assert made.sections[0].path == (
        "Mockpox",
        "Recommended Regimens for Adults*",
        "Early Mockpox:",
    )
    assert made.sections[-1].path == ("Mockpox",)


def test_the_box_on_a_page_of_its_own_gets_the_heading_it_stood_under() -> None:
    made = _page("table.html", BOX).document
    assert made.header.key == "cdc:std-2010/table"
    assert made.header.title == "Genital HSV Infections"
    assert made.sections[0].path[:2] == (
        "Genital HSV Infections",
        "Suppressive Therapy for Recurrent Genital Herpes",
    )
