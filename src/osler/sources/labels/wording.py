"""Whether two labels say the same: generics repeat one another word for word, names apart."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from osler.sources.labels.words import FORMS, SALTS

_CROSS_REFERENCE = re.compile(
    r"\[\s*see[^\]]{0,200}\]|\(\s*see[^)]{0,200}\)|\(\s*\d{1,2}\.\d{1,2}(?:\s*,\s*\d{1,2}(?:\.\d{1,2})?)*\s*\)",
    re.I,
)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%<>≤≥=±]")
_DRUG = "¤"


def same_text(a: str, b: str, names: Iterable[str] = ()) -> bool:
    """Whether `a` and `b` say the same words.

    White space, case, punctuation, bullets, cross-references and dosage forms do not count, nor
    which of `names` (generic and brand names of either label) stands for the drug, nor its salt.
    Numbers, comparators and every other word do. Whether the labels are of one drug is for the
    caller to know: with both labels' names given, two drugs' texts may be alike.
    """
    known = tuple(names)
    return wording(a, known) == wording(b, known)


def wording_hash(text: str, names: Iterable[str] = ()) -> str:
    """SHA-256 (hex) of `wording`: equal for texts that `same_text` holds alike, given the same
    names.
    """
    return hashlib.sha256(wording(text, names).encode("utf-8", "replace")).hexdigest()


def wording(text: str, names: Iterable[str] = ()) -> str:
    """The words that count, lower case, joined by spaces; the drug's name reads `¤`."""
    plain = _CROSS_REFERENCE.sub(" ", unicodedata.normalize("NFKC", text).lower())
    own = {tuple(_TOKEN.findall(unicodedata.normalize("NFKC", name).lower())) for name in names}
    return " ".join(_neutral(_TOKEN.findall(plain), own - {()}))


def _neutral(tokens: list[str], names: set[tuple[str, ...]]) -> list[str]:
    longest = max((len(name) for name in names), default=0)
    found: list[str] = []
    place = 0
    while place < len(tokens):
        size = next(
            (n for n in range(longest, 0, -1) if tuple(tokens[place : place + n]) in names), 0
        )
        if size:
            if found[-1:] != [_DRUG]:
                found.append(_DRUG)
        elif tokens[place] not in FORMS and not (tokens[place] in SALTS and found[-1:] == [_DRUG]):
            found.append(tokens[place])
        place += max(size, 1)
    return found
