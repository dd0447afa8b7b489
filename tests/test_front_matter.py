"""Front matter is read exactly, and nothing in it can hurt."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osler.sources.front_matter import DEPTH, LIMIT, split


def test_fields_and_rest() -> None:
    text = "---\ntitle: Synthetic protocol\nyear: 2021\nurl: null\n---\n\n# Body\n\n---\nmore\n"
    assert split(text) == (
        {"title": "Synthetic protocol", "year": 2021, "url": None},
        "\n# Body\n\n---\nmore\n",
    )


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("---\r\na: 1\r\n---\r\nBody\r\n", "Body\r\n"),
        ("\ufeff---\na: 1\n---\nBody", "Body"),
        ("---\na: 1\n...\nBody", "Body"),
        ("---  \na: 1\n---\t\nBody", "Body"),
        ("---\na: 1\n---", ""),
    ],
)
def test_line_endings_marks_and_fences(text: str, rest: str) -> None:
    assert split(text) == ({"a": 1}, rest)


def test_dates_lists_and_odd_keys() -> None:
    found = split("---\ndate: 2021-03-01\ndrugs: [warfarin, aspirin]\non: x\n3: y\n---\n")
    assert found is not None
    assert found[0] == {
        "date": datetime.date(2021, 3, 1),
        "drugs": ["warfarin", "aspirin"],
        "True": "x",
        "3": "y",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain text",
        "\n---\na: 1\n---\n",  # not leading
        "---\na: 1\n",  # never closed
        "----\na: 1\n---\n",
        "---\n---\nBody",  # empty
        "---\n- a\n- b\n---\n",  # a list
        "---\njust words\n---\n",
        "---\na: [1\n---\n",  # not YAML
        "---\na: 1\n b: 2\n---\n",
        "---\ndate: 2021-13-45\n---\n",  # no such day
        "---\n[1]: a\n? {b: 1}\n: c\n---\n",
        "---\na: !!python/object/apply:os.system ['true']\n---\n",
        "---\na: \x00\n---\n",
        "---\nn: " + "9" * 5000 + "\n---\n",  # beyond the int conversion limit
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert split(text) is None


@pytest.mark.parametrize(
    "block", ["a: &x 1\nb: *x", "a: &x [1, 2]", "base: &b {a: 1}\nc:\n  <<: *b", "&r a: 1"]
)
def test_anchors_and_aliases_are_refused(block: str) -> None:
    assert split(f"---\n{block}\n---\n") is None


def test_depth_is_bounded() -> None:
    def nested(depth: int) -> str:
        return "---\na: " + "[" * depth + "]" * depth + "\n---\n"

    assert split(nested(DEPTH - 1)) is not None  # the mapping itself is one level
    assert split(nested(DEPTH)) is None
    assert split(nested(7_000)) is None


def test_size_is_bounded() -> None:
    def padded(block: int) -> str:
        return "---\na: " + "x" * (block - 4) + "\n---\n"

    assert split(padded(LIMIT)) is not None
    assert split(padded(LIMIT + 1)) is None


@given(st.text(alphabet="-a:1 \n[]{}&*!|>\"'#?,%@`\t", max_size=60))
def test_never_raises(block: str) -> None:
    found = split(f"---\n{block}\n---\nrest")
    assert found is None or isinstance(found[0], dict)
