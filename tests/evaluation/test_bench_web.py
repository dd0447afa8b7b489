"""The web's benchmarks measure what they say: every response counted, growth told from noise."""

from __future__ import annotations

from pathlib import Path

import pytest

from osler.evaluation.bench_soak import Tally, _judged
from osler.evaluation.load import Outcome, Plan, Wanted, load
from osler.evaluation.served import bare_page


@pytest.mark.parametrize("size", [2_000, 20_000])
def test_every_response_is_read_whole_and_counted(size: int) -> None:
    with bare_page(size) as served:
        status, body = served.get("/")
        assert status == 200
        assert abs(len(body) - size) < 0.1 * size + 200
        done = load(Plan(served.port, 4, 60, [Wanted("/"), Wanted("/nowhere")], count=40))
        assert done.statuses == {200: 20, 404: 20}
        assert len(done) == 40
        assert done.milliseconds == sorted(done.milliseconds)
        assert done.rate > 0


def test_time_ends_a_plan() -> None:
    with bare_page(1_000) as served:
        done = load(Plan(served.port, 2, 0.3, [Wanted("/")]))
        assert 0.3 <= done.seconds < 5
        assert set(done.statuses) == {200}


def test_quantiles() -> None:
    done = Outcome([float(number) for number in range(1, 101)], {200: 100}, 2.0)
    assert done.rate == 50
    assert done.quantile(0.95) == 96
    assert done.quantile(1.0) == 100


def _soaked(grown: float, failed: int = 0) -> list[str]:
    """What is said of 30 minutes in which memory grew by so many megabytes."""
    tally = Tally()
    for status in [200] * 5 + [500] * failed:
        tally.note("read", status)
    held = [(second, 160 + grown * second / 1800 + second % 3) for second in range(0, 1800, 5)]
    return [row.sizes for row in _judged(held, tally, 30)]


def test_growth_is_told_from_noise() -> None:
    assert _soaked(0)[1].startswith("flat")
    assert _soaked(40)[1].startswith("NOT flat")
    assert _soaked(-40)[1].startswith("flat")


def test_failures_are_named() -> None:
    assert _soaked(0)[2] == "none"
    assert _soaked(0, 2)[2] == "NOT none: 2 × read: 500"


def test_memory_is_read(tmp_path: Path) -> None:
    with bare_page(1_000) as served:
        assert 10 < served.memory() < 1000
