"""Entailment by shared words: the second implementation, for tests and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from osler.inference.entailment import Chances

_WORD = re.compile(r"\w+")
_NO = frozenset({"no", "not", "never", "without"})


class OverlapEntailment:
    """A premise says what shares its words; with a negation on one side only it denies that."""

    name = "shared words"

    def chances(self, pairs: Sequence[tuple[str, str]]) -> list[Chances]:
        """See `Entailment`."""
        return [_chances(*pair) for pair in pairs]


def _chances(premise: str, claim: str) -> Chances:
    held, said = (set(_WORD.findall(each.lower())) for each in (premise, claim))
    common = len(held & said - _NO) / max(1, len(said - _NO))
    if bool(held & _NO) != bool(said & _NO):
        return Chances(0.0, 1 - common, common)
    return Chances(common, 1 - common, 0.0)
