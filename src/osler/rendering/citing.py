"""Works to be cited elsewhere: RIS, BibTeX and CSL-JSON. Pure.

Titles and names are hostile input: each value becomes one line of seen characters, so that none can
end a field or a record, and BibTeX gets every character of TeX's own as a command.

Formats: RIS (Research Information Systems, tags as the `rispy` library maps them), BibTeX (as
`pybtex` writes it), CSL-JSON (citationstyles.org, csl-data).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import rispy
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from osler.answer.answer import Reference
from osler.evidence.document import Family
from osler.rendering.unseen import line
from osler.rendering.words import href


class Kind(StrEnum):
    """What a work is, by its CSL type."""

    ARTICLE = "article-journal"
    REPORT = "report"
    PAGE = "webpage"


@dataclass(frozen=True, slots=True)
class Name:
    """An author: `given` None for a body, or a name that does not come apart."""

    family: str
    given: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One work. `key` is of ASCII letters, digits and hyphens, unique in a list; `date` and `read`
    are ISO dates of whatever precision; `note` is one line.
    """

    key: str
    kind: Kind
    title: str
    authors: tuple[Name, ...] = ()
    container: str | None = None
    publisher: str | None = None
    date: str | None = None
    read: str | None = None
    url: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    version: str | None = None
    language: str | None = None
    note: str | None = None


def work(reference: Reference) -> Work:
    """A reference as a work; the note has its standing, so that what was retracted is cited so."""
    known = reference.identifiers
    notes = [reference.design, *reference.standing, *reference.sections]
    if "set_id" in known:
        notes.insert(0, f"set id {known['set_id']}")
    return Work(
        key=f"ref{reference.number}-{_plain(reference.document)}",
        kind=_kind(reference),
        title=line(reference.title).removesuffix("."),  # styles end a title themselves
        authors=tuple(_name(each) for each in reference.authors if line(each)),
        container=_line(reference.container),
        publisher=_line(reference.publisher),
        date=reference.date or (str(reference.year) if reference.year else None),
        url=href(reference.url),
        doi=_line(known.get("doi")),
        pmid=_line(known.get("pmid")),
        pmcid=_line(known.get("pmcid")),
        version=_line(reference.version),
        language=_line(reference.language),
        note=line("; ".join(notes)),
    )


def _kind(reference: Reference) -> Kind:
    if reference.family is Family.LABELS:
        return Kind.PAGE
    if reference.identifiers.get("pmid") or reference.family is Family.RESEARCH:
        return Kind.ARTICLE
    return Kind.REPORT


def _name(printed: str) -> Name:
    """ "Surname Initials Suffix", as PubMed prints it; anything else is kept whole."""
    words = line(printed)
    found = re.fullmatch(
        r"([^,;{}()]+?) ([A-Z]{1,4})(?: (Jr|Sr|\d(?:st|nd|rd|th)|I{2,3}|IV))?", words
    )
    if found is None:
        return Name(words)
    given = f"{found[2]} {found[3]}" if found[3] else found[2]
    return Name(found[1], given)


def _line(text: str | None) -> str | None:
    return (line(text) or None) if text else None


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:60]


