"""How much false support each share of true support costs: the verifier at every threshold.

Selective classification's risk–coverage curve (Geifman and El-Yaniv 2017), drawn for the two that
matter here: of statements that their passages support, how many are let through; of those that
they do not, how many are, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from osler.answer.answer import Verdict, VerdictKind

THRESHOLDS = tuple(step / 100 for step in range(30, 101, 2))
_WIDE, _HIGH, _EDGE = 640, 360, 48  # pixels
_MOST = 0.12  # false support at the top of the picture


@dataclass(frozen=True, slots=True)
class Point:
    """At one threshold: shares (0..1) of supported and of unsupported statements let through."""

    threshold: float
    coverage: float
    false: float


def strength(verdict: Verdict) -> float:
    """The score at which a statement is let through; 0 where a veto stops it at any threshold."""
    vetoed = any(not reason.startswith("coverage:") for reason in verdict.reasons)
    free = verdict.kind in {VerdictKind.SUPPORTED, VerdictKind.PARTIAL, VerdictKind.UNSUPPORTED}
    return verdict.score if free and not vetoed else 0.0


def curve(judged: Iterable[tuple[float, bool]]) -> list[Point]:
    """A point for each threshold, of (strength, whether it is supported). Raises `ValueError` where
    either side is missing.
    """
    both: dict[bool, list[float]] = {True: [], False: []}
    for score, support in judged:
        both[support].append(score)
    if not both[True] or not both[False]:
        raise ValueError("a curve takes supported and unsupported statements")

    def share(support: bool, threshold: float) -> float:
        return sum(score >= threshold for score in both[support]) / len(both[support])

    return [Point(each, share(True, each), share(False, each)) for each in THRESHOLDS]


def picture(points: Sequence[Point], chosen: float) -> str:
    """The curve as SVG, with the threshold in use marked; readable on light and dark."""

    def place(point: Point) -> tuple[float, float]:
        x = _EDGE + point.coverage * (_WIDE - 2 * _EDGE)
        y = _HIGH - _EDGE - min(point.false, _MOST) / _MOST * (_HIGH - 2 * _EDGE)
        return round(x, 1), round(y, 1)

    line = " ".join(f"{x},{y}" for x, y in map(place, points))
    nearest = min(points, key=lambda each: abs(each.threshold - chosen))
    x, y = place(nearest)
    across = "".join(
        f'<text x="{place(Point(0, share, 0))[0]}" y="{_HIGH - _EDGE + 18}" text-anchor="middle">'
        f"{share:.0%}</text>"
        for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    upward = "".join(
        f'<text x="{_EDGE - 6}" y="{place(Point(0, 0, share))[1] + 4}" text-anchor="end">'
        f'{share:.0%}</text><path d="M{_EDGE} {place(Point(0, 0, share))[1]}H{_WIDE - _EDGE}" '
        'stroke="#8884"/>'
        for share in (0.0, 0.03, 0.06, 0.09, 0.12)
    )
    said = f"{nearest.coverage:.0%} let through, {nearest.false:.1%} falsely"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" role="img" '
        f'aria-label="False support against support let through; at {chosen}: {said}" '
        'font-family="sans-serif" font-size="12" fill="#777">'
        f"{upward}{across}"
        f'<text x="{_WIDE / 2}" y="{_HIGH - 8}" text-anchor="middle">supported statements let '
        "through</text>"
        f'<text x="{_EDGE}" y="{_EDGE - 16}">unsupported statements let through</text>'
        f'<polyline points="{line}" fill="none" stroke="#3b7dd8" stroke-width="2"/>'
        f'<circle cx="{x}" cy="{y}" r="5" fill="#3b7dd8"/>'
        f'<text x="{x - 8}" y="{y - 22}" text-anchor="end">in use ({chosen}): {said}</text>'
        "</svg>\n"
    )
