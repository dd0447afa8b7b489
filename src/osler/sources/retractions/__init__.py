"""Lists of retractions from outside PubMed's own records: Retraction Watch, and bare PMIDs."""

from osler.sources.retractions.listing import RetractionList
from osler.sources.source import Source

SOURCES: tuple[Source, ...] = (RetractionList(),)

__all__ = ["SOURCES"]
