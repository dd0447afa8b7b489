"""An answer in the words, order and depth of a reader. The claims and their citations stay.

No model: words of the glossary stand in the place of professional ones, meanings follow terms,
long sentences are parted at safe places, and detail goes behind folds. Every statement is held
against its original (`fidelity.py`); one that would say anything else is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from osler.answer.answer import Answer, Section, Statement, StatementKind
from osler.readers.adapted import Adapted, Place, Told, line, place, statements, unchanged
from osler.readers.audience import Audience
from osler.readers.fidelity import Fault, Outcome, Report, faults
from osler.readers.folding import foldings
from osler.readers.glossary import Found, Glossary, glossary
from osler.readers.joints import Joint, joints
from osler.readers.piece import Piece, PieceKind, said, source
from osler.readers.tails import tails
from osler.readers.term import Kind, Term
from osler.readers.termed import from_article, opened, termed

_SHARED = re.compile(
    r"(?i)\b(?:primary|secondary|acute|chronic|systolic|diastolic|upper|lower|mild|moderate|severe"
    r"|early|late|fetal|neonatal|maternal|first|second) (?:and|or|and/or|to) $"
)
_BRACKETED = re.compile(r"\[[^\[\]]*\]")


def adapt(answer: Answer, audience: Audience, words: Glossary | None = None) -> Adapted:
    """The answer for an audience; the same answer and audience give the same view."""
    ordered = sections(answer, audience)
    if not audience.changes:
        return Adapted(audience, answer.summary, ordered, {}, (), Report(()))
    known = words or glossary()
    explained: dict[str, Term] = {}
    told: dict[Place, Told] = {}
    about = _about(answer)
    outcomes: list[Outcome] = []
    for brief, statement in statements(answer.summary, ordered):
        here = _told(statement, audience, known, explained, about)
        told[place(statement, brief)] = here
        outcomes.append(Outcome(brief, here.original, here.text, here.faults))
    lines = {
        text: _line(text, (), around, audience, known, explained)
        for text, around in _lines(answer, about)
    }
    others = (Outcome(False, each.original, each.text, each.faults) for each in lines.values())
    report = Report(tuple(outcomes), tuple(others))
    return Adapted(
        audience, answer.summary, ordered, told, tuple(explained.values()), report, lines
    )


def _lines(answer: Answer, about: str) -> Iterator[tuple[str, str]]:
    """What is said around the statements, each with what ambiguous abbreviations are read by."""
    for opposed in answer.disagreements:
        yield opened(opposed.point), about
        for side in opposed.sides:
            yield side.text, " . ".join((about, *(each.quote for each in side.citations[:1])))
        if opposed.note:
            yield opposed.note, about
    for text in answer.not_covered:
        yield text, about


def sections(answer: Answer, audience: Audience) -> tuple[Section, ...]:
    """The sections in the reader's order."""
    return tuple(sorted(answer.sections, key=lambda each: audience.order.index(each.family)))


def _about(answer: Answer) -> str:
    """What the answer is about, by which ambiguous abbreviations are read."""
    found = answer.understood
    return " . ".join((answer.question, found.text, *found.concepts, *found.also_searched))


def _told(
    statement: Statement,
    audience: Audience,
    known: Glossary,
    explained: dict[str, Term],
    about: str,
) -> Told:
    """Adapted, or as it is where an adapted wording would not say the same."""
    around = " . ".join((about, *(each.quote for each in statement.citations[:1])))
    return _line(line(statement), _ours(statement), around, audience, known, explained)


def _line(
    text: str,
    ours: tuple[str, ...],
    around: str,
    audience: Audience,
    known: Glossary,
    explained: dict[str, Term],
) -> Told:
    """Words adapted; `ours`: bracketed insertions in them that are ours already."""
    for parted in _partings(text) if audience.plain else ((),):
        new = dict(explained)
        pieces = tuple(_pieces(text, ours, audience, known, new, around, parted))
        pieces, found = _checked(text, pieces, audience, known, around)
        if not found:
            explained.update(new)
            return Told(text, pieces)
    return unchanged(text, found)


def _partings(text: str) -> Iterator[tuple[Joint, ...]]:
    """Where to part a text, from most to nowhere: where one does not say the same, the next may."""
    far = joints(text)
    yield (*far, *tails(text, far))
    yield joints(text, far=False)
    yield ()


