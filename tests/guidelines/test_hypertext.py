"""HTML fragments, tables, and superscripts that must keep their meaning."""

from __future__ import annotations

import pytest

from osler.sources.guidelines.hypertext import blocks, plain
from osler.sources.guidelines.table import Cell, readable, span
from osler.sources.markup import close_up, squeeze, subscript, superscript


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>10<sup>9</sup>/L</p>", "10⁹/L"),
        ("<p>30 kg/m<sup>2</sup></p>", "30 kg/m²"),
        ("<p>in women.<sup>1,2</sup> Next</p>", "in women. Next"),
        ("<p>among women<sup>3</sup> aged</p>", "among women aged"),
        ("<p>CO<sub>2</sub></p>", "CO₂"),
        ("<p>a&nbsp;&lt;5&#xA0;mg</p>", "a <5 mg"),
        ("<p>one<!-- no -->two</p>", "onetwo"),
        ("<script>x</script><nav>y</nav><p>kept</p>", "kept"),
    ],
)
def test_inline(source: str, text: str) -> None:
    assert plain(source) == text


def test_table_rows_name_their_columns() -> None:
    found = blocks(
        "<table><caption>Doses</caption><tr><th>Drug</th><th>Dose</th></tr>"
        "<tr><td>Zinc</td><td>1 mg<br>daily</td></tr>"
        "<tr><td colspan='2'>All adults</td></tr></table>"
    )
    assert [block.text for block in found] == ["Doses", "Zinc | Dose: 1 mg daily", "All adults"]


def test_spans_line_columns_up() -> None:
    head = [Cell("", head=True), Cell("Zinc", across=2, head=True)]
    under = [Cell("", head=True), Cell("n", head=True), Cell("%", head=True)]
    body = [[Cell("Men", down=2), Cell("3"), Cell("30")], [Cell("4"), Cell("40")]]
    assert readable([head, under, *body]) == (
        "Men | Zinc, n: 3 | Zinc, %: 30",
        "Men | Zinc, n: 4 | Zinc, %: 40",
    )
    assert span("99999") == 200
    assert span("x") == span(None) == span("0") == 1


def test_hostile_input_never_raises() -> None:
    for source in (
        "",
        "<",
        "<div>" * 50_000 + "x",
        "\0",
        "<table><td><table><td>",
        "<sup><p></sup>",
    ):
        blocks(source)


def test_markup() -> None:
    assert (superscript("9"), superscript("-1"), superscript("a"), superscript("*")) == (
        "⁹", "⁻¹", "^a", "*",
    )  # fmt: skip
    assert (subscript("2"), subscript("max"), subscript("50 %")) == ("₂", "_max", "_(50 %)")
    assert squeeze("a\u00a0\u2009 b\n") == "a b"
    assert close_up("shown . See 3 .5") == "shown. See 3 .5"
