"""Reading statements out of a stream, finding quotes, and seeing what was added."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_vocabulary import MadeVocabulary
from osler.answer.written.drafts import Draft, Drafts, GarbageError
from osler.answer.written.prompt import unseen
from osler.answer.written.quoting import located
from osler.answer.written.wording import added

ROWS = [
    {"text": 'It says "so" and {so}.', "passages": [1, 2], "quote": "a \\ b"},
    {"text": "Zwei.", "passages": [3], "quote": "ü}{"},
]
REPLY = json.dumps({"statements": ROWS})
READ = [Draft(str(each["text"]), tuple(each["passages"]), str(each["quote"])) for each in ROWS]  # type: ignore[arg-type]


@given(st.lists(st.integers(0, len(REPLY)), max_size=12))
def test_a_reply_reads_the_same_however_it_is_cut(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(REPLY)]
    drafts = Drafts()
    found = [
        draft
        for start, end in itertools.pairwise(places)
        for draft in drafts.feed(REPLY[start:end])
    ]
    assert found == READ


def test_a_statement_is_there_as_soon_as_its_brace_closes() -> None:
    drafts = Drafts()
    end = REPLY.index("}, ") + 1
    assert drafts.feed(REPLY[: end - 1]) == []
    assert drafts.feed(REPLY[end - 1 : end]) == READ[:1]


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_read(text: str) -> None:
    drafts = Drafts()
    for draft in drafts.feed(text):
        assert isinstance(draft, Draft)


@pytest.mark.parametrize(
    "row",
    [
        {"text": "x", "passages": ["1"], "quote": "y"},
        {"text": "x", "passages": [True], "quote": "y"},
        {"text": "x", "passages": None, "quote": "y"},
        {"text": ["x"], "passages": [1], "quote": "y"},
        {"text": "x", "passages": [1]},
        {"text": "x" * 5000, "passages": [1], "quote": "y"},
    ],
)
def test_what_is_no_statement_is_passed_over(row: dict[str, object]) -> None:
    assert Drafts().feed(json.dumps({"statements": [row]})) == []


def test_a_single_number_will_do_and_a_huge_one_does_not() -> None:
    assert Drafts().feed('{"text": "x", "passages": 4, "quote": "y"}') == [Draft("x", (4,), "y")]
    assert Drafts().feed('{"text": "x", "passages": [%s], "quote": "y"}' % ("9" * 3990)) == []


def test_prose_without_an_end_is_garbage() -> None:
    drafts = Drafts()
    assert drafts.feed("and so on, " * 700) == []
    with pytest.raises(GarbageError, match="in the form asked for"):
        drafts.feed("and so on, " * 700)


TEXT = "First sentence. Alpha  reduced\nmortality by 20\u2009% (“no” harm\u00ad) – in adults. Last."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("alpha reduced mortality", "Alpha  reduced\nmortality"),
        ("ALPHA REDUCED", "Alpha  reduced"),
        ('by 20 % ("no" harm) - in adults', "by 20\u2009% (“no” harm\u00ad) – in adults"),
        ("…Alpha reduced mortality…", "Alpha  reduced\nmortality"),
        ("alpha reduced morbidity", None),
        ("alpha increased mortality", None),
        ("reduced", None),  # too short to point at anything
        ("", None),
    ],
)
def test_a_quote_is_where_it_stands_or_nowhere(quote: str, found: str | None) -> None:
    place = located(quote, TEXT)
    assert (TEXT[slice(*place)] if place else None) == found


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_what_is_copied_is_found_and_what_is_found_is_the_texts_own(
    before: str, quote: str, after: str
) -> None:
    text = f"{before}{quote}{after}"
    place = located(quote, text)
    if place is not None:
        start, end = place
        assert 0 <= start < end <= len(text)
        again = located(text[start:end], text)
        assert again is None or again[0] <= start


def test_what_a_rewording_adds() -> None:
    said = ["Madeupitis is caused by loose hats in adults."]
    names = MadeVocabulary()
    assert added("Loose hats cause madeupitis.", said, names) == ()
    assert added("Loose hats are a cause of made-up disease.", said, names) == ()
    assert added("Loose hats and canaryfive cause madeupitis.", said, names) == ("canaryfive",)
    assert added("Loose hats cause inventosis.", said, names) == ("inventosis",)


def test_hidden_characters_are_taken_out() -> None:
    hidden = "a\u200bb\u202ec\u00add\ufeffe\x1bf\U000e0041g\ud800"
    assert unseen(hidden) == "abcdefg"
