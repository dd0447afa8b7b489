"""Measures, worked out by hand from their definitions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osler.answer.answer import VerdictKind
from osler.evaluation.scores import Cited, Overlap, Said, average_precision, cited, overlap, said

YES, NO, AGAINST = VerdictKind.SUPPORTED, VerdictKind.UNSUPPORTED, VerdictKind.CONTRADICTED


@pytest.mark.parametrize(
    ("ranked", "gold", "value"),
    [
        (["a", "x", "b"], {"a", "b"}, (1 + 2 / 3) / 2),
        (["x", "a"], {"a"}, 1 / 2),
        (["a", "a", "b"], {"a", "b"}, 1.0),  # the same document twice is one
        ([], {"a"}, 0.0),
        ([*"xxxxxxxxxx"], {"a"}, 0.0),
        ([*"bcdefghijk", "a"], {"a"}, 0.0),  # eleventh
        ([str(n) for n in range(10)], {str(n) for n in range(20)}, 1.0),
    ],
)
def test_average_precision(ranked: list[str], gold: set[str], value: float) -> None:
    assert average_precision(ranked, gold) == pytest.approx(value)


def test_without_gold_there_is_nothing_to_rank() -> None:
    with pytest.raises(ValueError, match="gold"):
        average_precision(["a"], set())


def test_snippets_by_characters() -> None:
    both = overlap({"a": [(0, 10), (5, 20)], "b": [(0, 5)]}, {"a": [(15, 40)], "c": [(0, 10)]})
    assert both == Overlap(found=5, returned=25, gold=35)
    assert both.precision == pytest.approx(5 / 25)
    assert both.recall == pytest.approx(5 / 35)
    assert both.f1 == pytest.approx(2 * (1 / 5) * (1 / 7) / (1 / 5 + 1 / 7))
    assert overlap({}, {}).f1 == 0.0


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))),
)
def test_snippets_are_sets_of_characters(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    a = {place for start, end in ours for place in range(start, end)}
    b = {place for start, end in theirs for place in range(start, end)}
    found = overlap({"d": ours}, {"d": theirs})
    assert found == Overlap(len(a & b), len(a), len(b))


def judge_of(held: dict[str, set[str]]) -> object:
    """Supported where any of the quotes given, or all of `a+b` together, carry it."""

    def judge(statement: str, quotes: Sequence[str]) -> VerdictKind:
        wanted = held[statement]
        return YES if any(set(each.split("+")) <= set(quotes) for each in wanted) else NO

    return judge


@pytest.mark.parametrize(
    ("carried", "quotes", "found"),
    [
        ({"a"}, ["a"], Cited(True, 1, 1)),
        ({"a"}, ["b"], Cited(False, 0, 1)),
        ({"a"}, [], Cited(False, 0, 0)),
        ({"a"}, ["a", "b"], Cited(True, 1, 2)),  # b carries nothing, and a does without it
        ({"a", "b"}, ["a", "b"], Cited(True, 2, 2)),  # each alone
        ({"a+b"}, ["a", "b"], Cited(True, 2, 2)),  # only together
        ({"a+b"}, ["a", "b", "c"], Cited(True, 2, 3)),
    ],
)
def test_citations_after_alce(carried: set[str], quotes: list[str], found: Cited) -> None:
    assert cited("s", quotes, judge_of({"s": carried})) == found  # type: ignore[arg-type]


def test_what_an_answer_says_of_what_it_has_to() -> None:
    kinds = {"a": YES, "b": AGAINST, "c": NO, "d": VerdictKind.PARTIAL}
    found = said(["a", "b", "c", "d", "a"], ["x"], lambda text, _: kinds[text])
    assert found == Said(("a",), ("b",), ("c", "d"))
    assert said(["a"], [], lambda text, _: kinds[text]) == Said(missing=("a",))
