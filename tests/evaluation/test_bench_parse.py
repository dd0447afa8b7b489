"""The parsing benchmark measures both parsers on the same records."""

from __future__ import annotations

from pathlib import Path

import pytest

from osler.evaluation import bench_parse


@pytest.mark.shared
def test_rows(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_parse, "FILE", Path("pubmed") / "pubmedsample18n0001.xml.gz")
    rows = bench_parse.rows(shared_data)
    assert [row.name for row in rows] == ["parse, one process", "parse, two processes"]
    assert all(row.value > 0 and row.peer_value and row.peer_value > 0 for row in rows)
    assert all(row.sizes.startswith("177 records") for row in rows)


@pytest.mark.shared
def test_both_parsers_see_the_same_records(shared_data: Path) -> None:
    path = shared_data / "pubmed" / "pubmedsample18n0001.xml.gz"
    assert bench_parse._peer(path) == bench_parse._one_process(path) == 177
    assert sum(bench_parse._every_other(path, first) for first in (0, 1)) == 177
