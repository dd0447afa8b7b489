"""The lines every rendering of an answer shares, so that they cannot drift apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from osler.answer.answer import (
    Answer,
    Citation,
    Disagreement,
    Reference,
    Section,
    Statement,
    StatementKind,
)
from osler.evidence.document import Family
from osler.readers.adapted import line
from osler.rendering.unseen import seen as seen

DISCLAIMER = (
    "For healthcare professionals, and no substitute for judgement: check each statement against "
    "its source before acting on it."
)
NOTICES = {  # what each kind of notice is headed
    "emergency": "Get help now",
    "self-harm": "Talk with someone now",
    "masked": "Personal data masked",
    "see a clinician": "See a clinician",
    "language": "English evidence only",
}
_DISCLAIMERS = {
    "patient": "For information, and no substitute for your doctor or pharmacist: do not start, "
    "stop or change a treatment because of what is written here.",
    "caregiver": "For information, and no substitute for the doctor or pharmacist of whom you care "
    "for: do not start, stop or change a treatment because of what is written here.",
    "student": "For learning, and not for the care of a patient: check each statement against its "
    "source.",
    "researcher": "A selection of the evidence held here, and no systematic review: check each "
    "statement against its source before relying on it.",
}
EXTRACTIVE = (
    "No language model was used. Every sentence is quoted from the passage it cites and checked "
    "against it by code; words in [square brackets] are ours."
)
EDITED = (
    "No language model was used. Sentences are quoted from the passage they cite, but for those "
    "marked as reworded, which people edited; each is checked against its passage by code; words "
    "in [square brackets] are ours."
)
_QUOTED = (
    "Every sentence is quoted from the passage it cites and checked against it by code; words in "
    "[square brackets] are ours."
)
BRIEF = "In brief"
STATUS = "Not reviewed by a medical board."
DIGEST = "starter digest"
_DIGESTS = "digest:"  # how the keys of starter digests begin (`Header.key`)


@dataclass(frozen=True, slots=True)
class Standing:
    """What may truly be said of an answer beside its own words: `status` who reviewed it, one line
    each; `caution` whether it is to be used with caution; `made` how its sentences came to be, None
    where the answer itself tells; `fallen` what became of documents that bear nothing any more, and
    `since` what was noticed of any of them after it was written, both by the document's key.
    """

    status: tuple[str, ...] = (STATUS,)
    caution: bool = True
    made: str | None = None
    fallen: Mapping[str, str] = field(default_factory=dict)
    since: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


UNREVIEWED = Standing()
NOTHING: Mapping[str, str] = {}

_DOI = re.compile(r"doi:\s?(10\.\d{4,9}/[^\s<>\"'`\\]+)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:[/?#][^\s<>\"'`\\{}|^]*)?",
    re.IGNORECASE,
)


def href(text: str | None) -> str | None:
    """The address a link may lead to: http, https or a DOI, with nothing in it that could end the
    link or hide where it leads (white space, brackets, quotes, unseen characters, a user name).
    None for anything else, which is then shown as words.
    """
    if text is None or seen(text) != text:
        return None
    if found := _DOI.fullmatch(text):
        return f"https://doi.org/{quote(found[1], safe='/:;().-_')}"
    return text if _ADDRESS.fullmatch(text) else None


def how(answer: Answer) -> str:
    """How the sentences of an answer came to be."""
    record = answer.written
    if record is None:
        return EXTRACTIVE
    if record.instead is not None:
        return _QUOTED
    return (
        f"Written by the language model {seen(record.model)} from the passages cited. Every "
        "sentence was checked against its passage by code, and what did not pass was left out; "
        "sentences that are the source's own, and words in [square brackets], are as without a "
        "model."
    )


def instead(answer: Answer) -> str | None:
    """Why no model wrote an answer although one was set to, in one line."""
    record = answer.written
    if record is None or record.instead is None:
        return None
    return f"The model {seen(record.model)} {record.instead}. The sources' own sentences are shown."


def notices(answer: Answer) -> list[str]:
    """What whoever asked must be told first, a line each."""
    return [f"{NOTICES[each.kind.value]}. {each.text}" for each in answer.notices]


def withheld(answer: Answer) -> bool:
    """Whether nothing was searched, because help comes first."""
    return answer.refusal is not None and answer.refusal.reason == "withheld"


def understood(answer: Answer) -> str:
    """What was understood, in one line."""
    found = answer.understood
    what = f"{found.kind}: {', '.join(found.concepts) or found.text}"
    if found.population:
        what += f" · in {found.population}"
    if found.also_searched:
        what += f" (also {', '.join(found.also_searched[:6])})"
    read = seen(found.text)
    if found.concepts and read.casefold() != " ".join(seen(answer.question).split()).casefold():
        what = f"“{read}” · {what}"
    return what


def searched(answer: Answer, dated: Callable[[str], str] = str) -> str:
    """What was searched, in one line; `dated` writes its date."""
    corpus = answer.corpus
    looked = {section.family.value for section in answer.sections} or set(corpus.documents)
    counts = ", ".join(
        f"{number:,} {_counted(Family(family), number)}"
        for family, number in corpus.documents.items()
        if number and family in looked
    )
    held = counts or "nothing"
    if corpus.digest_only and counts:
        held += " (all of it starter digests written for Osler, not the sources' own texts)"
    elif corpus.digests and counts:
        held += f", {corpus.digests} of them starter digests"
    current = f"; evidence current to {dated(corpus.current_to)}" if corpus.current_to else ""
    return f"{held}{current}"


def _counted(family: Family, number: int) -> str:
    one, many = {
        Family.GUIDELINES: ("guideline document", "guideline documents"),
        Family.LABELS: ("drug label", "drug labels"),
        Family.RESEARCH: ("article", "articles"),
    }[family]
    return one if number == 1 else many


def quoted(statement: Statement, family: Family) -> str:
    """The words shown: a label's own text is visibly quoted."""
    return f"“{said(statement)}”" if in_quotes(statement, family) else said(statement)


