"""An answer as Markdown: plain enough to paste into an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from osler.answer.answer import Answer, Reference, Section
from osler.evidence.document import Family
from osler.rendering import words

_SPECIAL = re.compile(r"([\\`*_{}<>#|~\[\]]|&(?=#|\w+;))")  # an entity could be what is not seen


def markdown(answer: Answer, standing: words.Standing = words.UNREVIEWED) -> str:
    """The whole answer, in the order of the page, ending in a newline."""
    return "\n".join(_lines(answer, standing)).rstrip() + "\n"


def _lines(answer: Answer, standing: words.Standing) -> Iterator[str]:
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
        yield f"*{words.DISCLAIMER}*"
        return
    for each in standing.status:
        yield f"*{escape(each)}*"
        yield ""
    yield f"## {words.BRIEF}"
    yield ""
    for statement in answer.summary:
        said = escape(words.said(statement) + words.whom(statement))
        down = words.rests(statement, standing.fallen)
        yield f"- {said} {words.numbers(statement.citations)}" + (f" **✕ {down}.**" if down else "")
    yield ""
    for section in answer.sections:
        yield from _section(section, standing)
    if answer.disagreements:
        yield "## Where sources disagree"
        yield ""
        for opposed in answer.disagreements:
            yield f"- {escape(opposed.point)}"
            yield from (
                f"  - {escape(words.side(opposed, place))}" for place in range(len(opposed.sides))
            )
        yield ""
    if answer.not_covered:
        yield "## Not covered"
        yield ""
        yield from (f"- {escape(line)}" for line in answer.not_covered)
        yield ""
    yield "## References"
    yield ""
    for reference in answer.references:
        yield from _reference(reference, standing)
    yield ""
    yield f"*{standing.made}*"
    yield ""
    yield f"*{words.DISCLAIMER}*"


def _section(section: Section, standing: words.Standing) -> Iterator[str]:
    yield f"## {section.title}"
    yield ""
    if note := words.empty(section):
        yield f"{escape(note)}"
        yield ""
    for group in section.groups:
        if group.heading:
            yield f"### {escape(group.heading)}"
            yield ""
        for statement in group.statements:
            text = escape(words.quoted(statement, Family(section.family)))
            yield f"- {text} {words.numbers(statement.citations)}  "
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
