"""Finding names in running text, the same way whatever holds the names."""

from __future__ import annotations

from collections.abc import Callable

from osler.vocabulary.concept import Concept, Mention
from osler.vocabulary.names import Word, words

LONGEST = 8  # words in a name
# A name of several words neither begins nor ends with these, so that "the in" is not thein.
_JOINTS_LIST = """
    a an and are as at be by can do does for from has have how if in is it of on or than that
    the to was what when which who why with no not
"""
_JOINTS = frozenset(_JOINTS_LIST.split())
_TOGETHER = frozenset({"the pill", "a fib", "the clap", "the shake"})
_SEVERAL = frozenset({"nitrates", "salts"})  # a drug and a class, not a salt of the drug
Named = Callable[[str], Concept | None]


def mentions(text: str, by_key: Named, by_abbreviation: Named) -> tuple[Mention, ...]:
    """Longest names first from the left, never overlapping, in text order.

    `by_key` knows normalised names (see `names.key`); `by_abbreviation` knows short names as
    written, and is asked first where one word stands alone.
    """
    found: list[Mention] = []
    tokens = words(text)
    at = 0
    while at < len(tokens):
        match = _longest(text, tokens, at, by_key, by_abbreviation)
        if match is None:
            at += 1
            continue
        count, mention = match
        found.append(mention)
        at += count
    return tuple(found)


def _longest(
    text: str, tokens: list[Word], at: int, by_key: Named, by_abbreviation: Named
) -> tuple[int, Mention] | None:
    for count in range(_reach(text, tokens, at), 0, -1):
        stretch = tokens[at : at + count]
        if count > 1 and (_jointed(stretch) or stretch[-1].text.lower() in _SEVERAL):
            continue
        concept = by_abbreviation(stretch[0].text) if count == 1 else None
        if concept is None:
            concept = by_key("".join([word.plain for word in stretch]))
        if concept is not None:
            start, end = stretch[0].start, stretch[-1].end
            return count, Mention(start, end, text[start:end], concept)
    return None


def _jointed(stretch: list[Word]) -> bool:
    if " ".join([word.plain for word in stretch]) in _TOGETHER:
        return False
    last = stretch[-1].plain
    return stretch[0].plain in _JOINTS or (last in _JOINTS and last != "a")  # hepatitis A


def _reach(text: str, tokens: list[Word], at: int) -> int:
    """How many words a name beginning at word `at` may span: sentence marks end it."""
    count = 1
    while at + count < len(tokens) and count < LONGEST:
        gap = text[tokens[at + count - 1].end : tokens[at + count].start]
        initial = gap == ". " and len(tokens[at + count - 1].text) == 1  # H. pylori
        if not initial and any(mark in gap for mark in ".;:?!()[]\n"):
            break
        count += 1
    return count
