"""Making content: from an answer, and from content whose statements a person changed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from osler.answer.answer import (
    Answer,
    Citation,
    Disagreement,
    Group,
    Reference,
    Section,
    Statement,
    StatementKind,
    Verdict,
)
from osler.answer.cite import statements
from osler.articles.content import (
    SCHEMA,
    CitedSection,
    Content,
    ContentError,
    Edit,
    KnownNotice,
    Maker,
    QuotedPassage,
)
from osler.evidence.document import Document, Family, text_hash
from osler.evidence.split import passages
from osler.storage.canonical import digest


def content(answer: Answer, documents: Mapping[str, Document], maker: Maker) -> Content:
    """The first version of an article. `documents` holds every document cited, by key.

    Raises `ContentError` for a refusal, and where a quote is not in the document held.
    """
    if answer.refusal is not None or not answer.summary:
        raise ContentError("a refusal cannot become an article: there is nothing to publish")
    shown = statements(answer.sections)
    ids = tuple(f"s{place}" for place in range(1, len(shown) + 1))
    return Content(
        schema=SCHEMA,
        question=answer.question,
        title=_title(answer.question),
        gloss=None,
        answer=replace(answer, trace=()),
        ids=ids,
        brief=tuple(_name(each, shown, ids) for each in answer.summary),
        passages=_passages(shown, documents),
        sections=_sections(shown, answer.references, documents),
        maker=maker,
        notices=_notices(answer.references, documents),
    )


def _notices(
    references: tuple[Reference, ...], documents: Mapping[str, Document]
) -> tuple[KnownNotice, ...]:
    found = [
        KnownNotice(each.document, notice.kind.value, notice.other or notice.citation)
        for each in references
        for notice in documents[each.document].header.standing.notices
    ]
    return tuple(dict.fromkeys(found))


def _title(question: str) -> str:
    words = " ".join(question.split())
    return words[:1].upper() + words[1:]


def _name(brief: Statement, shown: list[Statement], ids: tuple[str, ...]) -> str:
    for name, each in zip(ids, shown, strict=True):
        if (each.text, each.citations) == (brief.text, brief.citations):
            return name
    raise ContentError("the summary says what no section says")


def _passages(
    shown: list[Statement], documents: Mapping[str, Document]
) -> tuple[QuotedPassage, ...]:
    found: dict[str, QuotedPassage] = {}
    for citation in _citations(shown):
        if citation.passage not in found:
            found[citation.passage] = _passage(citation, documents)
        held = found[citation.passage]
        start = citation.start - held.start
        if held.text[start : start + len(citation.quote)] != citation.quote:
            raise ContentError(f"{citation.document}: the quote is not in the document held now")
    return tuple(found.values())


def _passage(citation: Citation, documents: Mapping[str, Document]) -> QuotedPassage:
    document = documents.get(citation.document)
    if document is None:
        raise ContentError(f"{citation.document} is cited and no longer held; ask again")
    for each in passages(document):
        if each.key == citation.passage:
            return QuotedPassage(
                each.key,
                document.key,
                each.start,
                each.end,
                each.text,
                text_hash(each.text),
                each.path,
                each.code,
            )
    raise ContentError(f"{citation.passage} is cited and no longer held; ask again")


def _citations(shown: list[Statement]) -> list[Citation]:
    return [citation for statement in shown for citation in statement.citations]


def section_hash(document: Document, code: str | None, path: tuple[str, ...]) -> str | None:
    """Hash over the words of a label's section, by LOINC code where it has one, else by its
    headings; white space folded. None where the document has no such section.
    """
    words = section_words(document, code, path)
    return digest(" ".join(words.split())) if words is not None else None


def section_words(document: Document, code: str | None, path: tuple[str, ...]) -> str | None:
    """The text of a label's section, all its parts; None where there is none."""
    parts = [
        document.text[each.start : each.end]
        for each in document.sections
        if (each.code == code if code else each.path[:1] == path[:1])
    ]
    return "\n".join(parts) if parts else None


def _sections(
    shown: list[Statement],
    references: tuple[Reference, ...],
    documents: Mapping[str, Document],
) -> tuple[CitedSection, ...]:
    labels = {each.document for each in references if each.family is Family.LABELS}
    found: dict[tuple[str, str | None, tuple[str, ...]], CitedSection] = {}
    for citation in _citations(shown):
        document = documents[citation.document]
        place = (citation.document, citation.code, citation.section[:1])
        if citation.document not in labels or place in found:
            continue
        hashed = section_hash(document, citation.code, citation.section)
        if hashed is not None:
            found[place] = CitedSection(
                document.key, document.header.lineage, citation.code, citation.section[:1], hashed
            )
    return tuple(found.values())


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
    cited = _citations(statements(answer.sections))
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

    def renumbered(statement: Statement) -> Statement:
        return replace(
            statement,
            citations=tuple(
                replace(each, reference=order[each.document]) for each in statement.citations
            ),
        )

    return replace(
        answer,
        summary=tuple(renumbered(each) for each in brief),
        sections=tuple(
            replace(
                section,
                groups=tuple(
                    Group(group.heading, tuple(renumbered(each) for each in group.statements))
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
                    replace(
                        side,
                        citations=tuple(
                            replace(each, reference=order[each.document]) for each in side.citations
                        ),
                    )
                    for side in opposed.sides
                ),
            )
            for opposed in answer.disagreements
            if all(each.document in order for side in opposed.sides for each in side.citations)
        ),
    )
