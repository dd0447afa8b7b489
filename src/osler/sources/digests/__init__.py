"""Starter digests: what a real source states, in this project's own words, always labelled so."""

from __future__ import annotations

from osler.sources.digests.digest import DigestSource
from osler.sources.source import Source

SOURCES: tuple[Source, ...] = (DigestSource(),)