def in_quotes(statement: Statement, family: Family) -> bool:
    """Whether the words are a label's own. A starter digest's and an editor's are not."""
    return (
        family is Family.LABELS
        and statement.kind is StatementKind.QUOTE
        and not digested(statement)
    )


def digested(statement: Statement) -> bool:
    """Whether the words are those of a starter digest: written for Osler, not the source's."""
    return bool(statement.citations) and statement.citations[0].document.startswith(_DIGESTS)


def said(statement: Statement) -> str:
    """A statement's words; the first cell of a table's row is set off from the next."""
    return line(statement)


def whom(statement: Statement) -> str:
    """For whom a statement in brief holds, where it is not for all, and that it is of a starter
    digest; "" otherwise.
    """
    people = f" (for: {statement.population})" if statement.population else ""
    return f"{people} ({DIGEST})" if digested(statement) else people


def rests(statement: Statement, fallen: Mapping[str, str]) -> str | None:
    """What is said of a statement that rests on a document that bears nothing any more; its verdict
    and certainty were those of a source that stood. None for all others.
    """
    on = dict.fromkeys(
        fallen[each.document] for each in statement.citations if each.document in fallen
    )
    return f"Rests on {' and on '.join(on)}" if on else None


def marks(statement: Statement, fallen: Mapping[str, str] = NOTHING) -> str:
    """What follows a statement: where it is from, whether that is a starter digest, its grade as
    the scheme prints it, whom it is for, certainty; or that it has none, because of what it rests
    on.
    """
    down = rests(statement, fallen)
    parts = [
        statement.heading,
        DIGEST if digested(statement) else None,
        statement.recommendation,
        f"for: {statement.population}" if statement.population else None,
        f"certainty {statement.certainty.level.value}" if down is None else f"✕ {down}",
    ]
    return " · ".join(part for part in parts if part)


def numbers(citations: tuple[Citation, ...]) -> str:
    """Citation marks: `[1][3]`."""
    return "".join(f"[{citation.reference}]" for citation in citations)


def reference_lines(
    reference: Reference,
    since: tuple[str, ...] = (),
    dated: Callable[[str], str] = str,
) -> tuple[str, ...]:
    """A reference as lines: title, where and when, standing, link. `since`: what became of it after
    it was cited; `dated` writes its date.
    """
    where = [
        part for part in (_authors(reference), reference.container or reference.publisher) if part
    ]
    where.append(dated(reference.date) if reference.date else "date unknown")
    if reference.version:
        where.append(f"version {reference.version}")
    where.append(f"{reference.design}, {_read(reference.read)}")
    if reference.language and reference.language != "eng":
        where.append(f"in {reference.language}")
    lines = [reference.title.rstrip(".") + ".", ". ".join(where) + "."]
    if reference.sections:
        lines.append(f"Sections cited: {'; '.join(reference.sections)}.")
    if reference.standing or since:
        lines.append(f"Standing: {', '.join((*reference.standing, *since))}.")
    ids = [
        f"{_SCHEMES[name]} {reference.identifiers[name]}"
        for name in _SCHEMES
        if name in reference.identifiers
    ]
    if ids:
        lines.append(" · ".join(ids))
    if reference.url:
        lines.append(reference.url)
    return tuple(lines)


_SCHEMES = {"pmid": "PMID", "pmcid": "PMCID", "doi": "doi", "set_id": "set id"}


def _authors(reference: Reference) -> str | None:
    if not reference.authors:
        return None
    if len(reference.authors) > 3:
        return f"{reference.authors[0]} et al"
    return ", ".join(reference.authors)


def _read(read: str) -> str:
    return {
        "abstract": "abstract read",
        "full text": "full text read",
        "label": "label read",
        "digest": "digest only",
    }.get(read, f"{read} read")


def side(
    opposed: Disagreement,
    position: int,
    dated: Callable[[str], str] = str,
    told: str | None = None,
) -> str:
    """One side of a disagreement with its date and design; `told`: in other words."""
    each = opposed.sides[position]
    when = dated(each.date) if each.date else "date unknown"
    return f"{told or each.text} {numbers(each.citations)} ({each.design}, {when})"


def disclaimer(reader: str | None) -> str:
    """The disclaimer fitted to who reads; the professionals' where nobody said."""
    return _DISCLAIMERS.get(reader or "", DISCLAIMER)


def checked(statement: Statement) -> str:
    """The verdict in words: what the cited passages say of the statement."""
    whose = "the source's own words" if statement.kind is StatementKind.QUOTE else "reworded"
    return f"checked against the passage: {statement.verdict.kind.value} ({whose})"


def opened(text: str) -> str:
    """Words with a capital at their start and the rest as it is."""
    return text[:1].upper() + text[1:]


def kind(reference: Reference) -> str:
    """What sort of source a reference is, and the design it reports."""
    family = {Family.GUIDELINES: "Guideline", Family.LABELS: "Drug label"}.get(reference.family)
    named = opened(reference.design)
    return (
        named if family is None or named.casefold() == family.casefold() else f"{family}: {named}"
    )


def tone(standing: str) -> str:
    """How grave a badge of standing is: "bad" or "caution"."""
    return "bad" if "retract" in standing and "partly" not in standing else "caution"


def empty(section: Section) -> str | None:
    """The one line of a section that has no statements."""
    return section.note if not section.groups else None
