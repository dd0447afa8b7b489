"""An answer as one audience is told it: a value, whatever made its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from osler.answer.answer import Answer, Section, Statement
from osler.readers.audience import NOBODY, Audience
from osler.readers.fidelity import Fault, Report
from osler.readers.piece import Piece, PieceKind, folded, shown
from osler.readers.term import Term

Place = tuple[bool, str, tuple[str, ...]]  # in brief, text, passages cited


@dataclass(frozen=True, slots=True)
class Told:
    """Some words as a reader is told them: a statement's, or a line's of what stands around them.
    `faults`: why an adapted wording was not used, and the original is shown.
    """

    original: str
    pieces: tuple[Piece, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def text(self) -> str:
        """The words shown, ours in square brackets."""
        return shown(self.pieces)

    @property
    def folded(self) -> tuple[str, ...]:
        """What stands behind the fold: figures, pointers."""
        return folded(self.pieces)

    @property
    def changed(self) -> bool:
        """Whether what is shown differs from the original in any way."""
        return any(each.source != each.shown for each in self.pieces)


@dataclass(frozen=True, slots=True)
class Adapted:
    """An answer for one audience. `sections` are the answer's in the reader's order; `words` are
    the terms that are explained, in order of first use; `lines` are the sides of disagreements,
    what these are about, and what is not covered, by their own words.
    """

    audience: Audience
    summary: tuple[Statement, ...]
    sections: tuple[Section, ...]
    told: Mapping[Place, Told]
    words: tuple[Term, ...]
    report: Report
    lines: Mapping[str, Told] = field(default_factory=dict)

    @classmethod
    def none(cls, answer: Answer) -> Adapted:
        """The answer as it is, for who did not say."""
        return cls(NOBODY, answer.summary, answer.sections, {}, (), Report(()))

    @property
    def changed(self) -> bool:
        """Whether any word shown is ours."""
        return any(each.changed for each in (*self.told.values(), *self.lines.values()))

    def every(self) -> Iterator[Told]:
        """Every statement as it is told, in the order shown."""
        for brief, statement in statements(self.summary, self.sections):
            yield self.of(statement, brief=brief)

    def of(self, statement: Statement, *, brief: bool = False) -> Told:
        """A statement as it is told in its place."""
        return self.told.get(place(statement, brief)) or as_it_is(statement)

    def line(self, text: str) -> Told:
        """A side of a disagreement, its point or note, or a line of what is not covered."""
        return self.lines.get(text) or unchanged(text)


def line(statement: Statement) -> str:
    """A statement's words; the first cell of a table's row is set off from the next."""
    cell, tab, rest = statement.text.partition("\t")
    return f"{cell.rstrip(':')}: {rest}" if tab else cell


def as_it_is(statement: Statement) -> Told:
    """A statement in its own words."""
    return unchanged(line(statement))


def unchanged(text: str, faults: tuple[Fault, ...] = ()) -> Told:
    """Words as they are."""
    return Told(text, (Piece(PieceKind.SOURCE, text, text),), faults)


def statements(
    summary: tuple[Statement, ...], ordered: tuple[Section, ...]
) -> Iterator[tuple[bool, Statement]]:
    """Every statement in order, with whether it stands in brief."""
    for statement in summary:
        yield True, statement
    for section in ordered:
        for group in section.groups:
            for statement in group.statements:
                yield False, statement


def place(statement: Statement, brief: bool) -> Place:
    """Where a statement is told."""
    return brief, statement.text, tuple(each.passage for each in statement.citations)
