"""The curve of support let through, true and false."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from osler.answer.answer import Verdict, VerdictKind
from osler.evaluation.risk_coverage import THRESHOLDS, curve, picture, strength


def test_a_veto_stops_at_any_threshold() -> None:
    assert strength(Verdict(VerdictKind.SUPPORTED, 0.8)) == 0.8
    little = Verdict(VerdictKind.PARTIAL, 0.5, ("coverage: the passages carry 50%",))
    assert strength(little) == 0.5
    number = Verdict(VerdictKind.CONTRADICTED, 0.9, ("number: 5 is not in the passage",))
    assert strength(number) == 0.0
    assert strength(Verdict(VerdictKind.PARTIAL, 0.9, ("strength: may", *little.reasons))) == 0.0


def test_both_shares_fall_as_the_threshold_rises() -> None:
    points = curve([(0.9, True), (0.5, True), (0.7, False), (0.0, False)])
    assert [each.threshold for each in points] == list(THRESHOLDS)
    first, last = points[0], points[-1]
    assert (first.coverage, first.false) == (1.0, 0.5)
    assert (last.coverage, last.false) == (0.0, 0.0)
    middle = next(each for each in points if each.threshold == 0.6)
    assert (middle.coverage, middle.false) == (0.5, 0.5)
    for one, other in pairwise(points):
        assert one.coverage >= other.coverage
        assert one.false >= other.false


def test_one_side_alone_has_no_curve() -> None:
    with pytest.raises(ValueError, match="unsupported"):
        curve([(0.9, True)])


def test_the_picture_is_whole_and_says_what_it_shows() -> None:
    drawn = picture(curve([(0.9, True), (0.5, True), (0.7, False), (0.0, False)]), 0.6)
    root = ET.fromstring(drawn)  # noqa: S314 - our own
    assert "50% let through, 50.0% falsely" in str(root.get("aria-label"))
    line = root.find("{http://www.w3.org/2000/svg}polyline")
    assert line is not None
    assert len(str(line.get("points")).split()) == len(THRESHOLDS)
