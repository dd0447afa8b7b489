"""The kind of a condition that was asked about, and other kinds of it."""

from __future__ import annotations

import pytest

from made_candidate import question, sentence
from osler.answer.qualifiers import another_kind, kinds_asked

ASKED = question("bacterial madeupitis treatment")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Hats treat bacterial madeupitis.", "Synthetic record"),
        ("Hats treat madeupitis.", "Synthetic record"),
        ("Hats treat viral and bacterial madeupitis.", "Synthetic record"),
        ("Hats treat purulent madeupitis.", "Synthetic record"),
        ("Hats treat acute madeupitis.", "Synthetic record"),
        ("Bacterial madeupitis is treated with hats.", "Tuberculous madeupitis"),
    ],
)
def test_the_kind_asked_about_or_none_may_stand(said: str, title: str) -> None:
    assert another_kind(ASKED, sentence(said, title=title)) is None


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Hats treat tuberculous madeupitis.", "Synthetic record"),
        ("Hats treat viral or fungal madeupitis.", "Synthetic record"),
        ("Hats treat madeupitis.", "Fungal madeupitis"),
        ("Hats treat madeupitis.", "Synthetic guideline on tuberculosis"),
    ],
)
def test_another_kind_may_not(said: str, title: str) -> None:
    assert another_kind(ASKED, sentence(said, title=title)) is not None


def test_no_kind_asked_excludes_none() -> None:
    said = sentence("Hats treat tuberculous madeupitis.")
    assert another_kind(question("madeupitis treatment"), said) is None
    assert kinds_asked(question("madeupitis treatment")) == ()


def test_kinds_of_different_classes_do_not_exclude_one_another() -> None:
    asked = question("acute bacterial madeupitis treatment")
    assert kinds_asked(asked) == ("acute", "bacterial")
    assert another_kind(asked, sentence("Hats treat chronic madeupitis.")) is not None
