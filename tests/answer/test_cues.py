"""Patterns are passed over only where they cannot match."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osler.answer import (
    answering,
    demanded,
    form,
    malformed,
    people,
    place,
    pointed,
    preference,
    relations,
)
from osler.answer.cues import Cued, cued, found_in

CUED = {
    f"{module.__name__}.{name}.{at}": each
    for module in (
        answering,
        demanded,
        form,
        malformed,
        people,
        place,
        pointed,
        preference,
        relations,
    )
    for name, value in vars(module).items()
    for at, each in (value.items() if isinstance(value, dict) else [("", value)])
    if isinstance(each, Cued)
}
DIGESTS = sorted(Path(str(resources.files("osler.starter"))).glob("digests/*/*"))
LINES = [line for file in DIGESTS for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", sorted(CUED))
def test_finds_what_the_pattern_finds(name: str) -> None:
    """The same first match in every line of the starter evidence, and in it shouted."""
    each = CUED[name]
    for line in LINES:
        for text in (line, line.upper()):
            whole = each.pattern.search(text.lower() if each.low else text)
            found = each.search(text)
            assert (found and found.span()) == (whole and whole.span()), text


@pytest.mark.parametrize("name", sorted(CUED))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_matches_holds_a_cue(name: str, data: st.DataObject) -> None:
    """Texts made from the pattern itself."""
    each = CUED[name]
    text = data.draw(st.from_regex(each.pattern))
    assert each.may_match(text)


@pytest.mark.parametrize(
    ("pattern", "cues"),
    [
        (r"\bwe\b", {" we "}),
        (r"(?<!\w)due to(?!\w)", {" due "}),
        (r"treat(?:s|ed)?\b", {"treat ", "treats ", "treated "}),
        (r"\bdiagnos\w+|led to", {" diagnos", "led "}),
        (r"(?:is|are) \w+ing\b", {"ing "}),
        (r"[A-Z]{2,}|\d+ mg", None),
        (r"(?:foo)?", None),
        (r"x*\d", None),
    ],
)
def test_cues(pattern: str, cues: set[str] | None) -> None:
    """What a match cannot do without, with the edges known of it."""
    assert found_in(re.compile(pattern)) == cues


def test_letters_that_match_without_case() -> None:
    """A long s or a dotless i matches its ASCII letter where case is ignored."""
    assert cued(r"(?i)\brisk\b").search("the rıſK of")
    assert cued(r"(?i)\brisk\b").search("the RİSK of")


def test_a_later_pattern_is_found_in_a_text_already_seen() -> None:
    """What was remembered of a text before a pattern was made does not hide it."""
    first = cued(r"\bzebras?\b")
    assert first.search("A zebra met a quagga.")
    assert cued(r"\bquaggas?\b").search("A zebra met a quagga.")
    assert cued(r"\bokapis?\b").search("A zebra met a quagga.") is None
