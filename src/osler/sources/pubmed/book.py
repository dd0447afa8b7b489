"""From a `PubmedBookArticle` element (a chapter of NCBI Bookshelf) to a draft."""

from __future__ import annotations

from lxml import etree

from osler.sources.pubmed import citation
from osler.sources.pubmed.draft import Draft
from osler.sources.pubmed.markup import squeeze, text_of


def read(record: etree._Element) -> Draft:
    """The draft of one book or chapter: its container is the book, its publisher the book's."""
    draft = Draft(None, "PubMed XML, book")
    for part in record:
        if part.tag == "BookDocument":
            citation.read(draft, part, _DOCUMENT)
    if not draft.title and draft.container:
        draft.title, draft.container = draft.container, None
    return draft


def _pmid(draft: Draft, element: etree._Element) -> None:
    citation.CITATION["PMID"](draft, element)


def _identifiers(draft: Draft, element: etree._Element) -> None:
    for part in element:
        kind, value = part.get("IdType"), squeeze(part.text)
        if value and kind == "doi":
            draft.doi = value
        elif value and kind == "bookaccession":
            draft.other_ids.append((kind, value))
            draft.extra.append(("bookshelf", f"https://www.ncbi.nlm.nih.gov/books/{value}/"))


def _book(draft: Draft, element: etree._Element) -> None:
    for part in element:
        if part.tag == "BookTitle":
            draft.container = text_of(part) or None
        elif part.tag == "Publisher":
            draft.publisher = squeeze(part.findtext("PublisherName")) or None
        elif part.tag == "PubDate":
            draft.date = citation.date_of(part)
        elif part.tag == "AuthorList" and part.get("Type") == "editors":
            editors = Draft(None, draft.form)
            citation.authors(editors, part)
            draft.extra.append(("editors", "; ".join(editors.authors)))
        elif part.tag == "AuthorList" and not draft.authors:
            citation.authors(draft, part)


def _authors(draft: Draft, element: etree._Element) -> None:
    if element.get("Type") != "editors":
        draft.authors.clear()
        citation.authors(draft, element)


def _contribution(draft: Draft, element: etree._Element) -> None:
    posted = citation.date_of(element)
    if posted is not None and posted.year is not None:
        draft.date = posted


def _revised(draft: Draft, element: etree._Element) -> None:
    """Bookshelf chapters are revised for years; what is read is the latest revision."""
    revised = citation.date_of(element)
    if revised is not None and revised.iso:
        if draft.date is not None:
            draft.extra.append(("first published", draft.date.iso or draft.date.raw))
        draft.date = revised


_DOCUMENT: dict[str, citation.Reader] = {
    "PMID": _pmid,
    "ArticleIdList": _identifiers,
    "Book": _book,
    "ArticleTitle": citation.title,
    "VernacularTitle": citation.vernacular,
    "Language": citation.language,
    "AuthorList": _authors,
    "PublicationType": citation.publication_type,
    "Abstract": citation.abstract,
    "KeywordList": citation.keywords,
    "ContributionDate": _contribution,
    "DateRevised": _revised,
}
