"""What an XML or HTML file opens with."""

from __future__ import annotations

import re

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*"
    rb"(?:(?:<\?[^>]*\?>|<!--(?:(?!-->).)*-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)\s*)*"
    rb"<([A-Za-z_][\w.:-]*)",
    re.S | re.I,
)


def root_name(head: bytes) -> str | None:
    """The local name of the first element, in lower case; `None` where there is none."""
    found = _ROOT.match(head)
    return found[1].decode("ascii").rpartition(":")[2].lower() if found else None
