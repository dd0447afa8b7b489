"""Any text gets a verdict, and long ones get it soon."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from osler.answer.answer import Verdict, VerdictKind
from osler.answer.verify import check_span, judge, judge_quote

_WORDS = (
    "no not without 5 0.5 1,000 10^9 mg g / % per day < ≥ p = CI ( ) [ ] ; : . , - – ½ IL-6 type "
    "II in rats may causes increased than higher \u202e \u0130 \u00b2 mg/kg/day"
)
_SCRAPS = st.lists(st.sampled_from(_WORDS.split(" ")), max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), _SCRAPS), st.one_of(st.text(max_size=300), _SCRAPS))
def test_any_text_gets_a_verdict(statement: str, passage: str) -> None:
    verdict = judge(statement, [passage])
    assert isinstance(verdict, Verdict)
    assert 0.0 <= verdict.score <= 1.0
    assert (verdict.kind is VerdictKind.SUPPORTED) is (not verdict.reasons)
    judge_quote(statement, [passage], [statement])
    check_span(passage, 0, 5, statement)


def test_a_long_statement_on_a_long_passage_is_quick() -> None:
    sentence = (
        "In 245 adults drug A {} mg did not reduce the risk of event {} in group {} (p < 0.05). "
    )
    passage = "".join(sentence.format(n, n * 7, n % 9) for n in range(1300))[:100_000]
    statement = "".join(sentence.format(n, n * 5, n % 7) for n in range(140))[:10_000]
    begin = time.process_time()
    judge(statement, [passage])
    assert time.process_time() - begin < 2.0  # a slow machine; usually well under 1 s


def test_hostile_repetition_is_quick() -> None:
    begin = time.process_time()
    for scrap in ("no ", "5 ", "higher than ", "may ", "((", "[[", "1,", "a-", "mg/", "not not "):
        judge((scrap * 4000)[:10_000], [(scrap * 40_000)[:100_000], "The balm softened lips."])
    assert time.process_time() - begin < 20.0
