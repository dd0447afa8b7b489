"""From a `MedlineCitation` element to a draft. Source: NLM DTD pubmed_250101 and the older
`nlmmedlinecitationset` series."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from lxml import etree

from osler.evidence.dates import PartialDate, read_date
from osler.evidence.document import MeshHeading
from osler.sources.pubmed import designs
from osler.sources.pubmed.draft import SUMMARY_LABEL, UNLABELLED, Draft, cached_date
from osler.sources.pubmed.markup import lines_of, squeeze, text_of, whole_number

Element = etree._Element
Reader = Callable[[Draft, Element], None]


def read(draft: Draft, citation: Element, readers: dict[str, Reader]) -> None:
    """Hand each child of an element to the reader of its tag; unknown tags are passed over."""
    for child in citation:
        reader = readers.get(child.tag)
        if reader is not None:
            reader(draft, child)


def _pmid(draft: Draft, element: Element) -> None:
    if draft.pmid is None:
        draft.pmid = squeeze(element.text) or None
        draft.version = whole_number(element.get("Version")) or 1


def _article(draft: Draft, element: Element) -> None:
    read(draft, element, ARTICLE)


def _journal(draft: Draft, element: Element) -> None:
    for child in element:
        tag = child.tag
        if tag == "Title":
            draft.container = text_of(child) or None
        elif tag == "JournalIssue":
            for part in child:
                if part.tag == "PubDate":
                    draft.date = date_of(part)
                elif part.text and part.tag in {"Volume", "Issue"}:
                    draft.extra.append((part.tag.lower(), squeeze(part.text)))


def date_of(element: Element) -> PartialDate | None:
    """A `PubDate`, `ArticleDate` or `DateRevised`; a season or `MedlineDate` keeps its words."""
    year = month = day = None
    for part in element:
        tag = part.tag
        if tag == "Year":
            year = part.text
        elif tag == "Month":
            month = part.text
        elif tag == "Day":
            day = part.text
        elif tag == "Season":
            return read_date(squeeze(f"{year or ''} {part.text or ''}"))
        elif tag == "MedlineDate":
            return read_date(squeeze(part.text))
    return cached_date(year, month, day)


def title(draft: Draft, element: Element) -> None:
    draft.title = text_of(element)


def vernacular(draft: Draft, element: Element) -> None:
    draft.vernacular = text_of(element)


def _pages(draft: Draft, element: Element) -> None:
    for part in element:
        if part.tag == "MedlinePgn" and part.text:
            draft.extra.append(("pages", squeeze(part.text)))


def _location(draft: Draft, element: Element) -> None:
    """`ELocationID`: kept aside; the ArticleIdList has the word where it gives a DOI."""
    if element.get("EIdType") == "doi" and element.get("ValidYN", "Y") == "Y" and element.text:
        draft.doi = draft.doi or squeeze(element.text)


def abstract(draft: Draft, element: Element) -> None:
    for part in element:
        tag = part.tag
        if tag == "AbstractText":
            text = text_of(part)
            if text:
                label = part.get("Label")
                code = part.get("NlmCategory")
                draft.sections.append((_label(label) if label else None, code, text))
        elif tag == "CopyrightInformation":
            draft.extra.append(("copyright", text_of(part)))


def _label(printed: str | None) -> str | None:
    label = squeeze(printed).rstrip(":").rstrip()
    return None if not label or label.upper() == UNLABELLED else label


def other_abstract(draft: Draft, element: Element) -> None:
    kind = element.get("Type") or "other"
    texts = element.iterchildren("AbstractText")
    parts = [(_label(part.get("Label")), text_of(part)) for part in texts]
    text = " ".join(f"{label}: {body}" if label else body for label, body in parts if body)
    if not text:
        return
    if kind == "plain-language-summary":
        draft.summaries.append((SUMMARY_LABEL, None, text))
    else:
        draft.other_abstracts.append((kind, element.get("Language") or "eng", text))


def authors(draft: Draft, element: Element) -> None:
    """Names as `Surname Initials Suffix`, collective names whole; a superseded spelling is out."""
    places: dict[str, None] = {}
    for author in element:
        last = fore = initials = suffix = None
        for part in author:
            tag = part.tag
            if tag == "LastName":
                last = part.text
            elif tag == "ForeName":
                fore = part.text
            elif tag == "Initials":
                initials = part.text
            elif tag == "Suffix":
                suffix = part.text
            elif tag == "CollectiveName":
                last = text_of(part)
            elif tag == "AffiliationInfo":
                for place in part.iterchildren("Affiliation"):
                    places[text_of(place)] = None
            elif tag == "Affiliation":
                places[text_of(part)] = None
        if last is not None and author.get("ValidYN") != "N":
            draft.authors.append(squeeze(f"{last} {initials or fore or ''} {suffix or ''}"))
    _affiliations(draft, places)


def _names(draft: Draft, element: Element) -> None:
    """The condensed author list."""
    draft.authors = lines_of(element.text)


def _places(draft: Draft, element: Element) -> None:
    """The affiliations of the condensed author list."""
    _affiliations(draft, dict.fromkeys(lines_of(element.text)))


def _affiliations(draft: Draft, places: Iterable[str]) -> None:
    written = "\n".join(filter(None, places))
    if written:
        draft.extra.append(("affiliations", written))


def language(draft: Draft, element: Element) -> None:
    if element.text:
        draft.languages.append(squeeze(element.text))


def publication_types(draft: Draft, element: Element) -> None:
    for part in element:
        publication_type(draft, part)


def publication_type(draft: Draft, element: Element) -> None:
    name = element.text
    if name:
        draft.publication_types.append(squeeze(name))
        draft.types.append(designs.known(element.get("UI"), name))


def _article_date(draft: Draft, element: Element) -> None:
    draft.article_date = draft.article_date or date_of(element)


def _data_banks(draft: Draft, element: Element) -> None:
    for bank in element:
        name = squeeze(bank.findtext("DataBankName"))
        for number in bank.iterfind("AccessionNumberList/AccessionNumber"):
            value = squeeze(number.text)
            if value.startswith("NCT"):
                draft.nct.append(value)
            elif value:
                draft.other_ids.append((name or "databank", value))


def _journal_info(draft: Draft, element: Element) -> None:
    for part in element:
        name = _JOURNAL_INFO.get(part.tag)
        if name is not None:
            value = squeeze(part.text)
            if value:
                draft.extra.append((name, value))


def _chemicals(draft: Draft, element: Element) -> None:
    for chemical in element:
        for part in chemical:
            if part.tag == "NameOfSubstance":
                draft.chemicals.append(text_of(part))


def _mesh(draft: Draft, element: Element) -> None:
    for entry in element:
        ui, name, major = None, None, False
        qualifiers: tuple[str, ...] = ()
        for part in entry:
            if part.get("MajorTopicYN") == "Y":
                major = True
            if part.tag == "DescriptorName":
                ui, name = part.get("UI"), part.text
            elif part.tag == "QualifierName" and part.text:
                qualifiers = (*qualifiers, part.text)
        if name:
            draft.mesh.append(heading(ui, name, major, qualifiers))


@lru_cache(maxsize=65536)
def heading(ui: str | None, name: str, major: bool, qualifiers: tuple[str, ...]) -> MeshHeading:
    """One shared value per distinct heading: they repeat a great deal."""
    return MeshHeading(ui, squeeze(name), major, tuple(map(squeeze, qualifiers)))


def _supplementary(draft: Draft, element: Element) -> None:
    draft.extra.extend(("supplementary concept", text_of(part)) for part in element)


def keywords(draft: Draft, element: Element) -> None:
    """Several lists (authors', NASA's, …) may name the same word."""
    found = [each for each in map(text_of, element) if each]
    draft.keywords = list(dict.fromkeys((*draft.keywords, *found)))


def _interests(draft: Draft, element: Element) -> None:
    draft.extra.append(("conflicts of interest", text_of(element)))


def _corrections(draft: Draft, element: Element) -> None:
    cited = []
    for entry in element:
        pmid = squeeze(entry.findtext("PMID")) or None
        kind = entry.get("RefType", "")
        if kind == "Cites":
            cited.append(pmid)
        else:
            draft.related.append((kind, pmid, squeeze(entry.findtext("RefSource")) or None))
    if any(cited):
        draft.extra.append(("cites", " ".join(filter(None, cited))))


def _other_id(draft: Draft, element: Element) -> None:
    """`OtherID` of older files: `PMC4688250 [Available on 12/22/16]`."""
    value = squeeze(element.text)
    if value.startswith("PMC"):
        draft.pmcid = draft.pmcid or value.split(" ", 1)[0]
    elif value:
        draft.other_ids.append((element.get("Source", "other"), value))


_JOURNAL_INFO = {
    "Country": "country",
    "MedlineTA": "journal abbreviation",
    "NlmUniqueID": "NLM journal",
    "ISSNLinking": "issn",
}
ARTICLE: dict[str, Reader] = {
    "Journal": _journal,
    "ArticleTitle": title,
    "Pagination": _pages,
    "ELocationID": _location,
    "Abstract": abstract,
    "AuthorList": authors,
    "Names": _names,
    "Places": _places,
    "Language": language,
    "PublicationTypeList": publication_types,
    "VernacularTitle": vernacular,
    "ArticleDate": _article_date,
    "DataBankList": _data_banks,
}
CITATION: dict[str, Reader] = {
    "PMID": _pmid,
    "Article": _article,
    "MedlineJournalInfo": _journal_info,
    "ChemicalList": _chemicals,
    "MeshHeadingList": _mesh,
    "SupplMeshList": _supplementary,
    "KeywordList": keywords,
    "CoiStatement": _interests,
    "CommentsCorrectionsList": _corrections,
    "OtherAbstract": other_abstract,
    "OtherID": _other_id,
}
