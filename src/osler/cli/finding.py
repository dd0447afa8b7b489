"""What one check of `osler doctor` found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it is in order, what was found, and what to do if it is not."""

    ok: bool
    what: str
    found: str
    advice: str = ""
