"""PubMed XML: `PubmedArticleSet` and the older `MedlineCitationSet`, chunk by chunk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from osler.sources.pubmed import book, citation, cutting
from osler.sources.pubmed.condensing import condensed
from osler.sources.pubmed.draft import Draft, settle
from osler.sources.pubmed.item import finished, is_pmid
from osler.sources.pubmed.markup import squeeze, whole_number
from osler.sources.source import Deleted, Item, Quarantined

# NLM declares the MathML prefix in its DTD, which is never loaded.
_OPEN = (
    b'<PubmedArticleSet xmlns:mml="http://www.w3.org/1998/Math/MathML"'
    b' xmlns:xlink="http://www.w3.org/1999/xlink">'
)
_CLOSE = b"</PubmedArticleSet>"


class PubmedXml:
    """PubMed and MEDLINE citation sets in XML."""

    name = "pubmed-xml"

    def recognises(self, head: bytes) -> bool:
        """Whether the root element is one of NLM's citation sets or a single record of one."""
        return cutting.is_pubmed(head)

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """Whole records without prolog or root, in UTF-8; see `cutting.cut`."""
        return cutting.cut(stream)

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """One item per record or deletion. A chunk that is not well-formed is read record by
        record, so that only the broken ones are quarantined."""
        root = _tree(condensed(chunk))
        if root is not None:
            return [item for record in root for item in _items(record, origin)]
        return [item for record in cutting.records(chunk) for item in _single(record, origin)]


_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    huge_tree=False,
    load_dtd=False,
    remove_comments=True,
    remove_pis=True,
    collect_ids=False,
)


def _tree(records: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(_OPEN + records + _CLOSE, _PARSER)
    except etree.XMLSyntaxError:
        return None


def _single(record: bytes, origin: str) -> list[Item]:
    try:
        root = etree.fromstring(_OPEN + record + _CLOSE, _PARSER)
    except etree.XMLSyntaxError as error:
        reason = f"not well-formed XML: {error.msg.split(', line')[0]}"
        return [Quarantined(_place(cutting.pmid_of(record), record, origin), reason)]
    return [item for element in root for item in _items(element, origin)]


def _place(pmid: str | None, record: bytes, origin: str) -> str:
    if pmid is not None:
        return f"pubmed:{pmid}"
    return f"{origin} record {hashlib.sha256(record).hexdigest()[:12]}"


def _items(record: etree._Element, origin: str) -> list[Item]:
    tag = record.tag
    if tag == "DeleteCitation":
        return _deletions(record)
    if tag == "PubmedBookArticle":
        draft = book.read(record)
    else:
        draft = Draft(None, "PubMed XML")
        if tag == "MedlineCitation":
            _citation(draft, record)
        else:
            citation.read(draft, record, _ARTICLE)
    settle(draft)
    known = is_pmid(draft.pmid)
    place = origin if known else _place(None, etree.tostring(record), origin)
    return [finished(draft, place, rank=2)]


def _deletions(element: etree._Element) -> list[Item]:
    return [
        Deleted(f"pubmed:{pmid}", whole_number(part.get("Version")))
        for part in element
        if (pmid := squeeze(part.text))
    ]


def _citation(draft: Draft, element: etree._Element) -> None:
    status = element.get("Status")
    if status:
        draft.extra.append(("status", status))
    citation.read(draft, element, citation.CITATION)


def _data(draft: Draft, element: etree._Element) -> None:
    citation.read(draft, element, _DATA)


def identifiers(draft: Draft, element: etree._Element) -> None:
    """`PubmedData/ArticleIdList`: the record's own identifiers, never those of its references."""
    for part in element:
        kind = part.get("IdType")
        if kind == "pubmed":
            continue
        value = squeeze(part.text)
        if not value:
            continue
        if kind == "doi":
            draft.doi = value
        elif kind == "pmc":
            draft.pmcid = value
        else:
            draft.other_ids.append((kind or "other", value))


def _cited_list(draft: Draft, element: etree._Element) -> None:
    if element.text:
        draft.extra.append(("cites", element.text))


def _cited(draft: Draft, element: etree._Element) -> None:
    found = element.iterfind(".//ArticleId[@IdType='pubmed']")
    pmids = " ".join(filter(None, (squeeze(each.text) for each in found)))
    if pmids:
        draft.extra.append(("cites", pmids))


_DATA: dict[str, citation.Reader] = {
    "ArticleIdList": identifiers,
    "Cited": _cited_list,
    "ReferenceList": _cited,
}
_ARTICLE: dict[str, citation.Reader] = {"MedlineCitation": _citation, "PubmedData": _data}
