"""The boxed warning of a label: what stands in it or under it, and whether it is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from osler.answer.candidate import Candidate
from osler.answer.question import Question

BOXED = "34066-1"  # LOINC code of boxed warnings
_SEE_BOXED = re.compile(r"(?i)\bsee boxed warning")
_ASKS_BOXED = re.compile(r"(?i)\b(?:box(?:ed)? warning|black[- ]box)")


def boxed(candidate: Candidate) -> bool:
    """Whether a label's sentence stands in its boxed warning or, as "Serious Rashes [see Boxed
    Warning]", under the heading of what the box warns of.
    """
    return in_box(candidate.hit.passage.code, candidate.hit.passage.path)


def in_box(code: str | None, path: Sequence[str]) -> bool:
    """The same of a section by its LOINC code and its headings."""
    return code == BOXED or any(_SEE_BOXED.search(each) for each in path)


def asks_boxed(question: Question) -> bool:
    """Whether the boxed warning itself is asked for: only that section of a label is one."""
    return _ASKS_BOXED.search(question.text) is not None
