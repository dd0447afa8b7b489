"""What is measured of the service, in Prometheus's form.

Counts are one process's own: with several workers a scrape meets one of them, and each names
itself in `osler_worker`. What is read from the database is the same from each.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from osler.answer.answer import Answer
from osler.articles.workflow import State
from osler.ledger import book
from osler.storage import tables as t
from osler.storage.database import Database

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
KIND = "text/plain; version=0.0.4; charset=utf-8"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Measures:
    """The figures of one process, in a registry of their own."""

    def __init__(self) -> None:
        self._held: _Held | None = None
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "osler_requests",
            "Requests answered, by method, route and status.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "osler_request_seconds",
            "Seconds until a request was answered, by route.",
            ("route",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._asks = Counter(
            "osler_asks", "Questions asked, by outcome.", ("outcome",), registry=self._registry
        )
        self._stages = Histogram(
            "osler_ask_stage_seconds",
            "Seconds that each stage of answering took.",
            ("stage",),
            buckets=SECONDS,
            registry=self._registry,
        )
        worker = Gauge("osler_worker", "The process.", ("pid",), registry=self._registry)
        worker.labels(str(os.getpid())).set(1)

    def watch(self, database: Database) -> None:
        """Tell of this database too, and no longer of one before it."""
        if self._held is not None:
            self._registry.unregister(self._held)
        self._held = _Held(database)
        self._registry.register(self._held)

    def requested(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request was answered. `route` is a pattern, never an address as asked for."""
        verb = method if method in _METHODS else "other"
        self._requests.labels(verb, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def asked(self, answer: Answer) -> None:
        """One question was answered or refused."""
        refusal = answer.refusal
        self._asks.labels("answered" if refusal is None else f"refused: {refusal.reason}").inc()
        for step in answer.trace:
            if step.milliseconds is not None:
                self._stages.labels(step.stage).observe(step.milliseconds / 1000)

    def failed(self) -> None:
        """One question ended in an error."""
        self._asks.labels("failed").inc()

    def text(self) -> bytes:
        """Everything, in the text form."""
        return generate_latest(self._registry)


class _Held(Collector):
    """What the database holds, read at each scrape. Nothing where it cannot be read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing in advance: registering must not read the database."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures."""
        articles = GaugeMetricFamily("osler_articles", "Articles, by state.", labels=["state"])
        causes = GaugeMetricFamily("osler_open_causes", "Open causes of staleness.")
        head = GaugeMetricFamily("osler_ledger_head", "Sequence of the ledger's newest entry.")
        up = GaugeMetricFamily("osler_database_up", "Whether the database can be read.")
        try:
            with self._database.reading() as connection:
                query = select(t.articles.c.state, func.count()).group_by(t.articles.c.state)
                states = {row[0]: int(row[1]) for row in connection.execute(query)}
                some = select(func.count()).where(t.causes.c.closed_at.is_(None))
                number = connection.execute(some).scalar_one()
                last = book.head(connection)
        except SQLAlchemyError:
            up.add_metric([], 0)
            yield up
            return
        for state in State:
            articles.add_metric([state.value], states.get(state.value, 0))
        causes.add_metric([], number)
        head.add_metric([], last.event.sequence if last else 0)
        up.add_metric([], 1)
        yield from (articles, causes, head, up)
