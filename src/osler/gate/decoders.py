"""Makes msgspec's decoders of stored types before there are threads.

What msgspec knows of a dataclass it works out at first use, and keeps before it is whole; a second
thread that meets it half made crashes the process (msgspec 0.22). Importing this module makes them
all, in one thread.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec

from osler.answer.answer import Answer
from osler.answer.trees import Forest
from osler.answer.weights import Weights
from osler.articles import records
from osler.articles.content import Content
from osler.index.manifest import Manifest

KINDS: tuple[type, ...] = (
    Answer,
    Content,
    Forest,
    Manifest,
    Weights,
    *(
        each
        for each in vars(records).values()
        if isinstance(each, type) and dataclasses.is_dataclass(each)
    ),
)
MADE: tuple[msgspec.json.Decoder[Any], ...] = tuple(msgspec.json.Decoder(kind) for kind in KINDS)
