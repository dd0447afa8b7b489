"""Documents and passages: exact text, exact offsets, and everything known about the source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from osler.evidence.dates import PartialDate
from osler.evidence.recommendation import Recommendation
from osler.evidence.standing import Standing


class Family(StrEnum):
    """The three families an answer's sections are made of, in the order they are shown."""

    GUIDELINES = "guidelines"
    LABELS = "labels"
    RESEARCH = "research"

    @property
    def heading(self) -> str:
        """The section heading in an answer."""
        return {
            Family.GUIDELINES: "From the Guidelines",
            Family.LABELS: "From the FDA Drug Label",
            Family.RESEARCH: "From the Research",
        }[self]


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Identifiers in public schemes, as printed by the source; `None` or empty when not given."""

    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    set_id: str | None = None  # SPL lineage
    spl_id: str | None = None  # SPL document id: this version
    rxcui: tuple[str, ...] = ()
    unii: tuple[str, ...] = ()
    ndc: tuple[str, ...] = ()
    nct: tuple[str, ...] = ()
    other: tuple[tuple[str, str], ...] = ()  # (scheme, value)


@dataclass(frozen=True, slots=True)
class MeshHeading:
    """A MeSH descriptor with its qualifiers; `major` as PubMed's MajorTopicYN on either."""

    ui: str | None
    name: str
    major: bool = False
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """Everything known about a document but its text.

    `key` names this version for ever: `pubmed:PMID`, `label:SETID:VERSION`, `pmc:PMCID`,
    `uspstf:ID`, `cpic:ID`, `digest:SLUG`, … `lineage` is shared by all versions of one work and
    equals `key` where the source keeps no versions. `version` is the source's own (labels: a whole
    number as text). `source` is the name of the parser that made it. `container` is the journal,
    `publisher` the issuing body. `drugs` are generic names in lower case, `brands` as printed.
    """

    key: str
    family: Family
    source: str
    title: str
    lineage: str
    version: str | None = None
    container: str | None = None
    publisher: str | None = None
    date: PartialDate | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None  # ISO 639-2, "eng"; None when the source does not say
    url: str | None = None
    licence: str | None = None
    identifiers: Identifiers = field(default_factory=Identifiers)
    standing: Standing = field(default_factory=Standing)
    publication_types: tuple[str, ...] = ()  # as printed
    mesh: tuple[MeshHeading, ...] = ()
    chemicals: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    topic: str | None = None  # what a guideline is about, for superseding within a publisher
    extra: tuple[tuple[str, str], ...] = ()  # fields kept because they are there: (name, value)

    @property
    def year(self) -> int | None:
        """Year of publication or effect; `None` when unknown."""
        return self.date.year if self.date else None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document's text under one heading.

    `start`, `end`: code-point offsets, half-open. `path`: headings from the outermost in.
    `code`: LOINC for labels (inherited from the nearest coded ancestor), NlmCategory for abstracts.
    Sections come in document order and do not overlap; headings themselves are in the text.
    """

    start: int
    end: int
    path: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one source document: header, exact text, and its structure.

    All offsets in Osler point into `text`, in code points, half-open. Parts of `text` that no
    section covers (the title line, say) belong to no passage but can be shown.
    """

    header: Header
    text: str
    sections: tuple[Section, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()

    @property
    def key(self) -> str:
        """Shorthand for `header.key`."""
        return self.header.key


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable stretch of one document version.

    `key` is `<document key>#<ordinal>`; `text == document.text[start:end]` exactly, and `sha256`
    (hex) is over its UTF-8 bytes. `path` and `code` are its section's.
    """

    key: str
    document: str
    start: int
    end: int
    text: str
    sha256: str
    path: tuple[str, ...] = ()
    code: str | None = None
    recommendations: tuple[Recommendation, ...] = ()  # those that overlap it; offsets document-wide


def text_hash(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, in hex. Lone surrogates are kept distinct, never an error."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
