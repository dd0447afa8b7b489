"""A statement in pieces: what of it is the source's and what is ours, for any way of showing it.

The sources of the pieces, joined, are the statement: nothing is lost, and what is ours is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from osler.readers.term import Term


class PieceKind(StrEnum):
    """SOURCE: the source's words. PLAIN: ours in their place. GLOSS: ours after them, a meaning.
    JOINT: where a sentence is parted. FOLDED: the source's, behind a fold beside the statement.
    TERM: the source's, explained elsewhere.
    """

    SOURCE = "source"
    PLAIN = "plain"
    GLOSS = "gloss"
    JOINT = "joint"
    FOLDED = "folded"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Piece:
    """`source`: the statement's words here, "" for what is only ours; `shown`: the words shown, ""
    for what is folded; `named`: the source's own word, said after ours the first time.
    """

    kind: PieceKind
    source: str
    shown: str
    term: Term | None = None
    named: str | None = None


def source(pieces: Iterable[Piece]) -> str:
    """The statement as it was."""
    return "".join(each.source for each in pieces)


def shown(pieces: Iterable[Piece]) -> str:
    """The words as a reader sees them, with what is ours in [square brackets] and […] for what is
    folded.
    """
    return "".join(_text(each) for each in pieces).strip()


def folded(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """What is behind the fold, in order."""
    return tuple(
        each.source.strip() for each in pieces if each.kind is PieceKind.FOLDED and each.source
    )


def said(pieces: Iterable[Piece]) -> str:
    """All that the pieces say: what is shown and what is folded, without the meanings of words."""
    return "".join(
        each.source if each.kind is PieceKind.FOLDED else each.shown
        for each in pieces
        if each.kind is not PieceKind.GLOSS
    )


def _text(each: Piece) -> str:
    if each.kind is PieceKind.FOLDED:
        return " […]"
    if each.kind is PieceKind.GLOSS:
        return f" [{each.shown}]"
    if each.kind is PieceKind.PLAIN:
        return f"[{each.shown}]" + (f" ({each.named})" if each.named else "")
    if each.kind is PieceKind.JOINT:
        opened = each.shown[2:]
        if not opened:  # a term that begins there opens the sentence
            return "[.] "
        return f"[.] [{opened.strip()}] " if opened.endswith(" ") else f"[.] [{opened}]"
    return each.shown
