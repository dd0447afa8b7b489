"""Pages set in two columns whose lines were taken off across both: which lines those are.

In such text a line goes on two lines further down, not in the next one. Whether it does can be
told where a sentence or a word is cut at a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

ACROSS = "columns"  # the code of a section whose lines stand in no order that can be trusted
_LEAST = 30  # code points: shorter lines are headings, cells and items
_AROUND = 20  # lines on either side from which a line is judged
_WHOLE = 0.4  # breaks between neighbours, to those a line apart, from which a text has columns
_HERE = 0.6  # the same around a line
_CLOSED = re.compile(r"[a-z]{3,}[.?!]$")
_OPEN = re.compile(r"[a-z,]$")
_CUT = re.compile(r"([A-Za-z]*[a-z])-$")
_SMALL = re.compile(r"[a-z]{2,}[ ,]")
_LARGE = re.compile(r"([A-Z][a-z]+),? (?=[a-z(])")
_FIRST = re.compile(r"[A-Za-z]*")


def across(lines: Sequence[str]) -> list[bool]:
    """For each line, whether it stands among lines of two columns read across."""
    words = frozenset(re.findall(r"\b[a-z]{2,}(?:-[a-z]+)*\b", "\n".join(lines)))
    count = len(lines) - 2
    if count < 1:
        return [False] * len(lines)
    next_one = [_broken(lines[at], lines[at + 1], words) for at in range(count)]
    one_on = [_broken(lines[at], lines[at + 2], words) for at in range(count)]
    if sum(next_one) <= _WHOLE * sum(one_on):
        return [False] * len(lines)
    near, far = _windows(next_one), _windows(one_on)
    found = [here > 1 and here >= _HERE * there for here, there in zip(near, far, strict=True)]
    return [*found, found[-1], found[-1]]


def _windows(breaks: Sequence[bool]) -> list[int]:
    sums = [0, *accumulate(breaks)]
    last = len(breaks)
    return [sums[min(last, at + _AROUND)] - sums[max(0, at - _AROUND)] for at in range(last)]


def _broken(line: str, following: str, words: frozenset[str]) -> bool:
    """Whether `following` cannot be what `line` goes on with: a sentence that ended goes on small,
    one that did not begins anew, or the halves of a word make none.
    """
    if min(len(line), len(following)) < _LEAST:
        return False
    if _CLOSED.search(line) and _SMALL.match(following):
        return True
    large = _LARGE.match(following)
    if _OPEN.search(line) and large and large[1].lower() in words:
        return True
    cut, rest = _CUT.search(line), _FIRST.match(following)
    if cut is None or rest is None:
        return False
    first, second = cut[1].lower(), rest[0].lower()
    return first + second not in words and f"{first}-{second}" not in words
