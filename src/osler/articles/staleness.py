"""Staleness: what changed under a published version since it was made. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from osler.answer.answer import Reference
from osler.articles import naming
from osler.articles.content import CitedSection, Content, QuotedPassage
from osler.articles.making import section_hash, section_words
from osler.articles.records import Article, Cause
from osler.evidence.document import Document, Family
from osler.evidence.standing import Notice, NoticeKind
from osler.storage.canonical import canonical, digest

WORDS = 20_000  # code points of old or new text kept for the board to compare


class CauseKind(StrEnum):
    """What can make a published version stale."""

    RETRACTED = "retracted"
    PARTLY_RETRACTED = "partly retracted"
    CONCERN = "expression of concern"
    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    REPUBLISHED = "republished"
    SECTION = "label section changed"
    TEXT = "quoted text changed"
    GONE = "no longer held"
    AGE = "review due"


@dataclass(frozen=True, slots=True)
class Change:
    """One cause, found. `fingerprint` (hex) is the same whenever the same is found again."""

    kind: CauseKind
    document: str | None
    other: str | None
    section: str | None
    said: str
    old: str | None
    new: str | None
    fingerprint: str


def changes(
    content: Content, held: Mapping[str, Document], newest: Mapping[str, Document]
) -> list[Change]:
    """What changed, in order of references. `held`: cited documents as they are now, by key; absent
    when no longer held. `newest`: for a cited label that has a newer version, that version, by the
    cited key.
    """
    found: list[Change] = []
    for reference in content.answer.references:
        document = held.get(reference.document)
        if reference.family is Family.LABELS:
            newer = newest.get(reference.document)
            if newer is None and document is None:
                found.append(_gone(content, reference))
            found += _label(content, reference, newer or document)
            if document is not None:  # labels are replaced by newer versions
                found += _notices(content, reference, document, but=NoticeKind.SUPERSEDED)
        elif document is None:
            found.append(_gone(content, reference))
        else:
            found += _notices(content, reference, document)
            found += _texts(content, reference, document)
    return found


def aged(article: Article) -> Change:
    """The cause that time is."""
    due = (article.due_at or "")[:10]
    since = (article.approved_at or "")[:10]
    said = f"Reviewed on {since}; the next review was due on {due}."
    return _change(CauseKind.AGE, None, None, None, said, None, None, (article.approved_at or "",))


def concerns(cause: Cause, content: Content, number: int) -> bool:
    """Whether a cause found under some version speaks of this content, version `number`: it was
    found after the content was made, and what it is about is still cited.
    """
    if cause.kind == CauseKind.AGE:
        return cause.number == number
    if cause.at <= content.maker.at:
        return False
    cited = any(each.document == cause.document for each in content.answer.references)
    if not cited or cause.kind != CauseKind.SECTION:
        return cited
    return any(
        each.document == cause.document and _named(each) == cause.section
        for each in content.sections
    )


def _named(section: CitedSection) -> str:
    return " › ".join(section.path) or section.code or "a section"


def _notices(
    content: Content, reference: Reference, document: Document, but: NoticeKind | None = None
) -> Iterator[Change]:
    known = {(e.kind, e.other) for e in content.notices if e.document == reference.document}
    for notice in document.header.standing.notices:
        named = notice.other or notice.citation
        if notice.kind is not but and (notice.kind.value, named) not in known:
            said = f"“{reference.title.rstrip('.')}” {_HAPPENED[notice.kind]}{_where(notice)}."
            kind = CauseKind(notice.kind.value)
            found = _change(kind, reference.document, named, None, said, None, None)
            # not told apart by these: the same notice in other words is the same
            yield replace(
                found,
                old=_cited(content, reference.document)[:WORDS] or None,
                new=_words(notice)[:WORDS],
            )


_HAPPENED = {
    NoticeKind.RETRACTED: "was retracted",
    NoticeKind.PARTLY_RETRACTED: "was retracted in part",
    NoticeKind.CONCERN: "was given an expression of concern",
    NoticeKind.CORRECTED: "was corrected",
    NoticeKind.SUPERSEDED: "was superseded by a newer edition",
    NoticeKind.REPUBLISHED: "was corrected and republished",
}


def _where(notice: Notice) -> str:
    named_by = notice.other or notice.citation
    when = f" on {notice.date}" if notice.date else ""
    return when if not named_by else f"{when} ({naming.named(named_by)})"


def _words(notice: Notice) -> str:
    """What a notice says, in the source's words where it has some."""
    said = f"It {_HAPPENED[notice.kind]}{_where(notice)}."
    own = notice.citation
    return said if own is None or naming.public_key(own) is None else f"{said} {own}"


def _cited(content: Content, document: str) -> str:
    """All that is quoted of a document."""
    return "\n\n".join(each.text for each in content.passages if each.document == document)


def _label(content: Content, reference: Reference, new: Document | None) -> Iterator[Change]:
    if new is None:
        return
    for section in content.sections:
        if section.document != reference.document:
            continue
        if section_hash(new, section.code, section.path) == section.sha256:
            continue
        name = _named(section)
        words = section_words(new, section.code, section.path)
        version = new.header.version or "a newer version"
        dated = f", {new.header.date.iso}" if new.header.date else ""
        happened = "changed" if words is not None else "is no longer there"
        yield _change(
            CauseKind.SECTION,
            reference.document,
            new.key,
            name,
            f"{name} of “{reference.title}” {happened} in label version {version}{dated}.",
            _quoted(content, reference.document, section.path),
            words,
            (section.sha256,),
        )


def _quoted(content: Content, document: str, path: tuple[str, ...]) -> str:
    return "\n\n".join(
        each.text
        for each in content.passages
        if each.document == document and each.path[:1] == path[:1]
    )


def _texts(content: Content, reference: Reference, document: Document) -> Iterator[Change]:
    """Passages whose words are no longer in the document: a replaced record says otherwise."""
    for passage in content.passages:
        if passage.document == reference.document and passage.text not in document.text:
            yield _change(
                CauseKind.TEXT,
                reference.document,
                None,
                " › ".join(passage.path) or None,
                f"What is quoted of “{reference.title.rstrip('.')}” was changed at its source.",
                passage.text,
                _there(passage, document),
                (passage.sha256,),
            )


def _there(passage: QuotedPassage, document: Document) -> str:
    """What the document says now where the passage was."""
    for section in document.sections:
        if section.path == passage.path and passage.path:
            return document.text[section.start : section.end]
    return document.text[passage.start : passage.end] or document.text


def _gone(content: Content, reference: Reference) -> Change:
    return _change(
        CauseKind.GONE,
        reference.document,
        None,
        None,
        f"“{reference.title.rstrip('.')}” is no longer held: its source withdrew the record.",
        _cited(content, reference.document),
        None,
    )


def _change(
    kind: CauseKind,
    document: str | None,
    other: str | None,
    section: str | None,
    said: str,
    old: str | None,
    new: str | None,
    more: tuple[str, ...] = (),
) -> Change:
    old = old[:WORDS] if old else None
    new = new[:WORDS] if new else None
    known = digest(canonical([kind.value, document, other, section, new, *more]))
    return Change(kind, document, other, section, said, old, new, known)
