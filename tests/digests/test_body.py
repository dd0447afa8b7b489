"""A digest's body becomes text whose sections cover exactly what stands under each heading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from osler.sources.digests.body import lay_out

MARKDOWN = """
Opening sentence.
Second   sentence.

## Warnings {#34071-1}

First warning.
Second warning.

- one item
- another item

## Empty {#1-1}

## Plain heading
Last words.
"""


def test_text_and_sections() -> None:
    body = lay_out("Synthetic title", MARKDOWN)
    assert body.text == (
        "Synthetic title\n\n"
        "Opening sentence. Second sentence.\n\n"
        "Warnings\nFirst warning. Second warning.\n\n- one item\n- another item\n\n"
        "Empty\n\n"
        "Plain heading\nLast words."
    )
    assert [(body.text[each.start : each.end], each.path, each.code) for each in body.sections] == [
        ("Opening sentence. Second sentence.", (), None),
        (
            "First warning. Second warning.\n\n- one item\n- another item",
            ("Warnings",),
            "34071-1",
        ),
        ("Last words.", ("Plain heading",), None),
    ]


def test_no_text_makes_no_section() -> None:
    assert lay_out("Synthetic title", "\n\n").sections == ()
    assert lay_out("Synthetic title", "## Heading\n").sections == ()


@given(st.text(alphabet="ab #-{}\n1", max_size=80))
def test_sections_are_in_order_apart_and_inside(markdown: str) -> None:
    body = lay_out("Synthetic title", markdown)
    assert body.text.startswith("Synthetic title")
    position = len("Synthetic title")
    for section in body.sections:
        assert position < section.start < section.end <= len(body.text)
        assert body.text[section.start : section.end].strip()
        position = section.end
