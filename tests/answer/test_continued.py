"""Lists of a label that fall over two passages."""

from __future__ import annotations

import pytest

from made_candidate import LABEL, question
from osler.answer.continued import continued
from osler.answer.listed import items_end, opens_to_end
from osler.evidence.document import Header, Passage, text_hash
from osler.evidence.split import sentences
from osler.index.index import Hit

ASKED = "What are the contraindications of syntheticine?"
OPENS = "SYNTHA is made of hats. SYNTHA is contraindicated in:\n• Hiccups\n• Yawning"
GOES_ON = "• Sneezing\n• Snoring\n• Hiccups (4)"
CODE = "34070-3"


def hit(ordinal: int, start: int, text: str, code: str = CODE) -> Hit:
    header = Header("label:made", LABEL, "made", "Syntha", "label:made", drugs=("syntheticine",))
    key = f"label:made#{ordinal}"
    passage = Passage(
        key, "label:made", start, start + len(text), text, text_hash(text),
        ("Contraindications",), code,
    )  # fmt: skip
    return Hit(passage, header, 1.0)


def parts(asked: str, *hits: Hit) -> list[str]:
    return [each.text for each in continued(question(asked), hits)]


FIRST, SECOND = hit(3, 0, OPENS), hit(4, len(OPENS) + 1, GOES_ON)


@pytest.mark.parametrize("hits", [(FIRST, SECOND), (SECOND, FIRST)])
def test_both_parts_are_shown_in_order(hits: tuple[Hit, ...]) -> None:
    assert parts(ASKED, *hits) == [
        "SYNTHA is contraindicated in:\n• Hiccups\n• Yawning",
        "• Sneezing\n• Snoring",
    ]


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        (ASKED, (FIRST,)),  # half a list is none
        (ASKED, (FIRST, hit(5, 80, GOES_ON))),  # not the next passage
        (ASKED, (FIRST, hit(4, 900, GOES_ON))),  # not beside it
        (ASKED, (FIRST, hit(4, len(OPENS) + 1, "Sneezing is rare."))),  # no items
        (ASKED, (hit(3, 0, OPENS + "."), hit(4, len(OPENS) + 2, GOES_ON))),  # it had ended
        (ASKED, (hit(3, 0, OPENS, "34084-4"), SECOND)),  # another section
        ("What are the side effects of syntheticine?", (FIRST, SECOND)),
        ("What are the contraindications of fabricatol?", (FIRST, SECOND)),
    ],
)
def test_what_does_not_go_on_is_not_shown(asked: str, hits: tuple[Hit, ...]) -> None:
    assert parts(asked, *hits) == []


def test_a_list_that_ends_in_its_passage_is_left_alone() -> None:
    text = "Avoid it in:\n• Hiccups\n• Yawning.\n\nSee a hat maker."
    assert opens_to_end(text, sentences(text)) is None


def test_items_end_before_the_highlights() -> None:
    assert items_end("No list.") is None
    assert GOES_ON[: items_end(GOES_ON)] == "• Sneezing\n• Snoring"
