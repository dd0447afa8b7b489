"""Ranking: readable, deterministic, and on the side of sentences that answer."""

from __future__ import annotations

import numpy as np
import pytest
from ranked_pool import made_hit, made_question

from osler.answer.features import SIGNALS
from osler.answer.pool import candidates
from osler.answer.question import AnswerShape
from osler.answer.rank import columns, rank
from osler.answer.trees import Forest, Laid, forest, inputs, laid, shares, worth
from osler.answer.weights import commonness, weights

ABSTRACT = (
    "BACKGROUND: Necrotizing myopathy was studied in a clinic. "
    "METHODS: Patients were enrolled over two years and followed by telephone. "
    "RESULTS: Necrotizing myopathy was caused by statins, viral infection and cancer. "
    "CONCLUSIONS: Weather in the region was mild during all of the study years."
)


def test_the_sentence_that_answers_comes_first() -> None:
    question = made_question("What causes necrotizing myopathy?")
    ranked = rank(question, candidates(question, [made_hit(ABSTRACT)]))
    assert ranked[0].candidate.text.startswith("Necrotizing myopathy was caused by statins")
    assert ranked[0].score > ranked[-1].score


def test_contributions_are_all_there_and_say_why() -> None:
    question = made_question("What causes necrotizing myopathy?")
    first = rank(question, candidates(question, [made_hit(ABSTRACT)]))[0]
    reasons = {feature.name: feature.reason for feature in first.features}
    assert "caus" in reasons["coverage"]
    assert reasons["relation"].startswith("says the cause: ")
    sizes = [abs(feature.contribution) for feature in first.features]
    assert sizes == sorted(sizes, reverse=True)
    assert all(feature.reason for feature in first.features)


def test_same_input_same_order() -> None:
    question = made_question("What causes necrotizing myopathy?")
    pool = candidates(question, [made_hit(ABSTRACT), made_hit(ABSTRACT, number=2)])
    forward, backward = rank(question, pool), rank(question, list(reversed(pool)))
    assert rank(question, pool) == forward
    assert [each.candidate for each in forward] == [each.candidate for each in backward]
    assert [each.score for each in forward] == pytest.approx([each.score for each in backward])


def test_nothing_gives_nothing() -> None:
    assert rank(made_question("What causes necrotizing myopathy?"), []) == []


def test_every_signal_has_a_recorded_weight() -> None:
    learnt = weights()
    assert {signal.name for signal in SIGNALS} == set(learnt.signals)
    assert {each.by for each in learnt.signals.values()} <= {"fitted", "hand", "unused"}
    assert {"data", "seed", "date", "script"} <= set(learnt.about)
    assert all(each.scale > 0 for each in learnt.signals.values())
    assert commonness()["patient"] < commonness()["myopathi"]


def test_spans_are_exact_and_labels_left_out() -> None:
    question = made_question("What causes necrotizing myopathy?")
    hit = made_hit(ABSTRACT, offset=7)
    pool = candidates(question, [hit])
    for each in pool:
        start = each.start - hit.passage.start
        assert hit.passage.text[start : start + len(each.text)] == each.text
        assert each.end - each.start == len(each.text)
    assert [each.label for each in pool] == ["background", "methods", "results", "conclusions"]
    assert not any(":" in each.text for each in pool)


def test_the_number_of_candidates_is_bounded() -> None:
    question = made_question("What causes necrotizing myopathy?")
    hits = [made_hit(ABSTRACT, number=number) for number in range(30)]
    assert len(candidates(question, hits, limit=10)) == 10


@pytest.mark.parametrize("text", ["", "   ", "…", "\x00\x01 ()"])
def test_odd_text_is_no_error(text: str) -> None:
    question = made_question("What causes necrotizing myopathy?")
    rank(question, candidates(question, [made_hit(text)]))


# One tree: a value above 2 gains 3, else the place among the candidates decides between 1 and −1.
_TREE = Forest({}, ("length",), 2, 10.0, [0], [0, 1, 0, 0, 0], [2.0, 0.0, 0.0, 0.0, 0.0],
               [1, 2, 2, 3, 4], [4, 3, 2, 3, 4], [0.5, 0.0, -1.0, 1.0, 3.0])  # fmt: skip


def test_a_tree_is_walked_by_value_and_by_place() -> None:
    rows = inputs(np.array([[0.0], [1.0], [9.0], [2.0]]), AnswerShape.SUMMARY)
    assert worth(Laid(_TREE), rows).tolist() == [-10.0, -10.0, 30.0, -10.0]
    rows = inputs(np.array([[0.0], [1.0]]), AnswerShape.SUMMARY)
    assert worth(Laid(_TREE), rows).tolist() == [-10.0, 10.0]


def test_shares_of_a_path_add_up_to_its_gain() -> None:
    rows = inputs(np.array([[0.0], [1.0], [9.0]]), AnswerShape.LIST)
    assert shares(Laid(_TREE), rows)[:, 0].tolist() == [-15.0, -15.0, 25.0]


def test_shipped_trees_are_sound_and_say_what_made_them() -> None:
    made = forest()
    nodes = len(made.value)
    assert {"data", "seed", "date", "script"} <= set(made.about)
    assert all(0 <= place < nodes for row in (made.roots, made.left, made.right) for place in row)
    assert max(made.input) < 3 * len(made.signals) + len(AnswerShape)
    assert len(columns(laid())) == len(made.signals)


def test_contributions_explain_the_order() -> None:
    question = made_question("What causes necrotizing myopathy?")
    first, second, *_ = rank(question, candidates(question, [made_hit(ABSTRACT)]))
    assert first.total > second.total
    gap = sum(f.contribution for f in first.features) - sum(f.contribution for f in second.features)
    # Splits on the shape of the question belong to no signal, so a little may be left over.
    assert gap == pytest.approx(first.total - second.total, rel=0.2)
