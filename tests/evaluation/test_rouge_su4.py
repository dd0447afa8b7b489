"""ROUGE by hand, and against `rouge_score` where it measures the same thing."""

from __future__ import annotations

import pytest

from osler.evaluation.rouge_su4 import average, best, profile, rouge


def test_su4_counts_unigrams_and_pairs_up_to_four_words_apart() -> None:
    assert profile("a b c").skips == {("a",): 1, ("b",): 1, ("c",): 1, ("a", "b"): 1,
                                      ("b", "c"): 1, ("a", "c"): 1}  # fmt: skip
    far = profile("a b c d e f g").skips
    assert far[("a", "f")] == 1
    assert ("a", "g") not in far


def test_same_text_is_one_and_none_is_zero() -> None:
    assert rouge(profile("one two three"), profile("One, two; three!")).mean == 1.0
    assert rouge(profile(""), profile("one two")).mean == 0.0
    assert best(profile("one"), []).mean == 0.0


def test_best_takes_the_maximum_and_average_the_mean() -> None:
    ideals = [profile("one two three"), profile("four five six")]
    assert best(profile("one two three"), ideals).two == 1.0
    assert average(profile("one two three"), ideals).two == 0.5


def test_rouge_2_equals_rouge_score() -> None:
    scorer = pytest.importorskip("rouge_score.rouge_scorer").RougeScorer(["rouge2"])
    pairs = [
        ("The cat sat on the mat and slept", "A cat on a mat slept and sat on the mat"),
        ("IL-6 (10 mg/kg) was given", "IL 6 at 10 mg/kg was given twice, was given"),
    ]
    for ours, ideal in pairs:
        expected = scorer.score(ideal, ours)["rouge2"].fmeasure
        assert rouge(profile(ours), profile(ideal)).two == pytest.approx(expected)
