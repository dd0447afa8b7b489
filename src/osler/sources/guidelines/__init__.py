"""Guidelines and full texts: one module per format, all read into the same blocks.

Order matters only at the end: `Local` takes any prose or HTML that no other source claims.
"""

from __future__ import annotations

from osler.sources.guidelines.cdc_mmwr import CdcMmwr
from osler.sources.guidelines.cdc_std import CdcStd
from osler.sources.guidelines.jats import Jats
from osler.sources.guidelines.local import Local
from osler.sources.guidelines.pharmgkb import PharmGkb
from osler.sources.guidelines.uspstf import Uspstf
from osler.sources.guidelines.who import OpenGuidelines
from osler.sources.source import Source

SOURCES: tuple[Source, ...] = (
    Uspstf(),
    PharmGkb(),
    Jats(),
    CdcMmwr(),
    CdcStd(),
    OpenGuidelines(),
    Local(),
)
