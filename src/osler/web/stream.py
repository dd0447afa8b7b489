"""An answer as events: the stages with their real counts, then its parts in order.

Pure: the same steps and answer give the same events, and those of fewer steps are the first of
those of more, so that a stream can go on after any event it has sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from osler.answer.answer import Answer, Step
from osler.rendering import words
from osler.web.render import fragment
from osler.web.shown import Shown

STAGES = ("understood", "searched", "wrote", "checked")
_PASSAGES = re.compile(r"(\d+) passages")
_WROTE = re.compile(r"(.+): (\d+) statements")
_DROPPED = re.compile(r"(\d+): ")
_GIVEN = re.compile(r"(.+) is given \d+ passages")
_INSTEAD = "the extractive answer is shown"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage as a reader reads it; `ended` is false while more of the same comes. `statement` is
    one that a model wrote and that has just passed its check, `source` the title of what it cites.
    """

    stage: str
    said: str
    ended: bool = True
    statement: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event: `kind` is stage, part or end; `data` is JSON."""

    kind: str
    data: str


def stages(steps: Sequence[Step]) -> list[Stage]:
    """What the steps say, as far as they have come."""
    found: list[Stage] = []
    families, dropped, passed = 0, 0, 0
    wrote: dict[str, int] = {}
    for step in steps:
        if step.stage == "understood":
            found.append(Stage("understood", f"Understood: {step.detail}"))
        elif step.stage == "searched" and (ranked := _PASSAGES.match(step.detail)):
            held = f"{families} {'family' if families == 1 else 'families'} of sources"
            found.append(Stage("searched", f"Searched {held}, {int(ranked[1]):,} passages"))
        elif step.stage == "searched":
            families += 1
        elif step.stage == "dropped" and (count := _DROPPED.match(step.detail)):
            dropped += int(count[1])
        elif step.stage == "wrote" and (count := _WROTE.match(step.detail)):
            wrote[count[1]] = int(count[2])
            found.append(Stage("wrote", _wrote(wrote), ended=False))
        elif step.stage == "model" and (given := _GIVEN.match(step.detail)):
            model = words.seen(given[1])
            found.append(Stage("wrote", f"The model {model} writes", ended=False))
        elif step.stage == "model" and step.detail.startswith(_INSTEAD):
            passed = 0
        elif step.stage == "written":
            passed += 1
            text, _, source = words.seen(step.detail).partition("\t")
            found.append(Stage("wrote", _wrote({"": passed}), False, text, source))
        elif step.stage == "checked":
            found.append(Stage("wrote", _wrote({"": passed} if passed else wrote)))
            said = f"Checked each against its passage; dropped {dropped:,} other sentences"
            found.append(Stage("checked", said))
    return found


def _wrote(wrote: dict[str, int]) -> str:
    number = sum(wrote.values())
    return f"Wrote {number} statement{'' if number == 1 else 's'}"


def last(steps: Sequence[Step]) -> list[Stage]:
    """Each stage once, as it ended."""
    return list({each.stage: each for each in stages(steps)}.values())


def stage_events(steps: Sequence[Step]) -> list[Event]:
    """The stages as events."""
    return [
        Event("stage", _json(stage=each.stage, said=each.said, ended=each.ended, **_said(each)))
        for each in stages(steps)
    ]


def _said(stage: Stage) -> dict[str, str]:
    if stage.statement is None:
        return {}
    return {"statement": stage.statement, "source": stage.source or ""}


def part_events(answer: Answer, shown: Shown, after: str) -> Iterator[Event]:
    """The answer as events, a statement at a time; `after` is the HTML that ends it."""
    if answer.refusal is not None:
        yield _part("answer", fragment("refusal", answer))
    else:
        yield from _statements(answer, shown)
        for name in ("disagreements", "gaps", "explained", "references", "searched"):
            if html := fragment(name, answer, shown).strip():
                yield _part("answer", html)
    yield _part("answer", after)
    yield Event("end", _json())


def _statements(answer: Answer, shown: Shown) -> Iterator[Event]:
    yield _part("answer", fragment("brief", answer, shown, filled=False))
    for statement in answer.summary:
        yield _part("brief-list", fragment("brief_item", statement, shown))
    for s, section in enumerate(shown.sections(answer), 1):
        yield _part("answer", fragment("section_part", section, s, shown, filled=False))
        for g, group in enumerate(section.groups, 1):
            for statement in group.statements:
                yield _part(f"list-{s}-{g}", fragment("item", statement, section, shown))


def _part(to: str, html: str) -> Event:
    return Event("part", _json(to=to, html=html.strip()))


def _json(**values: object) -> str:
    return json.dumps(values, ensure_ascii=True)
