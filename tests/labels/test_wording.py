"""When two labels say the same: layout, names and salts aside; numbers and negations not."""

from __future__ import annotations

import pytest

from osler.sources.labels.wording import same_text, wording_hash

NAMES = ("testastatin calcium", "testastatin", "Osleron")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Osleron may cause pain.", "Testastatin calcium tablets may cause pain."),
        ("OSLERON  may\ncause • pain", "testastatin may cause pain"),
        ("Pain occurred [see Warnings (5.1)].", "Pain occurred."),
        ("Pain occurred ( 5.1 , 5.2 ).", "Pain occurred (5.3)."),
        ("", " \n"),
    ],
)
def test_same(a: str, b: str) -> None:
    assert same_text(a, b, NAMES)
    assert wording_hash(a, NAMES) == wording_hash(b, NAMES)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Osleron may cause pain.", "Osleron may not cause pain."),
        ("Take 10 mg.", "Take 20 mg."),
        ("Take 1.0 mg.", "Take 10 mg."),
        ("in >5% of patients", "in <5% of patients"),
        ("in 5 patients", "in 5% of patients"),
        ("Osleron may cause pain.", "Another drug may cause pain."),
        ("calcium fell", "fell"),
    ],
)
def test_not_the_same(a: str, b: str) -> None:
    assert not same_text(a, b, NAMES)
    assert wording_hash(a, NAMES) != wording_hash(b, NAMES)


def test_without_names_the_drugs_are_told_apart() -> None:
    assert not same_text("Osleron hurts.", "Testastatin hurts.")
