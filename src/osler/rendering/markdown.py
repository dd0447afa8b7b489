"""An answer as Markdown: plain enough to paste into an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from osler.answer.answer import Answer, Reference, Section
from osler.evidence.document import Family
from osler.readers.adapted import Adapted, Told
from osler.readers.audience import intro
from osler.rendering import told, words

_SPECIAL = re.compile(r"([\\`*_{}<>#|~\[\]]|&(?=#|\w+;))")  # an entity could be what is not seen


def markdown(
    answer: Answer,
    standing: words.Standing = words.UNREVIEWED,
    adapted: Adapted | None = None,
) -> str:
    """The whole answer, in the order of the page, ending in a newline. `adapted`: in a reader's
    words.
    """
    return "\n".join(_lines(answer, standing, adapted or Adapted.none(answer))).rstrip() + "\n"


def _lines(answer: Answer, standing: words.Standing, adapted: Adapted) -> Iterator[str]:
    for said in words.notices(answer):
        yield f"**{escape(said)}**"
        yield ""
    yield f"# {escape(answer.question)}"
    yield ""
    if not words.withheld(answer):
        yield f"*Understood as* {escape(words.understood(answer))}  "
        yield f"*Searched* {escape(words.searched(answer))}"
        yield ""
    if answer.refusal is not None:
        yield f"**No answer.** {escape(answer.refusal.message)}"
        yield ""
        yield from (f"- searched {escape(each)}" for each in answer.refusal.searched)
        yield from (f"- came nearest: {escape(each)}" for each in answer.refusal.nearest)
        yield ""
        yield f"*{words.disclaimer(adapted.audience.name)}*"
        return
    for each in standing.status:
        yield f"*{escape(each)}*"
        yield ""
    if note := words.instead(answer):
        yield f"*{escape(note)}*"
        yield ""
    yield f"## {words.BRIEF}"
    yield ""
    for statement in answer.summary:
        here = adapted.of(statement, brief=True)
        said = escape(here.text + words.whom(statement))
        down = words.rests(statement, standing.fallen)
        yield f"- {said} {words.numbers(statement.citations)}" + (f" **✕ {down}.**" if down else "")
        yield from _original(here)
    yield ""
    for section in adapted.sections:
        yield from _section(section, standing, adapted)
    if answer.disagreements:
        yield "## Where sources disagree"
        yield ""
        for opposed in answer.disagreements:
            yield f"- {escape(adapted.line(words.opened(opposed.point)).text)}"
            for place, side in enumerate(opposed.sides):
                said = words.side(opposed, place, told=adapted.line(side.text).text)
                yield f"  - {escape(said)}"
                yield from (f"  {each}" for each in _original(adapted.line(side.text)))
        yield ""
    if answer.not_covered:
        yield "## Not covered"
        yield ""
        yield from (f"- {escape(adapted.line(each).text)}" for each in answer.not_covered)
        yield ""
    yield from _words(adapted)
    yield "## References"
    yield ""
    for reference in answer.references:
        yield from _reference(reference, standing)
    yield ""
    for last in (
        adapted.audience.talk,
        standing.made or words.how(answer),
        told.OURS if adapted.changed else None,
    ):
        if last:
            yield f"*{escape(last)}*"
            yield ""
    yield f"*{words.disclaimer(adapted.audience.name)}*"


def _words(adapted: Adapted) -> Iterator[str]:
    if adapted.words:
        yield "## Words explained"
        yield ""
        yield from (f"- {escape(told.explained(each))}" for each in adapted.words)
        yield ""


def _original(here: Told) -> Iterator[str]:
    """The source's own words, under words that are partly ours."""
    if here.changed:
        yield f"  *{told.ORIGINAL}:* {escape(here.original)}"


def _section(section: Section, standing: words.Standing, adapted: Adapted) -> Iterator[str]:
    yield f"## {section.title}"
    yield ""
    if adapted.audience.guided:
        yield f"*{escape(intro(section.family))}*"
        yield ""
    if note := words.empty(section):
        yield f"{escape(note)}"
        yield ""
    for group in section.groups:
        if group.heading:
            yield f"### {escape(group.heading)}"
            yield ""
        for statement in group.statements:
            here = adapted.of(statement)
            text = escape(told.quoted(here, statement, Family(section.family)))
            yield f"- {text} {words.numbers(statement.citations)}  "
            yield from (f"{each}  " for each in _original(here))
            yield f"  *{escape(words.marks(statement, standing.fallen))}*"
        yield ""


def _reference(reference: Reference, standing: words.Standing) -> Iterator[str]:
    since = standing.since.get(reference.document, ())
    first, *rest = words.reference_lines(reference, since)
    yield f"{reference.number}. {escape(first)}  "
    for line in rest:
        target = words.href(line) if line == reference.url else None
        shown = f"<{target}>" if target else escape(line)
        yield f"   {shown}  "


def escape(text: str) -> str:
    """Text that Markdown shows as it is: sources are hostile input."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.seen(text).split()))
