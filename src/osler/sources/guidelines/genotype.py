"""Whom a pharmacogenetic recommendation is for: phenotype rows gathered into readable lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SCORE = re.compile(r"(≥?)\s*(\d+(?:\.\d+)?)")
_STEP = 0.25  # activity scores go up in quarters
_SHOWN = 3  # lines a heading may carry

_Row = dict[str, tuple[str, ...]]


def applies(lookups: Sequence[dict[str, object]]) -> tuple[str, ...]:
    """Lines such as `SLCO1B1 Decreased Function or Poor Function`, in first-seen order.

    `lookups`: one mapping gene → phenotype per row. Rows that agree in every gene but one are
    joined, so a table of combinations becomes a few lines.
    """
    rows: list[_Row] = [
        {gene: (_phenotype(value),) for gene, value in each.items()} for each in lookups
    ]
    for gene in dict.fromkeys(name for row in rows for name in row):
        rows = _joined(rows, gene)
    lines = (" with ".join(_line(*pair) for pair in row.items()) for row in rows)
    return tuple(dict.fromkeys(line for line in lines if line))


def shown(lines: Sequence[str]) -> str:
    """The lines as one heading, cut after a few with what is left out counted."""
    if not lines:
        return "All patients"
    left = len(lines) - _SHOWN
    more = f"; and {left} more" if left > 0 else ""
    return "; ".join(lines[:_SHOWN]) + more


def _joined(rows: list[_Row], gene: str) -> list[_Row]:
    groups: dict[frozenset[tuple[str, frozenset[str]]], _Row] = {}
    for row in rows:
        rest = frozenset((name, frozenset(each)) for name, each in row.items() if name != gene)
        before = groups.get(rest)
        if before is None:
            groups[rest] = dict(row)
        elif gene in row:
            before[gene] = tuple(dict.fromkeys((*before.get(gene, ()), *row[gene])))
    return list(groups.values())


def _phenotype(value: object) -> str:
    """A phenotype's name, or a genotype `{"*1": 1, "*3": 1}` as `*1/*3`."""
    if not isinstance(value, dict):
        return str(value).strip()
    alleles = [
        str(allele)
        for allele, count in value.items()
        for _ in range(int(count) if isinstance(count, int | float) and 0 < count < 9 else 1)
    ]
    return "/".join(alleles)


def _line(gene: str, values: tuple[str, ...]) -> str:
    words = [each for each in values if not _SCORE.fullmatch(each)]
    found = [match for each in values if (match := _SCORE.fullmatch(each))]
    parts = [*words, *(f"activity score {each}" for each in _scores(found))]
    return f"{gene} {' or '.join(parts)}"


def _scores(found: Sequence[re.Match[str]]) -> list[str]:
    """Runs of neighbouring scores as ranges; open-ended ones swallow what they reach.

    2.5, 2.75, 3.0, ≥3.0, ≥4.0 is `2.5 or more`; 0.25, 0.5, 0.75 is `0.25 to 0.75`.
    """
    if not found:
        return []
    above = min((float(each[2]) for each in found if each[1]), default=None)
    exact = sorted({float(each[2]) for each in found if not each[1]})
    runs: list[list[float]] = []
    for score in exact:
        if runs and score - runs[-1][-1] <= _STEP:
            runs[-1].append(score)
        else:
            runs.append([score])
    shown_runs = [run for run in runs if above is None or run[-1] < above - _STEP]
    parts = [_run(run) for run in shown_runs]
    if above is not None:
        reached = [run[0] for run in runs if run not in shown_runs]
        parts.append(f"{min([above, *reached])} or more")
    return parts


def _run(run: Sequence[float]) -> str:
    if len(run) < 3:
        return " or ".join(str(each) for each in run)
    return f"{run[0]} to {run[-1]}"