def _checked(
    text: str, pieces: tuple[Piece, ...], audience: Audience, known: Glossary, around: str
) -> tuple[tuple[Piece, ...], tuple[Fault, ...]]:
    """The pieces as they are shown, with what is found against them."""
    if audience.plain:  # meanings inside a sentence would make it harder: they follow it
        after = [each for each in pieces if each.kind is PieceKind.GLOSS]
        pieces = (*(each for each in pieces if each.kind is not PieceKind.GLOSS), *after)
    found = faults(text, said(pieces), known, around) if audience.plain else ()
    if source(pieces) != text:
        found = (Fault("words", "the source's words were lost"), *found)
    return pieces, found


def _pieces(
    text: str,
    ours: tuple[str, ...],
    audience: Audience,
    known: Glossary,
    explained: dict[str, Term],
    around: str,
    parted: tuple[Joint, ...],
) -> Iterator[Piece]:
    folds = foldings(text, ours) if audience.fold else ()
    found = tuple(
        each
        for each in known.find(text, f"{text} . {around}")
        if not (each.term.known or _part_of_more(text, each))
    )
    terms = _outside(_alone(found, text), (*folds, *_brackets(text)))
    marks: list[tuple[int, int, Found | Joint | None]] = [
        *((a, b, None) for a, b in folds),
        *((each.start, each.end, each) for each in parted),
        *((each.start, each.end, each) for each in terms),
    ]
    starts = {start for start, _, _ in marks}
    at, begins = 0, True
    for start, end, mark in sorted(marks, key=lambda each: each[:2]):
        if start < at:
            continue
        if isinstance(mark, Found) and audience.plain:
            start = from_article(text, at, start, mark)
        if text[at:start]:
            yield Piece(PieceKind.SOURCE, text[at:start], text[at:start])
            begins = text[at:start].rstrip()[-1:] in (".", "!", "?")
        if mark is None:
            yield Piece(PieceKind.FOLDED, text[start:end], "")
        elif isinstance(mark, Joint):
            end, begun = _opening(text, end, mark, taken=end in starts)
            yield Piece(PieceKind.JOINT, text[start:end], f". {begun}")
        else:
            yield from termed(text[start:end], mark, audience, explained, begins=begins)
        at, begins = end, isinstance(mark, Joint) and not mark.keep
    if text[at:]:
        yield Piece(PieceKind.SOURCE, text[at:], text[at:])


def _part_of_more(text: str, mark: Found) -> bool:
    """Whether a term stands in a name ("Geriatric Depression Scale"), or shares its end with what
    stands before ("primary and secondary prevention").
    """
    before, after = text[: mark.start], text[mark.end :]
    if _SHARED.search(before):
        return True
    if mark.short or mark.term.kind is Kind.BODY or not text[mark.start].isupper():
        return False
    inside = re.search(r"[^.!?:;\s]\s+$", before) is not None
    named = re.search(r"[A-Z][\w-]*\s+$", before) or re.match(r"\s+[A-Z][a-z]", after)
    return inside and named is not None


def _opening(text: str, end: int, joint: Joint, *, taken: bool) -> tuple[int, str]:
    """How the second half begins: with the word kept, or its first letter as a capital, which a
    term that begins there sees to itself.
    """
    if joint.keep:
        return end, joint.keep.capitalize()
    return (end, "") if taken else (end + 1, text[end].upper())


def _ours(statement: Statement) -> tuple[str, ...]:
    """Bracketed insertions that are ours already: they are not in what is quoted."""
    if statement.kind is not StatementKind.QUOTE:
        return ()
    quotes = " ".join(each.quote for each in statement.citations)
    return tuple(each for each in _BRACKETED.findall(statement.text) if each not in quotes)


def _brackets(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(each.span() for each in _BRACKETED.finditer(text))


def _outside(found: tuple[Found, ...], spans: tuple[tuple[int, int], ...]) -> tuple[Found, ...]:
    return tuple(
        each
        for each in found
        if not any(start < each.end and each.start < end for start, end in spans)
        or any(each.start < start and end <= each.end for start, end in spans)
    )


def _alone(found: tuple[Found, ...], text: str) -> tuple[Found, ...]:
    """Terms without those whose plain word stands beside them already."""
    kept: list[Found] = []
    for each in found:
        before, after = text[: each.start], text[each.end :]
        plains = {each.term.plain, each.term.plains} - {None}
        if any(before.lower().endswith((f"{plain} (", f"{plain} [")) for plain in plains):
            continue
        if any(after.lower().startswith((f" ({plain}", f" [{plain}")) for plain in plains):
            continue
        kept.append(each)
    return tuple(kept)
