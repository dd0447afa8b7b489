"""Rewriting the bulky, regular parts of a chunk compactly before it is parsed.

Author, history and reference lists are two thirds of a recent file, always of one shape, and most
of the cost of building and walking a tree. Here they are found as bytes and replaced:

- `ReferenceList`s → `<Cited>PMID PMID …</Cited>` (all that is kept of them)
- `AuthorList` → `<Names>Surname Initials␤…</Names><Places>affiliation␤…</Places>`
- `DateRevised`, `GrantList`, `History` → nothing

What stays is still XML with the same escapes, so the parser decodes the text. A list that departs
from the usual shape in any way is left alone and read from the tree, and so is a chunk with
comments, CDATA or a DTD: the outcome is the same either way, and a test holds it to that.
"""

from __future__ import annotations

import re

from osler.sources.pubmed import cutting

_CITED = re.compile(rb'<ArticleId IdType="pubmed">\s*(\d+)')
_AUTHOR = re.compile(
    rb'<Author ValidYN="Y"(?: EqualContrib="[YN]")?>\s*'
    rb"<LastName>([^<]*)</LastName>\s*"
    rb"(?:<ForeName>([^<]*)</ForeName>\s*)?"
    rb"(?:<Initials>([^<]*)</Initials>\s*)?"
    rb"(?:<Suffix>([^<]*)</Suffix>\s*)?"
    rb"(?:<Identifier[^<>]*>[^<]*</Identifier>\s*)*"
    rb"(?:<AffiliationInfo>\s*<Affiliation>[^<]*</Affiliation>\s*"
    rb"(?:<Identifier[^<>]*>[^<]*</Identifier>\s*)*</AffiliationInfo>\s*)*</Author>"
)
_PLACE = re.compile(rb"<Affiliation>([^<]*)")


def condensed(chunk: bytes) -> bytes:
    """The chunk, well-formed if it was, with its bulky lists rewritten."""
    if cutting.has_declarations(chunk, 0, len(chunk)):
        return chunk
    parts: list[bytes] = []
    position = 0
    while True:
        end = chunk.find(b"</MedlineCitation>", position)
        if end < 0:
            break
        after = chunk.find(b"</PubmedArticle>", end)
        if after < 0:
            break
        position = _without(chunk, position, end, b"<DateRevised>", b"</DateRevised>", parts)
        begin = chunk.find(b"<AuthorList", position, end)
        if begin >= 0:
            stop = chunk.find(b"</AuthorList>", begin, end)
            written = _authors(chunk, begin, stop) if stop >= 0 else None
            if written is not None:
                parts.append(chunk[position:begin])
                parts += written
                position = stop + 13
        position = _without(chunk, position, end, b"<GrantList", b"</GrantList>", parts)
        data = chunk.find(b"<PubmedData", end, after)
        if data >= 0 and chunk.find(b"<PubmedArticle", end, after) < 0:
            position = _data(chunk, position, data, after, parts)
        parts.append(chunk[position:after])
        position = after
    parts.append(chunk[position:])
    return b"".join(parts)


def _without(
    chunk: bytes, position: int, end: int, opening: bytes, closing: bytes, parts: list[bytes]
) -> int:
    """Leave out the first such element; gives the position up to which the chunk has been used."""
    begin = chunk.find(opening, position, end)
    stop = chunk.find(closing, begin, end) if begin >= 0 else -1
    if stop < 0:
        return position
    parts.append(chunk[position:begin])
    return stop + len(closing)


def _authors(chunk: bytes, begin: int, stop: int) -> list[bytes] | None:
    found = _AUTHOR.findall(chunk, begin, stop)
    if not found or len(found) != chunk.count(b"</Author>", begin, stop):
        return None
    names = b"\n".join(
        [
            b"%b %b %b" % (last, short or fore, suffix)
            if suffix
            else b"%b %b" % (last, short or fore)
            for last, fore, short, suffix in found
        ]
    )
    places = list(dict.fromkeys(_PLACE.findall(chunk, begin, stop)))
    joined = b"\n".join(places)
    if names.count(b"\n") != len(found) - 1 or joined.count(b"\n") != max(len(places) - 1, 0):
        return None  # a line break inside a name or an address
    if not places:
        return [b"<Names>", names, b"</Names>"]
    return [b"<Names>", names, b"</Names><Places>", joined, b"</Places>"]


def _data(chunk: bytes, position: int, data: int, after: int, parts: list[bytes]) -> int:
    """Rewrite one `PubmedData`; gives the position up to which the chunk has been used."""
    parts.append(chunk[position:data])
    position = _without(chunk, data, after, b"<History>", b"</History>", parts)
    begin = chunk.find(b"<ReferenceList", position, after)
    if begin >= data:
        stop = chunk.rfind(b"</ReferenceList>", begin, after)
        if stop >= 0:
            cited = b" ".join(_CITED.findall(chunk, begin, stop))
            parts += (chunk[position:begin], b"<Cited>", cited, b"</Cited>")
            position = stop + 16
    return position
