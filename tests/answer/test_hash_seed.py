"""Sums must not depend on the order in which a set is walked, which differs between processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SAID = """
from ranked_pool import made_hit, made_question
from osler.answer.pool import candidates
from osler.answer.rank import rank

question = made_question("What causes necrotizing myopathy?")
text = (
    "Necrotizing myopathy was caused by statins, viral infection and cancer in {n} patients of one "
    "region. The weather of that region and its {n} rivers was mild during all of the study years. "
    "Antibodies against many proteins of muscle were found in serum after {n} weeks of illness."
)
hits = [made_hit(text.format(n=n), number=n) for n in range(2, 9)]
print([each.total for each in rank(question, candidates(question, hits))])
"""


def test_totals_are_the_same_to_the_last_bit_for_every_hash_seed() -> None:
    def said(seed: int) -> str:
        return subprocess.run(
            [sys.executable, "-c", SAID],
            env={
                **os.environ,
                "PYTHONHASHSEED": str(seed),
                "PYTHONPATH": str(Path(__file__).parent),
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert len({said(seed) for seed in range(6)}) == 1
