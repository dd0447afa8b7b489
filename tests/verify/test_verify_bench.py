"""The measurement itself: corruptions change one place, always the same way; figures hold up."""

from __future__ import annotations

from pathlib import Path

import pytest

from osler.evaluation.bench_verify import measured, pairs
from osler.evaluation.corruptions import KINDS, corrupt

_SENTENCE = "In adults, aspirin 5 mg may be associated with increased bleeding and is not advised."


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_corruption_is_repeatable_and_real(kind: str) -> None:
    changed = corrupt(_SENTENCE, kind, 7)
    assert changed is not None
    assert changed != _SENTENCE
    assert changed == corrupt(_SENTENCE, kind, 7)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_to_hold_on_to(kind: str) -> None:
    assert corrupt("Lips soften.", kind, 7) is None


@pytest.mark.slow
@pytest.mark.shared
def test_figures_on_a_slice_of_the_held_out_half(shared_data: Path) -> None:
    cases = pairs(shared_data, tuning=False)
    figures = {row.name: row.value for row in measured(cases[::8])}
    assert figures["verify balanced accuracy"] > 0.84
    assert figures["verify false support"] < 0.06
    assert figures["verify verbatim recognised"] == 1.0
