"""Patterns that are tried only where a word they cannot do without occurs.

Most sentences match few of the patterns that are put to them, and a pattern costs a walk over the
whole sentence. A *cue* is a stretch of letters that every match of a pattern contains; the cues of
all patterns are looked up in a sentence at once, word by word, and each word is remembered.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import Any

_WORDS = 100_000  # distinct words remembered; about 20 MB at most
_SPREAD = 96  # alternatives followed before a stretch counts as anything
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_STRETCH = re.compile(r"[a-z]+")
_COMMON_WORDS = "a an and are as at by for in is it of on or that the this to was were with"
_COMMON = frozenset(_COMMON_WORDS.split())
_EDGE = " "  # in a cue: no letter a to z stands there
# These match an ASCII letter where case is ignored, though they are none in lower case.
_CASELESS = frozenset("ſıİK")
_EVERY = -1  # all bits

# The standard library's own reading of a pattern. It is not documented; what is not recognised in
# it yields no cue, and a pattern without cues is tried on every text.
_parser: Any = importlib.import_module("re._parser")

Cues = frozenset[str]


class Cued:
    """A compiled pattern that passes over texts without any of its cues. Same results as `re`."""

    __slots__ = ("bit", "low", "pattern")

    def __init__(self, pattern: re.Pattern[str], bit: int, *, low: bool) -> None:
        self.pattern = pattern
        self.bit = bit  # 0: no cues are known
        self.low = low

    def may_match(self, text: str) -> bool:
        """Whether the text holds a cue, without which nothing matches."""
        return not self.bit or held(text) & self.bit != 0

    def search(self, text: str) -> re.Match[str] | None:
        """The first match; in the text in lower case, where the pattern is made for that."""
        if self.bit and not held(text) & self.bit:
            return None
        return self.pattern.search(text.lower() if self.low else text)

    def findall(self, text: str) -> list[str]:
        """All matches, as `re.Pattern.findall` gives them where there is at most one group."""
        if self.bit and not held(text) & self.bit:
            return []
        return self.pattern.findall(text.lower() if self.low else text)


def cued(pattern: str, flags: int = 0, *, low: bool = False) -> Cued:
    """Compile `pattern`. With `low` it is put to texts in lower case."""
    compiled = re.compile(pattern, flags)
    cues = found_in(compiled)
    return Cued(compiled, _table.bit(cues) if cues else 0, low=low)


@lru_cache(maxsize=4096)
def held(text: str) -> int:
    """Bits of the patterns that may match in a text."""
    return reduce(or_, map(_table.__getitem__, text.split()), 0)


class _Table(dict[str, int]):
    """Bits of the patterns whose cues a word holds, by word as it stands between white space, and
    by stretch of letters within one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.bits: dict[str, int] = {}
        self.starts: tuple[int, ...] = ()  # lengths of cues that open a word
        self.inner: re.Pattern[str] | None = None  # any of the others
        self.lengths: tuple[int, ...] = ()  # of those
        self.count = 0

    def bit(self, cues: Iterable[str]) -> int:
        """A bit of its own for a pattern with these cues."""
        bit = 1 << self.count
        self.count += 1
        for cue in cues:
            self.bits[cue] = self.bits.get(cue, 0) | bit
        self._lay_out()
        held.cache_clear()
        return bit

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS:
            self.clear()
        bits = self[word] = self._word(word)
        return bits

    def _word(self, word: str) -> int:
        if not word.isascii() and not _CASELESS.isdisjoint(word):
            return _EVERY
        low = word.lower()
        stretches: list[str] = _STRETCH.findall(low)
        if stretches == [low]:
            return self._stretch(low)
        return reduce(or_, map(self.__getitem__, stretches), 0)

    def _stretch(self, letters: str) -> int:
        spelt = f" {letters} "
        bits, get = 0, self.bits.get
        for length in self.starts:
            bits |= get(spelt[:length], 0)
        if self.inner is None:
            self.inner = re.compile("|".join(filter(_inside, self.bits)) or "(?!)")
        if self.inner.search(spelt):
            for length in self.lengths:
                for start in range(1, len(spelt) - length + 1):
                    bits |= get(spelt[start : start + length], 0)
        return bits

    def _lay_out(self) -> None:
        self.starts = tuple({len(cue) for cue in self.bits if not _inside(cue)})
        self.lengths = tuple({len(cue) for cue in self.bits if _inside(cue)})
        self.inner = None
        self.clear()


def _inside(cue: str) -> bool:
    return not cue.startswith(_EDGE)


_table = _Table()


