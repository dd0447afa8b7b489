"""The verifier: what the cited passages say about a statement, decided by rules with reasons.

`judge` weighs any statement, ours or the source's; `judge_quote` and `check_span` hold a quote to
its source. No model, no network, no disk; the same words always get the same verdict.
"""

from osler.answer.verify.spans import check_span, judge_quote
from osler.answer.verify.verdicts import judge

__all__ = ["check_span", "judge", "judge_quote"]
