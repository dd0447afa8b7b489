"""A run of an evaluation: every case's outcome over one state of the evidence, kept as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, quantiles

import msgspec

from osler.answer.desk import Evidence, Wish
from osler.evaluation.cases import Cases
from osler.evaluation.outcome import MEASURES, Clock, Outcome, tried
from osler.evaluation.row import Row

SCHEMA = "1.0"


class RunError(Exception):
    """A file of a run that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Of what a run is: a run goes on only where all of this is the same."""

    schema: str
    cases: str
    form: str
    sha256: str
    generation: int
    current_to: str | None
    documents: dict[str, int]
    families: tuple[str, ...]
    since: int | None
    made_by: str


@dataclass(frozen=True, slots=True)
class Run:
    """Outcomes in the order of the cases."""

    setting: Setting
    outcomes: tuple[Outcome, ...]


def setting(
    name: str, cases: Cases, evidence: Evidence, wish: Wish, made_by: str = "osler, extractive"
) -> Setting:
    """What a run over these would be of."""
    corpus = evidence.corpus
    return Setting(SCHEMA, name, cases.form, cases.sha256, corpus.generation, corpus.current_to,
                   dict(corpus.documents), tuple(each.value for each in wish.families), wish.since,
                   made_by)  # fmt: skip


def outcomes(
    cases: Cases,
    evidence: Evidence,
    wish: Wish,
    clock: Clock,
    told: Setting,
    part: Path | None = None,
    limit: int | None = None,
) -> Iterator[Outcome]:
    """Each case's outcome as it comes. With `part`, a file of JSON lines, what was done before goes
    first, if it was of the same setting, and what is done now is added to it.
    """
    before = _before(part, told) if part is not None else {}
    with ExitStack() as stack:
        out = None
        if part is not None:
            out = stack.enter_context(part.open("ab" if before else "wb"))
            if not before:
                _line(out.write, told)
        for case in cases.cases[:limit]:
            found = before.get(case.id)
            if found is None:
                found = tried(case, evidence, wish, clock)
                if out is not None:
                    _line(out.write, found)
                    out.flush()
            yield found


def _line(write: Callable[[bytes], object], value: object) -> None:
    write(msgspec.json.encode(value) + b"\n")


def _before(part: Path, told: Setting) -> dict[str, Outcome]:
    """What an earlier try did; a line that was cut off and all after it are done again."""
    try:
        lines = part.read_bytes().split(b"\n")
    except OSError:
        return {}
    found: dict[str, Outcome] = {}
    try:
        if msgspec.json.decode(lines[0], type=Setting) != told:
            return {}
        for line in lines[1:-1]:
            each = msgspec.json.decode(line, type=Outcome)
            found[each.id] = each
    except msgspec.MsgspecError:
        pass
    whole = [msgspec.json.encode(told), *map(msgspec.json.encode, found.values())]
    part.write_bytes(b"".join(line + b"\n" for line in whole))
    return found


def encode(run: Run) -> bytes:
    """Indented UTF-8 JSON."""
    return msgspec.json.format(msgspec.json.encode(run, order="deterministic"), indent=1) + b"\n"


def read_run(path: Path) -> Run:
    """A run kept before. Raises `RunError`."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Run)
    except OSError as error:
        raise RunError(f"{path}: {error.strerror or error}") from error
    except msgspec.MsgspecError as error:
        raise RunError(f"{path}: not a run of `osler evaluate`: {error}") from error
    if found.setting.schema != SCHEMA:
        raise RunError(f"{path}: a run of schema {found.setting.schema}, not {SCHEMA}")
    return found


def rows(run: Run, against: Run | None = None) -> list[Row]:
    """Means over the cases that have something for a measure, beside those of another run."""
    found: list[Row] = []
    for name in MEASURES:
        values = _values(run.outcomes, name)
        if values:
            others = _values(against.outcomes, name) if against else []
            found.append(_row(name, 100 * fmean(values), "%", f"{len(values):,} cases",
                              100 * fmean(others) if others else None))  # fmt: skip
    asked = f"{len(run.outcomes):,} cases"
    found.append(_row("refused", _refused(run), "%", asked, _refused(against) if against else None))
    gold, held = sum(o.gold for o in run.outcomes), sum(o.held for o in run.outcomes)
    if gold:
        found.append(Row("gold documents held here", 100 * held / gold, "%", f"{gold:,} documents"))
    for name, place in (("latency, p50", 49), ("latency, p95", 94)):
        found.append(_row(name, _percentile(run, place), "ms", asked,
                          _percentile(against, place) if against else None))  # fmt: skip
    return found


def _row(name: str, value: float, unit: str, sizes: str, other: float | None) -> Row:
    return Row(name, value, unit, sizes, "the run before" if other is not None else None, other)


def _values(outcomes: Sequence[Outcome], name: str) -> list[float]:
    return [each.scores[name] for each in outcomes if name in each.scores]


def _refused(run: Run) -> float:
    return 100 * fmean(each.refused is not None for each in run.outcomes)


def _percentile(run: Run, place: int) -> float:
    times = [each.milliseconds for each in run.outcomes]
    return quantiles(times, n=100, method="inclusive")[place] if len(times) > 1 else times[0]