def found_in(pattern: re.Pattern[str]) -> Cues | None:
    """Cues of a pattern: every match in a text holds one of them, in lower case and with an edge
    for each place known to be without a letter. None where nothing can be said.
    """
    _, best = _needed(_parser.parse(pattern.pattern, pattern.flags), frozenset({""}))
    if best is None or not _poorest(best):
        return None
    return frozenset(_best_piece(each) for each in best)


def _needed(nodes: Iterable[Any], run: Cues) -> tuple[Cues | None, Cues | None]:
    """What a sequence spells after `run` (None where that cannot be listed), and the best stretches
    of which every match holds one (None where there are none).
    """
    best: Cues | None = None
    listed = True
    for op, value in nodes:
        spelt, needed = _node(str(op), value, run)
        best = _better(best, needed)
        if spelt is None or len(spelt) > _SPREAD:
            best = _better(best, spelt or run)
            spelt, listed = frozenset({""}), False
        run = spelt
    return (run if listed else None), _better(best, run)


def _node(op: str, value: Any, run: Cues) -> tuple[Cues | None, Cues | None]:
    """`_needed` for one node of a pattern."""
    if op == "LITERAL":
        return _spelt(run, (chr(value),)), None
    if op == "IN":
        members = _members(value)
        return (_spelt(run, members) if members else None), None
    if op == "AT" and str(value) == "AT_BOUNDARY":
        return _spelt(run, (_EDGE,)), None
    if op == "AT":
        return run, None
    if op == "ASSERT_NOT":
        return (_spelt(run, (_EDGE,)) if _no_word(value[1]) else run), None
    if op == "ASSERT":
        return run, None
    if op == "SUBPATTERN":
        return _needed(value[3], run)
    if op == "BRANCH":
        return _branches([_needed(each, run) for each in value[1]])
    if op in {"MAX_REPEAT", "MIN_REPEAT"}:
        return _repeat(value, run)
    return None, None


def _branches(
    found: Sequence[tuple[Cues | None, Cues | None]],
) -> tuple[Cues | None, Cues | None]:
    spelt = [each for each, _ in found]
    needed = [best for _, best in found]
    every = frozenset().union(*(each for each in needed if each is not None))
    best = every if all(each is not None for each in needed) else None
    if any(each is None for each in spelt):
        return None, best
    return frozenset().union(*(each for each in spelt if each is not None)), best


def _repeat(value: Any, run: Cues) -> tuple[Cues | None, Cues | None]:
    least, most, inner = value
    if not int(least):
        spelt, _ = _needed(inner, run)
        once = int(most) == 1 and spelt is not None
        return (run | spelt if once and spelt is not None else None), None
    spelt, needed = _needed(inner, run)
    return (spelt if int(most) == 1 else None), needed


def _spelt(run: Cues, more: Iterable[str]) -> Cues:
    """`run` with each of some characters after it."""
    ends = {each.lower() if each.lower() in _LETTERS else _EDGE for each in more}
    return frozenset(
        each if end == _EDGE and each.endswith(_EDGE) else each + end
        for each in run
        for end in ends
    )


def _members(value: Sequence[tuple[Any, Any]]) -> tuple[str, ...]:
    """The characters of a small class; () for others."""
    if len(value) > len("[- ]é)") or any(str(op) != "LITERAL" for op, _ in value):
        return ()
    return tuple(chr(each) for _, each in value)


def _no_word(nodes: Sequence[tuple[Any, Any]]) -> bool:
    """Whether a negative look at one character rules out letters."""
    if len(nodes) != 1 or str(nodes[0][0]) != "IN":
        return False
    return any(str(op) == "CATEGORY" and str(each) == "CATEGORY_WORD" for op, each in nodes[0][1])


def _better(one: Cues | None, other: Cues | None) -> Cues | None:
    """Of two sets of stretches the one whose poorest says more."""
    if one is None or other is None:
        return one or other
    return one if _poorest(one) >= _poorest(other) else other


@lru_cache(maxsize=4096)
def _poorest(stretches: Cues) -> float:
    return min(_worth(_best_piece(each)) for each in stretches)


@lru_cache(maxsize=4096)
def _best_piece(stretch: str) -> str:
    """The most telling word of a stretch, with the edges known of it."""
    words = _STRETCH.finditer(stretch)
    pieces = [stretch[max(0, each.start() - 1) : each.end() + 1] for each in words]
    return max(pieces, key=_worth, default="")


@lru_cache(maxsize=4096)
def _worth(cue: str) -> float:
    """How rarely a cue stands in a word by chance: letters, and edges, which tell about as much."""
    word = cue.strip()
    if word in _COMMON:
        return 0.5
    letters = len(word)
    return letters + 0.8 * (len(cue) - letters) if len(cue) > 1 else 0.0
