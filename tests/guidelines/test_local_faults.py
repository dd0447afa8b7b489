"""A hospital's file that says what it is and cannot be read is set aside with the reason."""

from __future__ import annotations

import pytest

from osler.sources.digests.digest import DigestSource
from osler.sources.front_matter import fault
from osler.sources.guidelines import SOURCES
from osler.sources.guidelines.local import Local
from osler.sources.source import Found, Item, Quarantined, Skipped

TEXT = "---\ntitle: Synthetic fever\npublisher: Hospital\ndate: 1 March 2026\n---\n\nGive 5 µg.\n"


def read(data: bytes) -> Item:
    assert [each.name for each in SOURCES if each.recognises(data)] == ["local"]
    (item,) = Local().parse(data, "synthetic.md")
    return item


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("title: Fever: what to do\npublisher: P", "line 2: mapping values are not allowed here"),
        ("title: T\npublisher: P\ndate: 2021-02-30", "line 4: day is out of range for month"),
        ("title: T\npublisher: [P", "line 4"),
        ("title: &a T\npublisher: *a", "anchors"),
        ("- title\n- publisher", "not a list of fields"),
    ],
)
def test_a_front_matter_that_is_no_yaml_is_set_aside(block: str, said: str) -> None:
    item = read(f"---\n{block}\n---\n\nSome words of text.\n".encode())
    assert isinstance(item, Quarantined)
    assert item.reason.startswith("front matter: ")
    assert said in item.reason


def test_a_front_matter_that_is_not_closed_is_set_aside() -> None:
    item = read(b"---\ntitle: T\npublisher: P\n\nSome words of text.\n")
    assert isinstance(item, Quarantined)
    assert "not closed" in item.reason


@pytest.mark.parametrize(
    "text", ["---\nWords between rules\n---\n\nx", "---\n\nwords: x\n", "x y z\n"]
)
def test_rules_are_no_front_matter(text: str) -> None:
    assert fault(text) is None
    (item,) = Local().parse(text.encode(), "synthetic.md")
    assert isinstance(item, Skipped)


def test_a_digest_says_what_is_wrong_too() -> None:
    (item,) = DigestSource().parse(b"---\nformat: osler-digest/1\ntitle: a: b\n---\n", "x")
    assert isinstance(item, Quarantined)
    assert "line 3" in item.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_with_its_mark(encoding: str) -> None:
    item = read(TEXT.encode(encoding))
    assert isinstance(item, Found)
    assert item.document.text.endswith("Give 5 µg.")
    assert item.document.header.date is not None
    assert item.document.header.date.iso == "2026-03-01"


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16-le"])
def test_text_that_is_not_utf8_is_set_aside(encoding: str) -> None:
    item = read(TEXT.encode(encoding))
    assert isinstance(item, Quarantined)
    assert "not UTF-8 text" in item.reason
    assert isinstance(
        read(("Les fièvres de guerre et autres\n" * 3).encode("latin-1")), Quarantined
    )


def test_binary_data_is_nobodys() -> None:
    for data in (b"%PDF-1.4 of some words\n\x01\xe2\xe3\xcf\xd3\n", b"\x89PNG\r\n\x1a\n\0\0 a b c"):
        assert not any(each.recognises(data) for each in SOURCES)
