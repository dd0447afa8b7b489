"""Content whose statements a person changed: edited or struck, and all that follows. Pure."""

from __future__ import annotations

from dataclasses import replace

from osler.answer.answer import (
    Answer,
    Citation,
    Disagreement,
    Group,
    Section,
    Statement,
    StatementKind,
    Verdict,
)
from osler.answer.cite import statements
from osler.articles.content import Content, ContentError, Edit


def edited(
    before: Content, name: str, text: str, verdict: Verdict, who: tuple[str, str], at: str
) -> Content:
    """The content with other words for one statement, judged already. `who` is (id, name)."""
    old = _statement(before, name)
    kind = old.kind if text == old.text else StatementKind.REWRITTEN
    new = replace(old, text=text, kind=kind, verdict=verdict)
    edit = Edit(name, "edit", who[0], who[1], at, old.text, text)
    return _changed(before, name, new, edit)


def struck(before: Content, name: str, who: tuple[str, str], at: str) -> Content:
    """The content without one statement; references that nothing cites any more go with it."""
    old = _statement(before, name)
    return _changed(before, name, None, Edit(name, "strike", who[0], who[1], at, old.text, None))


def _statement(content: Content, name: str) -> Statement:
    try:
        return content.statements[name]
    except KeyError:
        raise ContentError(f"this version has no statement {name!r}") from None


def _changed(before: Content, name: str, new: Statement | None, edit: Edit) -> Content:
    place = before.ids.index(name)
    sections = _placed(before.answer.sections, place, new)
    pairs = zip(before.brief, before.answer.summary, strict=True)
    kept = [(each, new if each == name else held) for each, held in pairs]
    brief = [(each, held) for each, held in kept if held is not None]
    ids = tuple(each for each in before.ids if new is not None or each != name)
    if not brief and ids:  # something must still be enough on its own: the first that is left
        brief = [(ids[0], statements(sections)[0])]
    opposed = _opposed(before.answer.disagreements, before.statements[name], new)
    answer = _numbered(
        replace(before.answer, disagreements=opposed),
        tuple(held for _, held in brief),
        sections,
    )
    shown = statements(answer.sections)
    cited = [citation for statement in shown for citation in statement.citations]
    used = {each.passage for each in cited}
    places = {(each.document, each.code, each.section[:1]) for each in cited}
    held = {each.document for each in answer.references}
    return replace(
        before,
        answer=answer,
        ids=ids,
        brief=tuple(each for each, _ in brief),
        passages=tuple(each for each in before.passages if each.key in used),
        sections=tuple(
            each for each in before.sections if (each.document, each.code, each.path) in places
        ),
        edits=(*before.edits, edit),
        notices=tuple(each for each in before.notices if each.document in held),
    )


def _opposed(
    disagreements: tuple[Disagreement, ...], old: Statement, new: Statement | None
) -> tuple[Disagreement, ...]:
    """Disagreements with the changed words of a side; without a side there is none."""
    if new is None:
        return tuple(
            each for each in disagreements if all(side.text != old.text for side in each.sides)
        )
    return tuple(
        replace(
            each,
            sides=tuple(
                replace(side, text=new.text) if side.text == old.text else side
                for side in each.sides
            ),
        )
        for each in disagreements
    )


def _placed(
    sections: tuple[Section, ...], place: int, new: Statement | None
) -> tuple[Section, ...]:
    found: list[Section] = []
    seen = 0
    for section in sections:
        groups: list[Group] = []
        for group in section.groups:
            kept: list[Statement] = []
            for each in group.statements:
                chosen = new if seen == place else each
                kept += [chosen] if chosen is not None else []
                seen += 1
            if kept:
                groups.append(Group(group.heading, tuple(kept)))
        emptied = section.groups and not groups
        note = "What stood here was struck." if emptied else section.note
        found.append(replace(section, groups=tuple(groups), note=note))
    return tuple(found)


def _numbered(
    answer: Answer, brief: tuple[Statement, ...], sections: tuple[Section, ...]
) -> Answer:
    """References in order of first use, as `answer.cite` numbers them, from those there are."""
    order: dict[str, int] = {}
    for statement in (*brief, *statements(sections)):
        for citation in statement.citations:
            order.setdefault(citation.document, len(order) + 1)
    by_key = {each.document: each for each in answer.references}

    def numbered(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(replace(each, reference=order[each.document]) for each in citations)

    def renumbered(statement: Statement) -> Statement:
        return replace(statement, citations=numbered(statement.citations))

    return replace(
        answer,
        summary=tuple(map(renumbered, brief)),
        sections=tuple(
            replace(
                section,
                groups=tuple(
                    Group(group.heading, tuple(map(renumbered, group.statements)))
                    for group in section.groups
                ),
            )
            for section in sections
        ),
        references=tuple(replace(by_key[key], number=number) for key, number in order.items()),
        disagreements=tuple(
            replace(
                opposed,
                sides=tuple(
                    replace(side, citations=numbered(side.citations)) for side in opposed.sides
                ),
            )
            for opposed in answer.disagreements
            if all(each.document in order for side in opposed.sides for each in side.citations)
        ),
    )
