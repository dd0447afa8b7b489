"""What of a sentence is for professionals: bracketed figures of statistics, pointers of labels."""

from __future__ import annotations

import re

_STATISTIC = (
    r"(?:\bC\.?I\.?\b|confidence interval|\b[aA]?[HOR]Rs?\b|\bRD\b|\bNNT\b|\bNNH\b|\bS?MD\b|\bI2\b"
    r"|\bI²|\bIQR\b|\bSDs?\b|\bAUC\b|\bhazard ratio|\bodds ratio|\brisk ratio|\brelative risk"
    r"|\b[pP]\s*[=<>≤≥]|\b[nN]\s*=|\bmedian\b)"
)
_BRACKETS = re.compile(r"\s?\((?:[^()]|\([^()]*\))*\)|\s?\[(?:[^\[\]])*\]")
_FIGURES = re.compile(_STATISTIC)
_POINTER = re.compile(
    r"(?i)^\s?[(\[]\s*(?:see|refer to|(?:e?(?:table|figure|appendix|box)|fig\.) ?\d)\b"
)
_RESTATED = re.compile(r"^\s?\(\s*i\.?e\.?,")  # said again, in other professional words
_NUMBERED = re.compile(r"^\s?\(\s*\d{1,2}(?:\.\d{1,2})?(?:\s*,\s*\d{1,2}(?:\.\d{1,2})?)*\s*\)$")


def foldings(text: str, ours: tuple[str, ...] = ()) -> tuple[tuple[int, int], ...]:
    """Spans (code points, half-open) of bracketed figures and pointers to sections, each with the
    space before it. `ours`: bracketed insertions, which stay.
    """
    return tuple(
        each.span()
        for each in _BRACKETS.finditer(text)
        if each.group().strip() not in ours and _aside(each.group())
    )


def _aside(brackets: str) -> bool:
    if _POINTER.match(brackets) or _RESTATED.match(brackets) or _NUMBERED.match(brackets):
        return True
    return any(letter.isdigit() for letter in brackets) and _FIGURES.search(brackets) is not None
