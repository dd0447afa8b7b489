"""Everything a JATS article says about itself, as a header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from osler.evidence.dates import PartialDate, partial_date
from osler.evidence.document import Family, Header, Identifiers
from osler.evidence.doi import doi_name
from osler.evidence.standing import Notice, NoticeKind, Standing, StudyDesign
from osler.sources.guidelines.jats_design import animal, design, is_protocol
from osler.sources.guidelines.jats_text import text_of
from osler.sources.markup import squeeze

_HREF = "{http://www.w3.org/1999/xlink}href"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATES = ("epub", "pub", "epub-ppub", "ppub", "collection", "epreprint", "issue-pub")
_LANGUAGES = {
    "en": "eng", "fr": "fre", "de": "ger", "es": "spa", "pt": "por", "it": "ita", "nl": "dut",
    "ru": "rus", "zh": "chi", "ja": "jpn", "ko": "kor", "pl": "pol", "tr": "tur",
}  # fmt: skip
_LICENCE = re.compile(r"creativecommons\.org/(?:licenses/(by[a-z-]*)/(\d\.\d)|publicdomain/zero)")
_PREPRINTS = re.compile(r"\b(?:medRxiv|bioRxiv|Research Square|preprints?)\b", re.I)
_GONE = {  # related-article on the article itself: what has happened to it
    "retraction-forward": NoticeKind.RETRACTED,
    "partial-retraction-forward": NoticeKind.PARTLY_RETRACTED,
    "correction-forward": NoticeKind.CORRECTED,
    "expression-of-concern-forward": NoticeKind.CONCERN,
    "concern-forward": NoticeKind.CONCERN,
    "republication-forward": NoticeKind.REPUBLISHED,
}
_DOES = {  # related-article on a notice: what it does to another
    "retracted-article": "retracts",
    "partial-retraction": "partly retracts",
    "corrected-article": "corrects",
    "object-of-concern": "concerns",
    "republished-article": "republishes",
}
_SCHEMES = {"doi": "doi", "pmid": "pubmed", "pubmed": "pubmed", "pmc": "pmc", "pmcid": "pmc"}
_GUIDELINES = frozenset({StudyDesign.PRACTICE_GUIDELINE, StudyDesign.CONSENSUS})


def header(article: Any, meta: Any, title: str, abstract: str) -> Header | None:
    """The header, or `None` where the article has no identifier to be known by.

    `meta`: its `article-meta`. `abstract`: the abstract's text, for what it says of the design.
    """
    ids = _identifiers(meta)
    key = _key(ids)
    if key is None:
        return None
    kind = (article.get("article-type") or "").casefold()
    subjects = [text_of(each) for each in meta.findall(".//{*}article-categories//{*}subject")]
    found = design(kind, subjects, title, abstract)
    journal = _first(article, ".//{*}journal-meta//{*}journal-title")
    types = [kind] if kind else []
    if is_protocol(kind, subjects, title):
        types.append("study protocol")
    return Header(
        key=key,
        family=Family.GUIDELINES if found in _GUIDELINES else Family.RESEARCH,
        source="jats",
        title=title,
        lineage=key,
        container=journal,
        publisher=_first(article, ".//{*}journal-meta/{*}publisher/{*}publisher-name"),
        date=_date(meta),
        authors=tuple(_authors(meta)),
        language=_LANGUAGES.get((article.get(_LANG) or "")[:2].casefold()),
        url=f"https://pmc.ncbi.nlm.nih.gov/articles/{ids.pmcid}/" if ids.pmcid else _doi_url(ids),
        licence=_licence(meta),
        identifiers=ids,
        standing=_standing(meta, kind, found, title, journal),
        publication_types=tuple(types),
        keywords=tuple(dict.fromkeys(_keywords(meta))),
        extra=tuple(_extra(meta, subjects)),
    )


def _identifiers(meta: Any) -> Identifiers:
    given: dict[str, str] = {}
    for each in meta.findall("{*}article-id"):
        given.setdefault(each.get("pub-id-type") or "", squeeze(each.text or ""))
    number = (given.get("pmcid") or given.get("pmc") or "").upper().removeprefix("PMC")
    text = " ".join(meta.itertext())
    return Identifiers(
        pmid=given.get("pmid") or None,
        pmcid=f"PMC{number}" if number.isdigit() else None,
        doi=given.get("doi") or None,
        nct=tuple(dict.fromkeys(re.findall(r"\bNCT\d{8}\b", text))),
    )


def _key(ids: Identifiers) -> str | None:
    if ids.pmcid:
        return f"pmc:{ids.pmcid}"
    if ids.doi:
        return doi_name(ids.doi) or f"doi:{ids.doi}"
    return f"jats:{ids.pmid}" if ids.pmid else None


def _doi_url(ids: Identifiers) -> str | None:
    name = doi_name(ids.doi) if ids.doi else None
    return f"https://doi.org/{name.removeprefix('doi:')}" if name else None


def _date(meta: Any) -> PartialDate | None:
    dates: dict[str, Any] = {}
    for each in meta.findall("{*}pub-date"):
        dates.setdefault(each.get("pub-type") or each.get("date-type") or "", each)
    for kind in (*_DATES, *dates):
        if kind in dates and kind not in ("pmc-release", "nihms-submitted", "retracted"):
            year, month, day = (_first(dates[kind], f"{{*}}{name}") for name in _PARTS)
            if year:
                return partial_date(year, month, day)
    return None


_PARTS = ("year", "month", "day")


def _authors(meta: Any) -> Iterator[str]:
    """`Surname AB`, in order; groups by their own name."""
    for each in meta.findall("{*}contrib-group/{*}contrib"):
        if each.get("contrib-type") not in (None, "author"):
            continue
        surname = _first(each, ".//{*}surname")
        group = _first(each, "{*}collab")
        if surname:
            given = _first(each, ".//{*}given-names") or ""
            initials = "".join(part[0] for part in re.split(r"[\s.-]+", given) if part)
            yield f"{surname} {initials.upper()}".strip()
        elif group:
            yield group


def _licence(meta: Any) -> str | None:
    for each in meta.iter("{*}license", "{*}license_ref"):
        places = " ".join([each.get(_HREF) or "", *(link.get(_HREF) or "" for link in each.iter())])
        if found := _LICENCE.search(places + " ".join(each.itertext())):
            return f"CC {found[1].upper()} {found[2]}" if found[1] else "CC0"
        if stated := each.get("license-type"):
            return str(stated)
    return None


def _standing(
    meta: Any, kind: str, found: StudyDesign, title: str, journal: str | None
) -> Standing:
    notices = [
        Notice(_GONE[relation], other) for relation, other in _related(meta) if relation in _GONE
    ]
    if re.match(r"(?:RETRACTED|WITHDRAWN)\b", title) and kind != "retraction":
        notices.append(Notice(NoticeKind.RETRACTED, citation=title))
    return Standing(
        design=found,
        notices=tuple(notices),
        preprint=kind == "preprint" or _PREPRINTS.search(journal or "") is not None,
        animal=found is StudyDesign.LABORATORY or animal(title),
    )


def _related(meta: Any) -> Iterator[tuple[str, str | None]]:
    for each in meta.findall("{*}related-article"):
        scheme = _SCHEMES.get(each.get("ext-link-type") or "")
        target = squeeze(each.get(_HREF) or "".join(each.itertext()))
        if scheme == "pmc" and target.isdigit():
            target = f"PMC{target}"
        other = f"{scheme}:{target}" if scheme and target else target or None
        yield each.get("related-article-type") or "", other


def _extra(meta: Any, subjects: list[str]) -> Iterator[tuple[str, str]]:
    for relation, other in _related(meta):
        if relation in _DOES and other:
            yield _DOES[relation], other
    yield from (("subject", each) for each in dict.fromkeys(subjects[:6]) if each)
    for name in ("volume", "issue", "fpage", "elocation-id"):
        if value := _first(meta, f"{{*}}{name}"):
            yield name, value


def _keywords(meta: Any) -> Iterator[str]:
    for each in meta.findall("{*}kwd-group/{*}kwd"):
        if word := text_of(each):
            yield word


def _first(element: Any, path: str) -> str | None:
    found = element.find(path)
    return (text_of(found) or None) if found is not None else None
