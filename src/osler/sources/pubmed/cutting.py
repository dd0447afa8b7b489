"""Cutting a PubMed XML byte stream at record boundaries, without parsing it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from osler.sources.source import TruncatedError

CHUNK = 256 * 1024  # bytes at most in a chunk of more than one record
BLOCK = 2 * 1024 * 1024  # bytes read at once
RECORD_LIMIT = 32 * 1024 * 1024  # bytes without an end tag before a record is given up

_ROOTS = rb"PubmedArticleSet|PubmedBookArticleSet|MedlineCitationSet"
_RECORDS = rb"PubmedArticle|PubmedBookArticle|MedlineCitation|DeleteCitation"
_GAP = re.compile(
    rb"<!--.*?-->|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*(?:\[.*?\]\s*)?>"
    rb"|<(?P<record>" + _RECORDS + rb")(?=[\s/>])"
    rb"|<(?P<root>" + _ROOTS + rb")(?=[\s/>])[^>]*?(?P<empty>/)?>"
    rb"|</(?P<close>" + _ROOTS + rb")\s*>|(?P<unfinished><!--|<!DOCTYPE)",
    re.DOTALL,
)
_OPAQUE = rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
_START = re.compile(rb"(?:<(?:" + _RECORDS + rb"))(?=[\s/>])")
_PMID = re.compile(rb"<PMID[^>]*>\s*(\d+)")
_PROLOG = re.compile(
    r"\ufeff?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*"
    r"(?:\[.*?\]\s*)?>\s*)*<([A-Za-z]+)[\s/>]",
    re.DOTALL,
)
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_ROOT_NAMES = frozenset((_ROOTS + b"|" + _RECORDS).decode().split("|"))


def is_pubmed(head: bytes) -> bool:
    """Whether the first element is one of PubMed's sets or records."""
    try:
        text = head.decode(_encoding(head), "replace")
    except LookupError:
        text = head.decode("utf-8", "replace")
    found = _PROLOG.match(text)
    return found is not None and found[1] in _ROOT_NAMES


def cut(stream: BinaryIO, size: int = CHUNK) -> Iterator[bytes]:
    """Chunks of whole records, each of up to `size` bytes or one record, in UTF-8, free of prolog
    and root tags.

    Records may stand in several sets one after another. Raises `TruncatedError` after the whole
    records when the stream ends inside a record or before its set is closed.
    """
    buffer, position, is_open = b"", 0, False
    blocks = _utf8(stream)
    while True:
        span, is_open = _next_span(buffer, position, is_open, size)
        if span is not None:
            position = span[1]
            if span[0] < span[1]:
                yield buffer[span[0] : span[1]]
                continue
        block = next(blocks, None)
        if block is None:
            break
        buffer, position = buffer[position:] + block, 0
        if len(buffer) > RECORD_LIMIT:
            given_up, position = _give_up(buffer)
            yield from given_up
    _check_end(buffer, position, is_open)


def has_declarations(data: bytes, start: int, end: int) -> bool:
    """Whether `<!` (a comment, CDATA or DTD) occurs; by its rarer character, which is quicker."""
    found = data.find(b"!", start, end)
    while found >= 0:
        if data[found - 1] == 0x3C:
            return True
        found = data.find(b"!", found + 1, end)
    return False


def pmid_of(record: bytes) -> str | None:
    """The first PMID in a record that could not be parsed."""
    found = _PMID.search(record)
    return found[1].decode() if found else None


def records(chunk: bytes) -> Iterator[bytes]:
    """The single records of a chunk whose parsing failed.

    Here a start tag inside a record ends the one before it, which lacks its end tag.
    """
    position = 0
    while True:
        found = _GAP.search(chunk, position)
        while found is not None and found["record"] is None:
            found = _GAP.search(chunk, found.end())
        if found is None:
            return
        name = found["record"]
        end = _end(chunk, found.start(), name)
        opaque = has_declarations(chunk, found.start(), len(chunk) if end is None else end)
        later = (
            None if opaque else re.compile(b"<" + name + rb"(?=[\s/>])").search(chunk, found.end())
        )
        if later is not None and (end is None or later.start() < end):
            end = later.start()
        position = len(chunk) if end is None else end
        yield chunk[found.start() : position]


