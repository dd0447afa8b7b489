"""Kidney function asked about and spoken of."""

from __future__ import annotations

import pytest

from osler.answer import renal


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("paxlovid dose eGFR 40", 40),
        ("dose with a creatinine clearance of 25 mL/min", 25),
        ("CrCl < 30 dose", 30),
        ("dose of syntheticine in children", None),
        ("syntheticine 40 mg", None),
    ],
)
def test_asked(question: str, value: int | None) -> None:
    assert renal.asked(question) == value


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("No adjustment for eGFR ≥60 to <90 mL/min.", 75, 40),
        ("Reduce the dose at eGFR ≥30 to <60 mL/min.", 40, 75),
        ("Not recommended with an eGFR below 30 mL/min/1.73 m2.", 20, 45),
        ("With creatinine clearance greater than 50 mL/min give it daily.", 60, 40),
        ("In patients with CrCl 15-29 mL/min halve it.", 20, 40),
        ("In patients with an eGFR between 30 and 45 it is not started.", 40, 60),
        ("In moderate renal impairment the dose is halved.", 40, 75),
        ("In mild renal impairment no adjustment is needed.", 75, 40),
        ("For eGFR less than or equal to 50 mL/min give half.", 50, 60),
    ],
)
def test_a_text_holds_for_the_range_it_names(text: str, inside: int, outside: int) -> None:
    assert renal.includes(text, inside)
    assert not renal.includes(text, outside)


def test_a_text_without_a_range_holds_for_all() -> None:
    assert renal.includes("Take 40 mg once daily.", 20)
    assert renal.includes("Renal function was below the norm.", 20)
