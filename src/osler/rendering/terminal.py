"""An answer in a terminal: wrapped to the width, colour only where the terminal has it."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from osler.answer.answer import Answer, Reference, Section, Statement
from osler.evidence.document import Family
from osler.readers.adapted import Adapted, Told
from osler.readers.audience import intro
from osler.rendering import told, words
from osler.safety.notice import GRAVE

WIDEST = 88  # a line longer than this is hard to read
NARROWEST = 20
USUAL = 80


@dataclass(frozen=True, slots=True)
class Line:
    """A line of output: `text` may be wrapped with `indent` under its `mark`."""

    text: str
    style: str = ""
    indent: int = 0
    mark: str = ""


def terminal(
    answer: Answer,
    console: Console,
    *,
    explain: bool = False,
    standing: words.Standing = words.UNREVIEWED,
    adapted: Adapted | None = None,
) -> None:
    """Print an answer; with `explain`, also what was understood, searched, ranked and dropped.
    `adapted`: the answer in a reader's words.
    """
    if console.width < NARROWEST:  # COLUMNS=0 and the like: no terminal says so of itself
        console.width = USUAL
    width = min(console.width, WIDEST)
    for line in _lines(answer, standing, adapted or Adapted.none(answer), explain=explain):
        _print(line, console, width)


def plain(answer: Answer, width: int = 80, *, explain: bool = False) -> str:
    """The same without colour, as text."""
    out = io.StringIO()
    terminal(answer, Console(file=out, width=width, color_system=None), explain=explain)
    return out.getvalue()


def _print(line: Line, console: Console, width: int) -> None:
    first = " " * line.indent + line.mark
    rest = " " * len(first)
    wrapped = textwrap.wrap(
        " ".join(words.seen(line.text).split()),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    ) or [""]
    for piece in wrapped:
        console.print(Text(piece, style=line.style), soft_wrap=True)


def _lines(
    answer: Answer, standing: words.Standing, adapted: Adapted, *, explain: bool
) -> Iterator[Line]:
    for notice, said in zip(answer.notices, words.notices(answer), strict=True):
        yield Line(said, "bold red" if notice.kind in GRAVE else "yellow")
        yield Line("")
    yield Line(answer.question, "bold")
    if not words.withheld(answer):
        yield Line(f"Understood: {words.understood(answer)}", "dim")
        yield Line(f"Searched: {words.searched(answer)}", "dim")
    if answer.refusal is not None:
        yield from _refusal(answer)
    else:
        yield from _answer(answer, standing, adapted)
    if explain:
        yield from _trace(answer)
        yield from (Line(each, mark="wording: ") for each in told.failures(adapted))


def _refusal(answer: Answer) -> Iterator[Line]:
    refusal = answer.refusal
    if refusal is None:
        return
    yield Line("")
    yield Line(f"No answer. {refusal.message}", "bold")
    for each in refusal.searched:
        yield Line(f"searched {each}", mark="  - ")
    if refusal.nearest:
        yield Line("Came nearest:")
        yield from (Line(each, mark="  - ") for each in refusal.nearest)


def _answer(answer: Answer, standing: words.Standing, adapted: Adapted) -> Iterator[Line]:
    yield from (Line(each, "yellow") for each in standing.status)
    if note := words.instead(answer):
        yield Line(note, "yellow")
    yield from _heading(words.BRIEF)
    for place, statement in enumerate(answer.summary, 1):
        here = adapted.of(statement, brief=True)
        text = f"{here.text}{words.whom(statement)} {words.numbers(statement.citations)}"
        yield Line(text, mark=f"{place}. ")
        yield from _original(here, 3)
        if down := words.rests(statement, standing.fallen):
            yield Line(f"✕ {down}.", "red", indent=3)
    for section in adapted.sections:
        yield from _section(section, standing, adapted)
    if answer.disagreements:
        yield from _heading("Where sources disagree")
        for opposed in answer.disagreements:
            yield Line(adapted.line(words.opened(opposed.point)).text, mark="- ")
            for place, side in enumerate(opposed.sides):
                here = adapted.line(side.text)
                yield Line(words.side(opposed, place, told=here.text), indent=2, mark="- ")
                yield from _original(here, 4)
    if answer.not_covered:
        yield from _heading("Not covered")
        yield from (Line(adapted.line(each).text, mark="- ") for each in answer.not_covered)
    if adapted.words:
        yield from _heading("Words explained")
        yield from (Line(told.explained(each), mark="- ") for each in adapted.words)
    yield from _heading("References")
    for reference in answer.references:
        yield from _reference(reference, standing)
    yield Line("")
    if adapted.audience.talk:
        yield Line(adapted.audience.talk, "bold")
    yield Line(standing.made or words.how(answer), "dim")
    if adapted.changed:
        yield Line(told.OURS, "dim")
    yield Line(words.disclaimer(adapted.audience.name), "dim")


def _heading(text: str) -> Iterator[Line]:
    yield Line("")
    yield Line(text, "bold underline")


def _section(section: Section, standing: words.Standing, adapted: Adapted) -> Iterator[Line]:
    yield from _heading(section.title)
    if adapted.audience.guided:
        yield Line(intro(section.family), "dim")
    if note := words.empty(section):
        yield Line(note, "dim")
    for group in section.groups:
        if group.heading:
            yield Line(group.heading, "bold")
        for statement in group.statements:
            yield from _statement(statement, Family(section.family), standing, adapted)


def _original(here: Told, indent: int) -> Iterator[Line]:
    """The source's own words, under words that are partly ours."""
    if here.changed:
        yield Line(f"{told.ORIGINAL}: {here.original}", "dim", indent=indent)


def _statement(
    statement: Statement, family: Family, standing: words.Standing, adapted: Adapted
) -> Iterator[Line]:
    here = adapted.of(statement)
    text = f"{told.quoted(here, statement, family)} {words.numbers(statement.citations)}"
    yield Line(text, mark="- ")
    yield from _original(here, 2)
    marks = words.marks(statement, standing.fallen)
    if words.rests(statement, standing.fallen):
        yield Line(marks, "red", indent=2)
        return
    reasons = "; ".join(statement.certainty.reasons)
    yield Line(f"{marks}: {reasons}", "dim", indent=2)


def _reference(reference: Reference, standing: words.Standing) -> Iterator[Line]:
    since = standing.since.get(reference.document, ())
    first, *rest = words.reference_lines(reference, since)
    mark = f"{reference.number}. "
    yield Line(first, mark=mark)
    for line in rest:
        grave = line.startswith("Standing:") and words.tone(line) == "bad"
        yield Line(line, "red" if grave else "dim", indent=len(mark))


def _trace(answer: Answer) -> Iterator[Line]:
    yield from _heading("How this answer was made")
    for step in answer.trace:
        took = f" ({step.milliseconds} ms)" if step.milliseconds is not None else ""
        yield Line(f"{step.detail}{took}", mark=f"{step.stage}: ")