# RIS


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]
    """Without the running number that the library writes before each record, which is not RIS."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:  # noqa: ARG002
        return ""


_RIS = {Kind.ARTICLE: "JOUR", Kind.REPORT: "RPRT", Kind.PAGE: "ELEC"}


def ris(works: Iterable[Work]) -> str:
    """Works as RIS, lines ended with CR LF."""
    written: str = rispy.dumps([_ris(each) for each in works], implementation=_RisWriter)
    return written


def _ris(each: Work) -> dict[str, Any]:
    names = [f"{name.family}, {name.given}" if name.given else name.family for name in each.authors]
    numbers = {"PMID": each.pmid, "PMCID": each.pmcid}
    notes = [f"{scheme}: {value}" for scheme, value in numbers.items() if value]
    fields = {
        "type_of_reference": _RIS[each.kind],
        "id": each.key,
        "title": each.title,
        "authors": names or None,
        "secondary_title": each.container,
        "publisher": each.publisher,
        "year": each.date[:4] if each.date else None,
        "date": "/".join([*each.date.split("-"), "", ""][:3]) + "/" if each.date else None,
        "edition": each.version,
        "doi": each.doi,
        "accession_number": each.pmid,
        "language": each.language,
        "notes": [*notes, *([each.note] if each.note else [])] or None,
        "urls": [each.url.replace(";", "%3B")] if each.url else None,  # ";" parts addresses here
        "access_date": each.read.replace("-", "/") + "/" if each.read else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


# BibTeX

_TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",  # braces are counted even where they are escaped
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{each: f"\\{each}" for each in "&%$#_"},
}


def tex(text: str) -> str:
    """Text that TeX prints as it is."""
    return "".join(_TEX.get(letter, letter) for letter in text)


class _BibWriter(Writer):  # type: ignore[misc]
    """What it is given is TeX already."""

    def _encode(self, text: str) -> str:
        return text


_BIB = {Kind.ARTICLE: "article", Kind.REPORT: "techreport", Kind.PAGE: "misc"}


def bibtex(works: Iterable[Work]) -> str:
    """Works as BibTeX in UTF-8."""
    found = BibliographyData({each.key: _bib(each) for each in works})
    written: str = _BibWriter(encoding="utf-8").to_string(found)
    return written


def _bib(each: Work) -> Entry:
    date = each.date or ""
    place = {Kind.ARTICLE: "journal", Kind.REPORT: "institution", Kind.PAGE: "howpublished"}
    publisher = each.container if each.kind is Kind.ARTICLE else each.publisher or each.container
    fields = {
        "title": f"{{{tex(each.title)}}}",  # the inner braces keep capitals
        place[each.kind]: tex(publisher) if publisher else None,
        "year": date[:4] or None,
        "month": str(int(date[5:7])) if date[5:7].isdigit() else None,
        "doi": tex(each.doi) if each.doi else None,
        "pmid": tex(each.pmid) if each.pmid else None,
        "pmcid": tex(each.pmcid) if each.pmcid else None,
        "version": tex(each.version) if each.version else None,
        "language": tex(each.language) if each.language else None,
        "url": tex(each.url) if each.url else None,
        "urldate": each.read,
        "note": tex(each.note) if each.note else None,
    }
    persons = {"author": [_person(name) for name in each.authors]} if each.authors else None
    kept = [(name, value) for name, value in fields.items() if value is not None]
    return Entry(_BIB[each.kind], fields=kept, persons=persons)


def _person(name: Name) -> Person:
    """In braces where a comma, an "and" or a particle would be taken for something else."""
    simple = re.fullmatch(r"[\w'’-]+", name.family) and name.family[:1].isupper()
    family = tex(name.family) if simple and name.given else f"{{{tex(name.family)}}}"
    return Person(last=family, first=tex(name.given or ""))


# CSL-JSON


def csl(works: Iterable[Work]) -> str:
    """Works as CSL-JSON, a list of items."""
    return json.dumps([_csl(each) for each in works], ensure_ascii=False, indent=2) + "\n"


def _csl(each: Work) -> dict[str, Any]:
    fields = {
        "id": each.key,
        "type": each.kind.value,
        "title": each.title,
        "author": [_csl_name(name) for name in each.authors] or None,
        "container-title": each.container,
        "publisher": each.publisher,
        "issued": _csl_date(each.date),
        "accessed": _csl_date(each.read),
        "URL": each.url,
        "DOI": each.doi,
        "PMID": each.pmid,
        "PMCID": each.pmcid,
        "version": each.version,
        "language": each.language,
        "note": each.note,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _csl_name(name: Name) -> dict[str, str]:
    if name.given is None:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given}


def _csl_date(date: str | None) -> dict[str, list[list[int]]] | None:
    parts = [int(part) for part in (date or "").split("-") if part.isdigit()]
    return {"date-parts": [parts]} if parts else None
