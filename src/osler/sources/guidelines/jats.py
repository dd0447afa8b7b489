"""JATS articles, as PMC gives them: one document per article, abstract and body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

from lxml import etree

from osler.evidence.document import Family
from osler.sources import entities, lines
from osler.sources.guidelines.block import document
from osler.sources.guidelines.jats_body import abstract, body
from osler.sources.guidelines.jats_header import header
from osler.sources.guidelines.jats_text import text_of
from osler.sources.guidelines.opening import root_name
from osler.sources.guidelines.strength import marked
from osler.sources.source import Found, Item, Quarantined, TruncatedError

_ROOTS = frozenset({"article", "pmc-articleset"})
_SIGNS = (b"<front", b"article-type=", b"<journal-meta", b"JATS", b"NLM//DTD")
_START = re.compile(rb"<article[\s>]")
_STOP = b"</article>"
_BLOCK = 1 << 20
_ID = re.compile(rb"""pub-id-type=["'](?:pmc|pmcid|pmid|doi)["'][^>]*>\s*([^<\s]{1,80})""")


class Jats:
    """`article` files and `pmc-articleset` answers. Key `pmc:PMCID`, `doi:…` or `jats:PMID`."""

    name = "jats"

    def recognises(self, head: bytes) -> bool:
        """XML whose first element is a JATS `article` (not the HTML one) or a set of them."""
        return root_name(head) in _ROOTS and any(sign in head for sign in _SIGNS)

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """One article per chunk, its surroundings left out; see `lines.cut_before` for one that
        is too large.
        """
        buffer = b""
        searched = 0
        while block := stream.read(_BLOCK):
            buffer += block
            while (stop := buffer.find(_STOP, searched)) >= 0:
                start = _START.search(buffer)
                if start is not None and start.start() < stop:
                    yield buffer[start.start() : stop + len(_STOP)]
                buffer = buffer[stop + len(_STOP) :]
                searched = 0
            searched = max(0, len(buffer) - len(_STOP))
            if len(buffer) > lines.RECORD_LIMIT:
                if start := _START.search(buffer):
                    yield lines.TOO_LARGE + buffer[start.start() : start.start() + 65536]
                buffer, searched = buffer[-len(_STOP) :], 0
        if _START.search(buffer):
            raise TruncatedError("the file ends inside an article")

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """The article, or why it could not be read."""
        large = lines.given_up(chunk)
        if large is not None:
            yield Quarantined(_claimed(large, origin), lines.GIVEN_UP)
            return
        try:
            root = etree.fromstring(chunk, _parser())
            if unknown := entities.settle(root, chunk):
                yield Quarantined(_claimed(chunk, origin), f"entity &{unknown}; has no known text")
                return
            yield _article(root, origin)
        except (etree.LxmlError, ValueError, RecursionError) as error:
            yield Quarantined(_claimed(chunk, origin), f"not readable as XML: {str(error)[:160]}")


def _claimed(chunk: bytes, origin: str) -> str:
    found = _ID.search(chunk[:65536])
    return found[1].decode("utf-8", "replace") if found else origin


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )


def _article(root: Any, origin: str) -> Item:
    meta = root.find("{*}front/{*}article-meta")
    if meta is None:
        return Quarantined(origin, "an article without article-meta")
    title = meta.find("{*}title-group/{*}article-title")
    summary = list(abstract(meta))
    made = header(
        root,
        meta,
        (text_of(title) if title is not None else "") or "Untitled article",
        " ".join(block.text for block in summary),
    )
    if made is None:
        return Quarantined(origin, "an article without PMCID, DOI or PMID")
    blocks = chain(summary, body(root))
    graded = made.family is Family.GUIDELINES
    return Found(document(made, (marked(block) if graded else block for block in blocks)))
