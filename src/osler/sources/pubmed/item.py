"""The item that a finished draft becomes."""

from __future__ import annotations

from osler.sources.pubmed.draft import Draft, document
from osler.sources.source import Found, Item, Quarantined, Skipped

LONGEST = 10  # digits of a PMID; eight are in use


def is_pmid(text: str | None) -> bool:
    """Whether a text is a PubMed number: ASCII digits, no more than there will ever be."""
    return text is not None and text.isascii() and text.isdigit() and len(text) <= LONGEST


def finished(draft: Draft, place: str, rank: int) -> Item:
    """`place` names the record where it has no PMID or a bad one; `rank` is its form's."""
    pmid = draft.pmid
    if pmid is None:
        return Quarantined(place, "no PMID")
    if not is_pmid(pmid):
        return Quarantined(place, f"not a PMID: {pmid[:40]!r}")
    made = document(draft, f"pubmed:{pmid}")
    if made is None:
        return Skipped(f"pubmed:{pmid}", "neither title nor abstract")
    return Found(made, draft.version, rank)
