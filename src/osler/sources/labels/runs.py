"""Run-on label text broken into lines: bullets, and known run-in subheads. White space only."""

from __future__ import annotations

import re

from osler.sources.labels.words import BODY_SYSTEMS, SUBHEADS, alternatives

_BULLET = re.compile(r" +(?=[•●▪■◦○▫➢] ?\S)")
_DOT = re.compile(r"(?<=[.:;)\]]) +(?=· ?\w)")
_SUBHEAD = re.compile(rf"(?:^|(?<=[.\])]) +)({alternatives(SUBHEADS)}) +(?=[A-Z][\w-]* |[A-Z]+ )")
_SYSTEM = re.compile(
    rf"(?<=[a-z.)\]]) +((?:{alternatives(BODY_SYSTEMS)})"
    r"(?: (?:Disorders|Disturbances|Effects|Reactions|System))?)"
    r"(?:(?=:| [–—-] )| +(?!(?:Disorders|Disturbances|Effects|Reactions|System|Events|Outcomes|"
    r"Disease|Death|Impairment|Safety|Trial)\b)(?=[A-Z][a-z]+ ))"
)
_LISTED = 4  # so many different body systems make a list of reactions


def lines(text: str) -> str:
    """`text` with line breaks before bullets and around known subheads.

    Only runs of white space change: `squeeze(lines(t)) == squeeze(t)`.
    """
    broken = _SUBHEAD.sub(lambda found: f"\n\n{found[1]}\n", text)
    if len({found[1] for found in _SYSTEM.finditer(broken)}) >= _LISTED:
        broken = _SYSTEM.sub(_system, broken)
    broken = _DOT.sub("\n", _BULLET.sub("\n", broken))
    return broken.strip("\n ")


def _system(found: re.Match[str]) -> str:
    """A head before a colon begins a line; a bare one has a line of its own."""
    return f"\n{found[1]}" if found[0].endswith(found[1]) else f"\n\n{found[1]}\n"
