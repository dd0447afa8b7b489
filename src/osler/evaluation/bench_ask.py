"""How fast questions are answered, warm and cold, and in how much memory."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from osler.answer.ask import ask
from osler.answer.desk import Evidence, Wish
from osler.evaluation.row import Row

QUESTIONS = 200
COLD = 7  # runs of the whole command; the median counts


def questions(data: Path, count: int = QUESTIONS) -> list[str]:
    """The first `count` BioASQ questions, in file and record order."""
    found: list[str] = []
    with zipfile.ZipFile(data / "questions" / "bioasq_7b_10b.zip") as archive:
        for name in sorted(archive.namelist()):
            found += [each["body"] for each in json.loads(archive.read(name))["questions"]]
    return found[:count]


def rows(evidence: Evidence, asked: Sequence[str], year: int) -> list[Row]:
    """Latency of `ask` in this process after a warm-up, its peak memory, and the cold command."""
    stats = evidence.index.stats()
    sizes = f"{len(asked)} questions, {stats.documents:,} documents, {stats.passages:,} passages"
    wish = Wish(year)
    for each in asked[:20]:
        ask(each, evidence, wish)
    took: list[float] = []
    refused = 0
    for each in asked:
        started = time.perf_counter()
        refused += ask(each, evidence, wish).refusal is not None
        took.append((time.perf_counter() - started) * 1000)
    cuts = statistics.quantiles(took, n=100)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Row("ask, warm, p50", cuts[49], "ms", sizes),
        Row("ask, warm, p95", cuts[94], "ms", sizes),
        Row("ask, peak memory", peak, "MB", sizes),
        Row("ask, refused", 100 * refused / max(1, len(asked)), "%", sizes),
        Row("ask, cold from the shell", _cold(asked[0]), "s", f"median of {COLD} runs"),
    ]


def _cold(question: str) -> float:
    took: list[float] = []
    for _ in range(COLD):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "osler", "ask", question],
            env=dict(os.environ),
            capture_output=True,
            check=False,
        )
        took.append(time.perf_counter() - started)
    return statistics.median(took)
