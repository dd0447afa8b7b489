"""The soak: hours of reading, asking, saving and reviewing over HTTP, and whether memory grows."""

from __future__ import annotations

import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import cycle
from pathlib import Path

from msgspec import json

from osler.evaluation.row import Row
from osler.evaluation.served import Served, osler

READERS, ASKERS = 4, 2
PAUSE = 0.02  # seconds between a reader's pages
WARMING = 0.25  # of the time, in which caches fill and nothing is judged
SAMPLES = 400  # of memory, over the whole time
GROWTH = 0.05  # of what is held: growth within the time judged that still counts as flat
LEAST = 6.0  # megabytes of growth that are noise in any case
QUESTIONS = (
    "What is the cause of myopathic necrosis?",
    "How is uncomplicated gonorrhoea treated?",
    "Should adults over 60 take aspirin to prevent a heart attack?",
    "How should clopidogrel be used in poor metabolizers?",
    "When is hypertension treated with medication?",
    "What are the warnings for prednisone?",
    "Who should be screened for hepatitis C?",
    "How is atrial fibrillation anticoagulated?",
)
API = "/api/v1"


@dataclass
class Tally:
    """What was done, by all threads together."""

    done: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    ended: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, status: int) -> None:
        """One request of a kind, answered."""
        with self.lock:
            self.done[what] += 1
            if status >= 400:
                self.failed[f"{what}: {status}"] += 1


def rows(home: Path, slug: str, keys: tuple[str, str], minutes: float) -> list[Row]:
    """`keys`: of an editor and of a reviewer. A row that begins its sizes with "NOT" is a fault."""
    tally = Tally()
    with osler(home) as served, ExitStack() as stack:
        acts: list[Callable[[], None]] = [
            *[lambda: _read(served, slug, tally)] * READERS,
            *[lambda: _ask(served, tally)] * ASKERS,
            lambda: _publish(served, keys, tally),
        ]
        threads = [threading.Thread(target=_until_ended, args=(act, tally)) for act in acts]
        for each in threads:
            stack.callback(each.join)
            each.start()
        stack.callback(tally.ended.set)
        held = _sampled(served, minutes * 60)
    return _judged(held, tally, minutes)


def _until_ended(act: Callable[[], None], tally: Tally) -> None:
    while not tally.ended.is_set():
        try:
            act()
        except (OSError, HTTPException, KeyError, ValueError) as error:
            if not tally.ended.is_set():
                tally.note(type(error).__name__, 599)
                tally.ended.wait(1)


def _read(served: Served, slug: str, tally: Tally) -> None:
    for path in (f"/a/{slug}", "/", f"{API}/articles", f"/a/{slug}", f"{API}/articles/{slug}"):
        tally.note("read", served.get(path)[0])
        if tally.ended.wait(PAUSE):
            return


_next_question = cycle(QUESTIONS)


def _ask(served: Served, tally: Tally) -> None:
    body = json.encode({"question": next(_next_question)}).decode()
    kind = {"Content-Type": "application/json", "Accept": "application/json"}
    tally.note("ask", served.send("POST", f"{API}/ask", body, kind)[0])
    tally.ended.wait(PAUSE)


def _publish(served: Served, keys: tuple[str, str], tally: Tally) -> None:
    """One article from a saved answer to changes asked for."""
    editor, reviewer = keys
    saved = _act(served, editor, "", {"question": QUESTIONS[0]}, None, "save", tally)
    at = f"/{saved['slug']}"
    steps: tuple[tuple[str, str, dict[str, object], str], ...] = (
        (editor, "/submit", {}, "submit"),
        (reviewer, "/declare", {"conflict": False, "text": "None: synthetic."}, "review"),
        (reviewer, "/begin", {}, "review"),
        (reviewer, "/decisions", {"statement": "s1", "verb": "accept"}, "review"),
        (reviewer, "/request-changes", {"reason": "A synthetic reason."}, "review"),
    )
    revision = saved["revision"]
    for key, path, body, what in steps:
        revision = _act(served, key, at + path, body, revision, what, tally)["revision"]
        if tally.ended.wait(0.2):
            return


def _act(
    served: Served,
    key: str,
    path: str,
    body: dict[str, object],
    revision: object,
    what: str,
    tally: Tally,
) -> dict[str, object]:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    if revision is not None:
        headers["If-Match"] = f'"{revision}"'
    text = json.encode(body).decode() if body else None
    status, said, _ = served.send("POST", f"{API}/articles{path}", text, headers)
    tally.note(what, status)
    found: dict[str, object] = json.decode(said)
    return found


def _sampled(served: Served, seconds: float) -> list[tuple[float, float]]:
    """Seconds since the start and megabytes held, evenly over the time."""
    started = time.monotonic()
    found: list[tuple[float, float]] = []
    while (passed := time.monotonic() - started) < seconds:
        found.append((passed, served.memory()))
        time.sleep(min(seconds / SAMPLES, seconds - passed))
    return found


def _judged(held: Sequence[tuple[float, float]], tally: Tally, minutes: float) -> list[Row]:
    settled = [each for each in held if each[0] >= WARMING * held[-1][0]]
    slope = statistics.linear_regression(*zip(*settled, strict=True)).slope  # MB a second
    middle = statistics.median(megabytes for _, megabytes in settled)
    grown = slope * (settled[-1][0] - settled[0][0])
    flat = grown <= max(LEAST, GROWTH * middle)
    done = ", ".join(f"{number:,} {what}" for what, number in sorted(tally.done.items()))
    failed = sum(tally.failed.values())
    which = ", ".join(f"{number} × {what}" for what, number in sorted(tally.failed.items()))
    verdict = "flat" if flat else "NOT flat"
    return [
        Row("soak, memory", middle, "MB", f"median after warming, {minutes:g} minutes: {done}"),
        Row(
            "soak, memory growth",
            slope * 3600,
            "MB/h",
            f"{verdict}: {grown:+.1f} MB in {(settled[-1][0] - settled[0][0]) / 60:.1f} minutes",
        ),
        Row("soak, requests that failed", failed, "", f"NOT none: {which}" if failed else "none"),
    ]
