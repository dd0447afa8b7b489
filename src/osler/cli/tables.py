"""Measured figures as a Markdown table, fit for `docs/benchmarks.md`."""

from __future__ import annotations

from collections.abc import Iterable

from osler.evaluation.row import Row


def markdown(rows: Iterable[Row]) -> list[str]:
    """The lines of the table."""
    lines = ["| figure | value | peer | peer's value | ratio | on |", "|---|---|---|---|---|---|"]
    for row in rows:
        peer = "" if row.peer_value is None else f"{row.peer_value:,.3g} {row.unit}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        value = (
            f"{row.value:,.3g} {row.unit}" if row.value < 1000 else f"{row.value:,.0f} {row.unit}"
        )
        lines.append(
            f"| {row.name} | {value} | {row.peer or ''} | {peer} | {ratio} | {row.sizes} |"
        )
    return lines
