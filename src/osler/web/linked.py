"""What a page says of an article to machines: canonical link, description, OpenGraph, JSON-LD.

schema.org's `MedicalWebPage`. `lastReviewed` and `reviewedBy` stand only under a version that is
approved and current; whatever is not that asks not to be indexed. Pure.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from osler.answer.answer import Reference
from osler.articles.citing import PUBLISHER, dated, reviewers
from osler.articles.public import Public
from osler.articles.records import Signature
from osler.articles.workflow import State
from osler.evidence.document import Family
from osler.rendering.unseen import line
from osler.rendering.words import href, said

DESCRIPTION = 300  # code points at most
_ESCAPES = {each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Linked:
    """For `parts/linked.html`. `graph` is JSON that cannot end the element it stands in, `index`
    whether to be indexed, `properties` OpenGraph names and values.
    """

    canonical: str
    description: str
    index: bool
    properties: tuple[tuple[str, str], ...]
    graph: str


def linked(shown: Public, base_url: str) -> Linked:
    """What may truly be said of this version. `base_url`: without a trailing slash."""
    canonical = f"{base_url}/a/{shown.article.slug}"
    current = shown.state is State.APPROVED and shown.newest
    description = _description(shown)
    day = dated(shown)[:10]
    properties = [
        ("og:type", "article"),
        ("og:site_name", PUBLISHER),
        ("og:title", line(shown.content.title)),
        ("og:description", description),
        ("og:url", canonical),
        ("og:locale", "en_US"),
        *((("article:published_time", day),) if shown.approved else ()),
        ("article:modified_time", max(day, shown.version.made_at[:10])),
    ]
    return Linked(
        canonical=canonical,
        description=description,
        index=current,
        properties=tuple(properties),
        graph=embedded(_page(shown, base_url, canonical, current)),
    )


def embedded(value: Any) -> str:
    """JSON for a script element: nothing in it can end the element or open another."""
    text = json.dumps(value, ensure_ascii=False, indent=None, separators=(",", ":"))
    return "".join(_ESCAPES.get(letter, letter) for letter in text)


def _description(shown: Public) -> str:
    """The gloss, or what the summary says first; never of a withdrawn article's content."""
    if shown.state is State.WITHDRAWN:
        return "This article was withdrawn."
    summary = shown.content.answer.summary
    words = line(shown.content.gloss or (said(summary[0]) if summary else ""))
    if shown.state is not State.APPROVED:
        words = f"{_STATES.get(shown.state, 'Not reviewed')}. {words}"
    return words if len(words) <= DESCRIPTION else f"{words[: DESCRIPTION - 1].rstrip()}…"


_STATES = {State.STALE: "Under review again", State.RETIRED: "No longer kept up"}


def _page(shown: Public, base_url: str, canonical: str, current: bool) -> dict[str, Any]:
    day = dated(shown)[:10]
    content = shown.content
    house = {"@type": "Organization", "@id": f"{base_url}/#publisher", "name": PUBLISHER}
    editor = {"@type": "Person", "name": line(shown.author)} if line(shown.author) else None
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": canonical,
        "url": canonical,
        "name": line(content.title),
        "headline": line(content.title)[:110],
        "description": _description(shown),
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "version": shown.version.number,
        "creativeWorkStatus": shown.state.words,
        "dateCreated": content.maker.at[:10],
        "dateModified": max(day, shown.version.made_at[:10]),
        "publisher": {**house, "url": f"{base_url}/"},
        "publishingPrinciples": f"{base_url}/editorial-policy",
        "audience": {"@type": "MedicalAudience", "audienceType": "Clinician"},
    }
    if shown.approved:
        page["datePublished"] = day
    if shown.state is State.WITHDRAWN:
        return page  # what it said is no longer said, to machines least of all
    page["author"] = editor or house
    page["about"] = [
        {"@type": "MedicalEntity", "name": line(each)}
        for each in content.answer.understood.concepts
        if line(each)
    ]
    page["citation"] = [_cited(each) for each in content.answer.references]
    if current:
        page["lastReviewed"] = day
        page["reviewedBy"] = [_reviewer(each) for each in reviewers(shown)]
    return page


def _reviewer(signature: Signature) -> dict[str, str]:
    found = {"@type": "Person", "name": line(signature.name)}
    if signature.credentials:
        found["honorificSuffix"] = line(signature.credentials)
    if signature.specialty:
        found["jobTitle"] = line(signature.specialty)
    return found


def _cited(reference: Reference) -> dict[str, Any]:
    ids = {
        scheme: reference.identifiers[scheme]
        for scheme in _SCHEMES
        if scheme in reference.identifiers
    }
    url = href(reference.url)
    found: dict[str, Any] = {
        "@type": _type(reference),
        "name": line(reference.title),
        "author": [{"@type": _person(each), "name": line(each)} for each in reference.authors],
        "datePublished": reference.date or (str(reference.year) if reference.year else None),
        "isPartOf": _container(reference),
        "publisher": _named("Organization", reference.publisher),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": _SCHEMES[scheme], "value": line(value)}
            for scheme, value in ids.items()
        ],
        "version": line(reference.version) if reference.version else None,
        "creativeWorkStatus": line(", ".join(reference.standing)) or None,
        "url": url,
    }
    return {name: value for name, value in found.items() if value}


_SCHEMES = {"pmid": "PMID", "pmcid": "PMCID", "doi": "DOI", "set_id": "SPL set id"}


def _type(reference: Reference) -> str:
    """schema.org's type that says no more than is known."""
    if reference.family is Family.LABELS:
        return "CreativeWork"
    if reference.family is Family.RESEARCH:
        return "ScholarlyArticle"
    return "ScholarlyArticle" if "pmid" in reference.identifiers else "Report"


def _person(name: str) -> str:
    """Initials at the end are a person's; a body signs with words."""
    last = name.split()[-1] if name.split() else ""
    return "Person" if last.isupper() and len(last) <= 4 and " " in name.strip() else "Organization"


def _container(reference: Reference) -> dict[str, str] | None:
    journal = reference.family is Family.RESEARCH or "pmid" in reference.identifiers
    return _named("Periodical" if journal else "CreativeWork", reference.container)


def _named(kind: str, name: str | None) -> dict[str, str] | None:
    return {"@type": kind, "name": line(name)} if name and line(name) else None
