"""Inline markup on one line, meaning kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from osler.sources.pubmed.markup import squeeze, text_of
from osler.sources.pubmed.tagged import readable

M = 'xmlns:mml="http://www.w3.org/1998/Math/MathML"'


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("10<sup>9</sup>/L", "10⁹/L"),
        ("10<sup>-9</sup> M", "10⁻⁹ M"),
        ("10<sup>–9</sup> M", "10⁻⁹ M"),
        ("kg<sup>- 1</sup>", "kg⁻¹"),
        ("Ca<sup>2+</sup>", "Ca²⁺"),
        ("4<sup>th</sup>", "4th"),
        ("Drug<sup>®</sup>", "Drug®"),
        ("shown.<sup>1,2</sup>", "shown.¹,²"),
        ("e<sup>-kt</sup>", "e^(-kt)"),
        ("Apoe<sup>-/-</sup>", "Apoe^(-/-)"),
        ("CO<sub>2</sub>", "CO₂"),
        ("HbA<sub>1c</sub>", "HbA1c"),
        ("C<sub>max</sub>", "Cmax"),
        ("PM<sub>2.5</sub>", "PM2.5"),
        ("T<sub>1/2</sub>", "T1/2"),
        ("NF-<sub>κ</sub>B", "NF-κB"),
        ("AUC<sub>0-24</sub>", "AUC₀₋₂₄"),
        ("5<sub>a</sub>", "5_(a)"),
        ("NaAsO<sub>2.</sub> Then", "NaAsO₂. Then"),
        ("Title<sup>☆</sup>", "Title☆"),
        ("bla<sub>(</sub>x", "bla(x"),
        ("x<sub>i,j</sub>", "x_(i,j)"),
        ("<i>P<sub>2</sub></i> and <b>b</b><u>u</u>", "P₂ and bu"),
        ("x<sup> 2 </sup>y", "x ² y"),
        ("a <sup><i>n</i></sup>", "a ⁿ"),
        ("a<sup/>b<sub> </sub>c", "ab c"),
        ("<DispFormula>a = b</DispFormula>", "a = b"),
        (
            f"<mml:math {M}><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>",
            "x²",
        ),
        (
            f"<mml:math {M}><mml:msub><mml:mi>V</mml:mi><mml:mi>max</mml:mi></mml:msub>"
            "<mml:mo>≤</mml:mo><mml:mfrac><mml:mrow><mml:mi>a</mml:mi><mml:mo>+</mml:mo>"
            "<mml:mn>1</mml:mn></mml:mrow><mml:mi>b</mml:mi></mml:mfrac></mml:math>",
            "V_(max) ≤ (a+1)/b",
        ),
        (
            f"<mml:math {M}><mml:mover><mml:mi>x</mml:mi><mml:mo>¯</mml:mo></mml:mover></mml:math>",
            "x̄",
        ),
        (f"<mml:math {M}><mml:msqrt><mml:mn>2</mml:mn></mml:msqrt></mml:math>", "√(2)"),
        (f"<mml:math {M}><mml:mi>a</mml:mi><mml:annotation>junk</mml:annotation></mml:math>", "a"),
    ],
)
def test_inline(inner: str, text: str) -> None:
    assert text_of(etree.fromstring(f"<x>{inner}</x>")) == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("p<0.05 and 10<sup>9</sup>", "p<0.05 and 10⁹"),
        ("p&lt;0.05 &amp; <i>E. coli</i>", "p<0.05 & E. coli"),
        ("AT&T R&D", "AT&T R&D"),
        ("an <i>unclosed tag", "an unclosed tag"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("a <unknown> b", "a <unknown> b"),
    ],
)
def test_tags_written_as_text(printed: str, text: str) -> None:
    assert readable(printed) == text


@given(st.text())
def test_any_text_is_readable(text: str) -> None:
    assert readable(text) == squeeze(readable(text))


@given(st.text(st.sampled_from("ab \n\t\xa0\u2009.")))
def test_text_is_squeezed_whichever_way_it_is_read(text: str) -> None:
    element = etree.Element("x")
    element.text = text * 30
    assert text_of(element) == squeeze(text * 30)
