"""US drug labels: SPL XML, openFDA JSON and what is made from it. See the README for known gaps."""

from __future__ import annotations

from osler.sources.labels.flat import FlatLabels
from osler.sources.labels.mapping import RxNormMapping
from osler.sources.labels.openfda import OpenFdaLabels
from osler.sources.labels.spl import SplLabels
from osler.sources.source import Source

SOURCES: tuple[Source, ...] = (SplLabels(), OpenFdaLabels(), FlatLabels(), RxNormMapping())

__all__ = ["SOURCES"]
