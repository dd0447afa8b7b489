"""Quotes are held to their source, byte for byte; insertions must be checkable."""

from __future__ import annotations

import pytest

from osler.answer.answer import VerdictKind
from osler.answer.verify import check_span, judge_quote
from osler.vocabulary.concept import Concept, ConceptKind, Mention

_DOCUMENT = "Background. The balm eased MI pain — in 12 nurses [all adults]. It stung."


class _Words:
    """A vocabulary that knows one abbreviation."""

    generation = "test"

    def mentions(self, text: str) -> tuple[Mention, ...]:
        return ()

    def named(self, name: str) -> Concept | None:
        if name.lower() in {"balm", "salve"}:
            return Concept("osler:balm", ConceptKind.DRUG, "balm", ("balm", "salve"))
        return None

    def expansion(self, abbreviation: str) -> str | None:
        return "myocardial infarction" if abbreviation == "MI" else None


def test_exact_span_has_no_objection() -> None:
    assert check_span(_DOCUMENT, 12, 63, _DOCUMENT[12:63]) is None


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        (12, 63, _DOCUMENT[12:62]),
        (12, 63, _DOCUMENT[12:63].replace("—", "-")),
        (12, 63, _DOCUMENT[12:63].upper()),
        (-1, 3, "x"),
        (5, 5, ""),
        (0, 999, _DOCUMENT),
    ],
)
def test_any_other_span_is_refused(start: int, end: int, quote: str) -> None:
    verdict = check_span(_DOCUMENT, start, end, quote)
    assert verdict is not None
    assert verdict.kind is VerdictKind.UNSUPPORTED


_QUOTE = "The balm eased MI pain — in 12 nurses [all adults]."


@pytest.mark.parametrize(
    "statement",
    [
        _QUOTE,
        "The balm eased MI [myocardial infarction] pain — in 12 nurses [all adults].",
        "The balm [salve] eased MI pain — in 12 nurses [all adults].",
        "The balm [Lip study] eased MI pain — in 12 nurses [all adults].",
        f"{_QUOTE} [Lip study]",
        f"[Lip study] {_QUOTE}",
    ],
)
def test_checkable_insertions_hold(statement: str) -> None:
    verdict = judge_quote(statement, [_QUOTE], ["Lip study of the balm"], _Words())
    assert verdict.kind is VerdictKind.SUPPORTED, verdict


@pytest.mark.parametrize(
    "statement",
    [
        "The balm eased MI pain — in 12 nurses.",
        "The balm eased MI pain - in 12 nurses [all adults].",
        "The balm eased MI [multiple injury] pain — in 12 nurses [all adults].",
        "The balm [gel] eased MI pain — in 12 nurses [all adults].",
        "The balm [] eased MI pain — in 12 nurses [all adults].",
        f"{_QUOTE} It cures.",
        f"It cures. {_QUOTE}",
        "",
    ],
)
def test_anything_else_is_refused(statement: str) -> None:
    verdict = judge_quote(statement, [_QUOTE], ["Lip study of the balm"], _Words())
    assert verdict.kind is VerdictKind.UNSUPPORTED
    assert verdict.reasons


def test_several_quotes_in_order() -> None:
    quotes = ["The balm eased pain.", "It stung."]
    assert judge_quote("The balm eased pain. It stung.", quotes).kind is VerdictKind.SUPPORTED
    assert judge_quote("The balm eased pain. … It stung.", quotes).kind is VerdictKind.SUPPORTED
    assert judge_quote("It stung. The balm eased pain.", quotes).kind is VerdictKind.UNSUPPORTED
