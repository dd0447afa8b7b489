"""Inline tags in JSON exports: what they mean is kept whatever does not pair."""

from __future__ import annotations

import html
import time

import pytest

from osler.sources.pubmed.tagged import readable

CASES = [
    ("below 50 x 10<sup>9</sup>/L", "below 50 x 10⁹/L"),
    ("below 50 x 10<sup>9</sup>/L <b>x", "below 50 x 10⁹/L x"),
    ("<i>below</b> 50 x 10<SUP>9</SUP>/L</p>", "below 50 x 10⁹/L"),
    ("<b>10<sup>9</b></sup>/L", "10⁹/L"),
    ("10<sup>9/L", "10⁹/L"),
    ("10<sup>-9/L and <i>x", "10⁻⁹/L and x"),
    ("109</sup>/L", "109</sup>/L"),
    ("10<sup>9</sup>/L <sup>of cells", "10⁹/L <sup>of cells"),
    ("CO<sub>2</sub> and </sup>", "CO₂ and </sup>"),
    ("Hb<sub>A1c</sub> <sup>x</sub>", "HbA1c <sup>x</sub>"),
    ("10<sup>9</sup>/L\x01 <b>x</b>", "10⁹/L\x01 x"),
    ("<math><msup><mn>10</mn><mn>9</mn></msup>/L", "10 9 /L"),
    ("<msup><mn>10</mn><mn>9</mn></msup>/L", "10 9 /L"),
    ("p<0.05 and 10<sup>9</sup><b>", "p<0.05 and 10⁹"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_sup_and_sub_keep_their_meaning(text: str, shown: str) -> None:
    assert readable(text) == shown


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_so_they_do_as_entities(text: str, shown: str) -> None:
    if "\x01" not in text:
        assert readable(html.escape(text)) == shown


@pytest.mark.parametrize("end", ["<sup>9</sup>", "</sup>" * 100_000])
def test_many_tags_take_linear_time(end: str) -> None:
    began = time.process_time()
    readable("10<sup>" * 100_000 + end)
    assert time.process_time() - began < 5
