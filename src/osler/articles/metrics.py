"""What the board's work looks like in numbers: how long, how much was changed, what is open."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from sqlalchemy import Connection, Table, func, select

from osler.articles import in_force
from osler.articles.workflow import State
from osler.storage import tables as t
from osler.storage.moment import parse, text

PERIOD = datetime.timedelta(days=365)
_HANDED_IN = frozenset({"article.submit", "article.reaffirm"})


@dataclass(frozen=True, slots=True)
class Metrics:
    """Of the last year. `days` are the times from handing in to approval, in days, shortest first;
    `verdicts` the decisions that count, by verb; `signatures` by member, most first; `open` what
    waits now, by what it is.
    """

    since: str
    days: tuple[float, ...]
    verdicts: dict[str, int]
    signatures: tuple[tuple[str, int], ...]
    open: dict[str, int]

    @property
    def median(self) -> float | None:
        """Half of all reviews took at most so many days; None without reviews."""
        return median(self.days) if self.days else None

    @property
    def p90(self) -> float | None:
        """Nine of ten reviews took at most about so many days; None without reviews."""
        if len(self.days) < 2:
            return self.median
        return quantiles(self.days, n=10, method="inclusive")[-1]

    @property
    def decided(self) -> int:
        """Statements decided, once for each reviewer and round."""
        return sum(self.verdicts.values())

    def share(self, verb: str) -> float | None:
        """Share of the decided statements, 0..1; None where nothing was decided."""
        return self.verdicts.get(verb, 0) / self.decided if self.decided else None


def metrics(connection: Connection, now: datetime.datetime) -> Metrics:
    """The numbers as they stand at `now`."""
    since = text(now - PERIOD)
    return Metrics(
        since=since,
        days=tuple(sorted(_days(connection, since))),
        verdicts=_verdicts(connection, since),
        signatures=_signatures(connection, since),
        open=_open(connection),
    )


def _days(connection: Connection, since: str) -> list[float]:
    """From each handing in that ended in approval since then, days."""
    query = (
        select(t.ledger.c.at, t.ledger.c.act, t.ledger.c.subject, t.ledger.c.detail)
        .where(t.ledger.c.act.in_([*_HANDED_IN, "article.sign"]))
        .order_by(t.ledger.c.sequence)
    )
    handed_in: dict[str, str] = {}
    found: list[float] = []
    for row in connection.execute(query):
        if row.act in _HANDED_IN:
            handed_in[row.subject] = row.at
        elif json.loads(row.detail).get("approved") and row.subject in handed_in:
            began = handed_in.pop(row.subject)
            if row.at >= since:
                found.append((parse(row.at) - parse(began)) / datetime.timedelta(days=1))
    return found


def _verdicts(connection: Connection, since: str) -> dict[str, int]:
    """The newest decision of each reviewer on each statement in each round."""
    held = t.decisions.c
    query = (
        select(held.article_id, held.round, held.statement, held.reviewer_id, held.verb)
        .where(held.at >= since)
        .order_by(held.at, held.id)
    )
    newest = {tuple(row[:4]): row.verb for row in connection.execute(query)}
    counted = Counter(newest.values())
    return {verb: counted[verb] for verb in ("accept", "edit", "strike")}


def _signatures(connection: Connection, since: str) -> tuple[tuple[str, int], ...]:
    number = func.count()
    query = (
        select(t.users.c.name, number)
        .join(t.users, t.users.c.id == t.signatures.c.reviewer_id)
        .where(t.signatures.c.at >= since)
        .group_by(t.users.c.id, t.users.c.name)
        .order_by(number.desc(), t.users.c.name)
    )
    return tuple((row[0], row[1]) for row in connection.execute(query))


def _open(connection: Connection) -> dict[str, int]:
    threads = t.comments.c
    return {
        "to take up": _articles(connection, [State.SUBMITTED]),
        "under review": _articles(connection, [State.UNDER_REVIEW]),
        "with editors": _articles(connection, [State.CHANGES_REQUESTED]),
        "stale": in_force.how_many_stale(connection),
        "changes in evidence": _unclosed(connection, t.causes),
        "readers' reports": _unclosed(connection, t.reports),
        "open threads": connection.execute(
            select(func.count()).where(threads.parent_id.is_(None), threads.resolved_at.is_(None))
        ).scalar_one(),
    }


def _articles(connection: Connection, states: Sequence[State]) -> int:
    wanted = [state.value for state in states]
    query = select(func.count()).where(t.articles.c.state.in_(wanted))
    return connection.execute(query).scalar_one()


def _unclosed(connection: Connection, table: Table) -> int:
    query = select(func.count()).select_from(table).where(table.c.closed_at.is_(None))
    return connection.execute(query).scalar_one()
