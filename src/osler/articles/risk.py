"""How much harm a wrong article could do: the order of the board's queue, with reasons. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from osler.answer.answer import Level, Statement
from osler.articles.content import Content
from osler.evidence.document import Family

BOXED = "34066-1"  # LOINC: boxed warning section
_DOSE = re.compile(
    r"\d[\d.,]*\s?(?:mg|mcg|µg|μg|g|ng|kg|ml|mmol|units?|iu|tablets?|capsules?|drops?|puffs?)\b"
    r"(?!/d?l\b)",
    re.IGNORECASE,
)
_PREGNANCY = re.compile(
    r"\b(?:pregnan\w*|lactat\w*|breast-?feed\w*|fetal|fetus|foetal|foetus|teratogen\w*|embryo\w*)",
    re.IGNORECASE,
)
_CHILDREN = re.compile(
    r"\b(?:child|children|p(?:a)?ediatric\w*|infants?|neonat\w*|newborns?|adolescen\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Risk:
    """`points` 0.. order the queue; `reasons` say what they were given for, heaviest first."""

    points: int
    reasons: tuple[str, ...]


def risk(content: Content) -> Risk:
    """What an article says that could hurt if it were wrong, counted."""
    held = list(content.statements.values())
    labels = sum(each.family is Family.LABELS for each in content.answer.references)
    found = [
        (8 * any(map(_boxed, held)), "cites a boxed warning"),
        (5 * bool(labels), f"cites {_count(labels, 'drug label')}"),
        _saying(held, _DOSE, 4, "a dose or an amount"),
        _saying(held, _PREGNANCY, 4, "pregnancy or breast-feeding"),
        _saying(held, _CHILDREN, 3, "children"),
        _low(held),
        (len(held) // 5, _count(len(held), "statement")),
    ]
    counted = sorted((each for each in found if each[0]), key=lambda each: -each[0])
    return Risk(sum(points for points, _ in counted), tuple(words for _, words in counted))


def _boxed(statement: Statement) -> bool:
    return any(
        each.code == BOXED or "boxed warning" in " ".join(each.section).casefold()
        for each in statement.citations
    )


def _saying(
    held: Iterable[Statement], pattern: re.Pattern[str], points: int, what: str
) -> tuple[int, str]:
    number = sum(pattern.search(each.text) is not None for each in held)
    verb = "speaks" if number == 1 else "speak"
    return points * bool(number), f"{_count(number, 'statement')} {verb} of {what}"


def _low(held: Iterable[Statement]) -> tuple[int, str]:
    number = sum(each.certainty.level in {Level.LOW, Level.VERY_LOW} for each in held)
    return min(number, 4), f"{_count(number, 'statement')} of low certainty"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
