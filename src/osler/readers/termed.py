"""A term as it is told: in plain words, with the source's own beside them, or explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from osler.readers.audience import Audience, Gloss
from osler.readers.glossary import Found, with_article
from osler.readers.piece import Piece, PieceKind
from osler.readers.term import Kind, Term, plural

# What a reader hears again at the doctor's: said in the source's words too, the first time.
_ASKED_FOR = frozenset({Kind.CONDITION, Kind.TEST, Kind.DRUG_CLASS, Kind.TREATMENT})
_SPARED = 6  # code points that a term's own name must be shorter by to stand for another
_SHORT = 26  # code points of a source's word that is said after ours


def termed(
    here: str, mark: Found, audience: Audience, explained: dict[str, Term], *, begins: bool
) -> Iterator[Piece]:
    """A term: in plain words, with the source's own word the first time, or explained."""
    term = mark.term
    first = term.name not in explained
    if term.kind is not Kind.WORD:
        explained[term.name] = term
    plain = _plain(mark) or _shorter(here, mark) if audience.plain else None
    if plain is not None and plain.lower() == here.lower():
        plain = None
    if plain is None:
        yield Piece(PieceKind.TERM, here, opened(here) if begins else here, term)
    else:
        article, apart, own = here.partition(" ")
        if apart and article.lower() in ("a", "an"):
            plain = f"{with_article(article, plain)} {plain}"
        else:
            own = here
        named = _named(own) if first and term.kind in _ASKED_FOR else None
        yield Piece(PieceKind.PLAIN, here, opened(plain) if begins else plain, term, named)
    if first and (meaning := _meaning(mark, audience)):
        yield Piece(PieceKind.GLOSS, "", meaning, term)


def _named(own: str) -> str | None:
    """The source's word, said after ours; one that is long stands among the words explained."""
    words = own.replace(" (", ", ").replace(" [", ", ").rstrip(")]")
    return words if len(words) <= _SHORT and len(words.split()) <= 2 else None


def _plain(mark: Found) -> str | None:
    """What stands in a term's place; None where the word stays."""
    if mark.term.plain is not None:
        return mark.term.plains if mark.many else mark.term.plain
    if not mark.short:
        return None
    return plural(mark.term.name) if mark.many else mark.term.name


def _shorter(here: str, mark: Found) -> str | None:
    """A term's own name where a longer one of the same stands: "statin"; None where there is none
    that is shorter, or where figures are in the one and not in the other.
    """
    name = plural(mark.term.name) if mark.many else mark.term.name
    figures = [re.findall(r"\d+", each) for each in (here, name)]
    shorter = len(name) + _SPARED <= len(here) and figures[0] == figures[1]
    return name if shorter and mark.term.kind is not Kind.WORD else None


def _meaning(mark: Found, audience: Audience) -> str | None:
    """What is said after a term the first time."""
    term = mark.term
    if audience.gloss is not Gloss.INLINE or term.kind is Kind.WORD:
        return None
    if audience.plain:
        return None if term.plain else term.meaning
    meaning = term.plain or term.definition
    return f"{term.name}: {meaning}" if mark.short else meaning


def from_article(text: str, place: int, start: int, mark: Found) -> int:
    """Where the words to be replaced begin: with "a" or "an" where the plain word wants the other.

    An article that is the only word of another mark stays.
    """
    plain = _plain(mark)
    if plain is None:
        return start
    for article in ("an ", "a ", "An ", "A "):
        begin = start - len(article)
        if (
            begin >= place
            and text[begin:start] == article
            and not text[begin - 1 : begin].isalnum()
        ):
            return start if with_article(article, plain) == article.strip() else begin
    return start


def opened(words: str) -> str:
    """Words with a capital at their start."""
    return words[:1].upper() + words[1:]