def _give_up(buffer: bytes) -> tuple[list[bytes], int]:
    """The beginning of an endless record, to be quarantined, and where to go on."""
    found = _START.search(buffer)
    if found is None:
        return [], len(buffer)
    later = re.compile(re.escape(found[0]) + rb"(?=[\s/>])").search(buffer, found.end())
    resume = later.start() if later is not None else len(buffer)
    return [buffer[found.start() : found.start() + BLOCK]], resume


def _next_span(
    buffer: bytes, position: int, is_open: bool, size: int
) -> tuple[tuple[int, int] | None, bool]:
    """Span of the next whole records at or after `position`, and whether a set is open by then.

    An empty span says that nothing of interest begins before it: what is no record is not looked at
    again with every block that follows.
    """
    found = _GAP.search(buffer, position)
    while found is not None and found["record"] is None:
        if found["root"] is not None:
            is_open = found["empty"] is None
        elif found["close"] is not None:
            is_open = False
        elif found["unfinished"] is not None:
            return None, is_open
        found = _GAP.search(buffer, found.end())
    if found is None:
        last = buffer.rfind(b"<", position)
        last = len(buffer) if last < 0 else last
        return (last, last), is_open
    begin, name = found.start(), found["record"]
    tag = b"</" + name + b">"
    last = buffer.rfind(tag, begin, begin + size)
    if last >= 0 and not has_declarations(buffer, begin, last):
        return (begin, last + len(tag)), is_open
    end = _end(buffer, begin, name)
    return (None if end is None else (begin, end)), is_open


def _end(buffer: bytes, begin: int, name: bytes) -> int | None:
    """Where the record that starts at `begin` ends; None when its end is not in the buffer."""
    tag = b"</" + name
    found = buffer.find(tag, begin)
    while found >= 0:
        after = found + len(tag)
        close = buffer.find(b">", after)
        if close < 0:
            return None
        if buffer[after:close].strip():
            found = buffer.find(tag, after)
        elif has_declarations(buffer, begin, found):
            return _careful_end(buffer, begin, name)
        else:
            return close + 1
    return None


def _careful_end(buffer: bytes, begin: int, name: bytes) -> int | None:
    """As `_end`, for records with CDATA or comments, in which tags do not count."""
    token = re.compile(_OPAQUE + rb"|(</" + name + rb"\s*>)|<!--|<!\[CDATA\[", re.DOTALL)
    for found in token.finditer(buffer, begin):
        if found[1] is not None:
            return found.end()
        if found[0] in {b"<!--", b"<![CDATA["}:
            return None
    return None


def _check_end(buffer: bytes, position: int, is_open: bool) -> None:
    unfinished = _START.search(buffer, position)
    if unfinished is not None:
        pmid = pmid_of(buffer[unfinished.start() :])
        raise TruncatedError(f"the file ends inside {f'PMID {pmid}' if pmid else 'a record'}")
    if is_open:
        raise TruncatedError("the file ends before its set of records is closed")


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(b"<\0"):
        return "utf-16-le"
    if head.startswith(b"\0<"):
        return "utf-16-be"
    declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
    return declared[1].decode() if declared else "utf-8"


def _utf8(stream: BinaryIO) -> Iterator[bytes]:
    """Blocks of the stream in UTF-8. Bytes that its encoding does not know stay as they are, so
    that the record they stand in fails to parse and no other."""
    head = stream.read(BLOCK)
    blocks = _blocks(head, stream)
    try:
        encoding = codecs.lookup(_encoding(head)).name
    except LookupError:
        encoding = "utf-8"
    if encoding in {"utf-8", "ascii"}:
        yield from blocks
        return
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
    for block in blocks:
        yield decoder.decode(block).encode("utf-8", "surrogateescape")
    yield decoder.decode(b"", final=True).encode("utf-8", "surrogateescape")


def _blocks(head: bytes, stream: BinaryIO) -> Iterable[bytes]:
    while head:
        yield head
        head = stream.read(BLOCK)
