"""A sentence's words, analysed once: tokens, stems, and which of them carry content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

_TOKEN = re.compile(r"[^\W_]+")
_stemmer = Stemmer.Stemmer("english", 0)
_HELD = 200_000  # distinct tokens remembered; about 30 MB at most

_STOP_WORDS = """
    a an the and or but nor of in on at to from by for with without within into onto upon over
    under between among through during before after above below about against as than then so if
    because while whereas although though that which who whom whose what when where why how this
    these those it its they their them there here he she his her we our us you your i is are was
    were be been being am has have had having do does did can could may might must shall should
    will would not no also such both either neither each other others any some most more many much
    few several all very only just own same too again further once use used using via per et al
    describe list name known currently called role effect please s
"""
STOP = frozenset(_STOP_WORDS.split())


class _Stems(dict[str, str]):
    """Stems by token, computed on first need."""

    def __missing__(self, token: str) -> str:
        if len(self) >= _HELD:
            self.clear()
        stem = token if token.endswith("itis") else str(_stemmer.stemWord(token))
        self[token] = stem
        return stem


_stems = _Stems()
_STOP_STEMS = frozenset(_stems[word] for word in STOP)


@dataclass(frozen=True, slots=True)
class Wording:
    """`stems` in order, stop words included; `joined` is ` stem stem … ` for phrase search.

    `content` are the distinct stems that are not stop words; `told` are the same in order of first
    use, for sums that must not depend on hashes.
    """

    tokens: tuple[str, ...]
    stems: tuple[str, ...]
    joined: str
    content: frozenset[str]
    told: tuple[str, ...]


@lru_cache(maxsize=4096)
def wording(text: str) -> Wording:
    """Analyse a sentence; remembered, since passages recur between questions."""
    tokens = tuple(_TOKEN.findall(text.lower()))
    stems = tuple(map(_stems.__getitem__, tokens))
    told = tuple([stem for stem in dict.fromkeys(stems) if stem not in _STOP_STEMS])
    return Wording(tokens, stems, f" {' '.join(stems)} ", frozenset(told), told)


def phrase(text: str) -> str:
    """A name as it would occur in `Wording.joined`, or a text whose other words nobody needs."""
    return f" {' '.join(map(_stems.__getitem__, _TOKEN.findall(text.lower())))} "
