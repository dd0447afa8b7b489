"""The item that a finished draft becomes."""

from __future__ import annotations

from osler.sources.pubmed.draft import Draft, document
from osler.sources.source import Found, Item, Quarantined, Skipped


def finished(draft: Draft, place: str, rank: int) -> Item:
    """`place` names the record where it has no PMID; `rank` is its form's (see `Found`)."""
    pmid = draft.pmid
    if pmid is None or not (pmid.isascii() and pmid.isdigit()):
        return Quarantined(place, "no PMID")
    made = document(draft, f"pubmed:{pmid}")
    if made is None:
        return Skipped(f"pubmed:{pmid}", "neither title nor abstract")
    return Found(made, draft.version, rank)
