"""PubMed citations in their three forms: XML sets, the NBIB text export, JSON lines."""

from __future__ import annotations

from osler.sources.pubmed.jsonlines import JsonLines
from osler.sources.pubmed.nbib import Nbib
from osler.sources.pubmed.parse import PubmedXml
from osler.sources.source import Source

SOURCES: tuple[Source, ...] = (PubmedXml(), Nbib(), JsonLines())
