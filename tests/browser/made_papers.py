"""Synthetic PubMed files for the served site. Only the name of the disease is a real word, so that
the question is understood; nothing that is said of it is so.
"""

from __future__ import annotations

from made_pubmed import article, pubmed, retraction

CITED = 99_010_001
OTHER = 99_010_002
NOTICE = 99_010_900
QUESTION = "What is the cause of trichophagia?"
FIRST = "The main cause of trichophagia was synthetic alpha exposure."
SECOND = "Causes of trichophagia include synthetic gamma exposure and synthetic delta exposure."
SHORTER = "Causes of trichophagia include synthetic gamma and synthetic delta exposure."
UNFOUNDED = "Trichophagia is caused by synthetic omega in 80% of children."


def papers() -> bytes:
    """Two papers that answer the question."""
    return pubmed(
        article(CITED, f"Synthetic record. {FIRST} Nothing else was looked at."),
        article(OTHER, f"Synthetic record. {SECOND} All words here are made up."),
    )


def update() -> bytes:
    """An update file in which one of them is retracted."""
    return pubmed(retraction(CITED, NOTICE))
