"""How fast pages are served and questions answered over HTTP, beside a bare template page."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path

from msgspec import json

from osler.evaluation.load import Outcome, Plan, Wanted, load
from osler.evaluation.row import Row
from osler.evaluation.served import NotServedError, Served, bare_page, osler

CONNECTIONS = 64
QUESTIONS = 200
ASKING = 16  # connections that ask at the same time
ROUNDS = 3  # of each, in turn, so that both meet the same machine; the median counts
PEER = "FastAPI + Jinja2, bare page"
_ASK = "/api/v1/ask"


def rows(home: Path, slug: str, asked: Sequence[str], seconds: float = 6) -> list[Row]:
    """The article page's rate and p95 beside the peer's, and the p95 of questions asked.

    `home`: a data folder with evidence and one approved article, `slug`.
    """
    path = f"/a/{slug}"
    with osler(home) as ours:
        status, body = ours.get(path)
        if status != 200:
            raise NotServedError(f"{path} answers {status}")
        with bare_page(len(body)) as peer:
            page = _page(ours, path, peer, seconds, len(body))
        return [*page, *_asks(ours, asked)]


def _page(ours: Served, path: str, peer: Served, seconds: float, size: int) -> list[Row]:
    theirs = len(peer.get("/")[1])
    for served, where in ((ours, path), (peer, "/")):  # warm
        load(Plan(served.port, CONNECTIONS, 1, [Wanted(where)]))
    own: list[Outcome] = []
    bare: list[Outcome] = []
    for _ in range(ROUNDS):
        own.append(_sound(load(Plan(ours.port, CONNECTIONS, seconds, [Wanted(path)]))))
        bare.append(_sound(load(Plan(peer.port, CONNECTIONS, seconds, [Wanted("/")]))))
    sizes = (
        f"{size:,} bytes (peer {theirs:,}), {CONNECTIONS} connections, 1 worker, "
        f"median of {ROUNDS} × {seconds:g} s"
    )
    rate = [statistics.median(each.rate for each in some) for some in (own, bare)]
    late = [statistics.median(each.quantile(0.95) for each in some) for some in (own, bare)]
    return [
        Row("article page", rate[0], "requests/s", sizes, PEER, rate[1]),
        Row("article page, p95", late[0], "ms", sizes, PEER, late[1]),
    ]


def _asks(ours: Served, asked: Sequence[str]) -> list[Row]:
    """Each question once, after the first few have warmed what is read."""
    kind = {"Content-Type": "application/json", "Accept": "application/json"}
    wanted = [
        Wanted(_ASK, "POST", kind, json.encode({"question": each}).decode()) for each in asked
    ]
    load(Plan(ours.port, 2, 600, wanted[:8], count=8))
    done = _sound(load(Plan(ours.port, ASKING, 600, wanted, count=len(wanted))))
    sizes = f"{len(wanted)} questions, {ASKING} connections, 1 worker"
    return [
        Row("ask over HTTP, p50", done.quantile(0.5), "ms", sizes),
        Row("ask over HTTP, p95", done.quantile(0.95), "ms", sizes),
        Row("ask over HTTP", done.rate, "questions/s", sizes),
    ]


def _sound(outcome: Outcome) -> Outcome:
    """Raises `NotServedError` where anything but success was answered: no figure then."""
    if not len(outcome) or set(outcome.statuses) != {200}:
        raise NotServedError(f"not every request was answered with 200: {outcome.statuses}")
    return outcome
