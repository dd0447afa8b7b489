"""How causes name other records: as readers know them, never as files here are named. Pure."""

from __future__ import annotations

import re

LISTED = "a list of retractions"
_SCHEMES = {"pubmed": "PMID", "pmid": "PMID", "pmcid": "PMCID", "doi": "DOI"}
_IN_BRACKETS = re.compile(r"\((list|pubmed|pmid|pmcid|doi):([^()]*(?:\([^()]*\)[^()]*)*)\)")


def named(key: str) -> str:
    """A record's key, or a source's own words for it: "PMID 123" for "pubmed:123". Whoever runs
    Osler may say that something was retracted, by a list; what that file is called is theirs.
    """
    scheme, found, rest = key.partition(":")
    if not found:
        return key
    if scheme == "list":
        return f"by {LISTED}"
    return f"{_SCHEMES[scheme]} {rest}" if scheme in _SCHEMES else key


def plain(said: str) -> str:
    """Words of a cause, with the keys in them named so: older ones hold keys."""
    return _IN_BRACKETS.sub(lambda each: f"({named(f'{each[1]}:{each[2]}')})", said)


def public_key(key: str | None) -> str | None:
    """A record's key for callers; None for a list, whose name is its owner's."""
    return None if key is None or key.startswith("list:") else key
