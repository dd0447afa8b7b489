"""A hospital's own documents: HTML, Markdown or plain text that say what they are."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree, html

from osler.evidence.dates import read_date
from osler.evidence.document import Family, Header
from osler.evidence.standing import Standing, StudyDesign
from osler.sources.entities import without_doctype
from osler.sources.front_matter import fault, split
from osler.sources.guidelines.block import Block, Kind, document
from osler.sources.guidelines.hypertext import blocks
from osler.sources.guidelines.markdown import read_markdown
from osler.sources.guidelines.opening import root_name
from osler.sources.guidelines.strength import marked
from osler.sources.source import Found, Item, Quarantined, Skipped

NEEDED = ("title", "publisher")
WISHED = ("date", "url", "licence")
PLAIN = "text without a front matter (title, publisher, date, url, licence)"
_KNOWN = frozenset(
    {*NEEDED, *WISHED, "topic", "supersedes", "language", "drugs", "scheme", "license"}
)
_PROSE = re.compile(rb"\s*(?:#|---\s*\n|[^\s{\[<][^\t\n]*[A-Za-z][^\t\n]* [^\t\n]* [^\t\n]*)")
_COMMENT = re.compile(r"\s*(?:<!DOCTYPE[^>]*>\s*)?<!--\s*(---.*?\n---\s*\n?)\s*-->", re.S | re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_LANGUAGE = re.compile(r"[a-z]{3}")
_LIMIT = 16 << 20  # bytes: a guideline's text is far smaller


class Local:
    """One document per file, with front matter (`---` YAML; in HTML also `<meta name=…>`).

    Key `local:HASH`, the hash over title, publisher and date. Editions are of one lineage where
    title and publisher are the same but for case and spacing. Text with no front matter at all is
    skipped; one that lacks title or publisher is quarantined and the reason says which. An unknown
    date, address or licence is shown as unknown.
    """

    name = "local"

    def recognises(self, head: bytes) -> bool:
        """HTML, or prose: no other format's opening and no tabs in the first line. What is text in
        another encoding is claimed too, so that it is set aside with the reason.
        """
        head = _recoded(head)
        if head.lstrip()[:5] == b"PMID-":
            return False
        if b"\0" in head[:8192]:
            return head.replace(b"\0", b"")[:4] == b"---\n"  # to say what is wrong with it
        if root_name(head) in ("html", "body", "head") or head[:512].lstrip()[:7] == b"<!-----":
            return True
        if _COMMENT.match(head[:65536].decode("utf-8", "replace")):
            return True
        prose = _PROSE.match(head.removeprefix(b"\xef\xbb\xbf"))
        return prose is not None and (_utf8(head) or _CONTROL.search(head) is None)

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """The whole file."""
        yield stream.read(_LIMIT + 1)

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """The document, or what its front matter lacks."""
        if len(chunk) > _LIMIT:
            yield Quarantined(origin, "larger than 16 MiB: not a document")
            return
        try:
            text = _recoded(chunk).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            yield Quarantined(origin, f"not UTF-8 text: byte {error.start} cannot be read")
            return
        if "\0" in text:
            yield Quarantined(origin, "not UTF-8 text: UTF-16 needs a byte order mark")
            return
        comment = _COMMENT.match(text)
        if wrong := fault(comment[1] + "\n" if comment else text):
            yield Quarantined(origin, f"front matter: {wrong}")
            return
        fields, body = _read(text)
        missing = [name for name in NEEDED if not fields.get(name)]
        if len(missing) == len(NEEDED):
            yield Skipped(origin, PLAIN)
            return
        if missing:
            wanted = ", ".join(missing)
            yield Quarantined(origin, f"no front matter for: {wanted}; add them between --- lines")
            return
        if not any(block.text for block in body):
            yield Quarantined(origin, "front matter without text after it")
            return
        nice = fields.get("scheme", "").casefold() == "nice"
        yield Found(document(_header(fields), (marked(block, nice) for block in body)))


def _recoded(data: bytes) -> bytes:
    """UTF-16 with its byte order mark as UTF-8; anything else as it is."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    decoder = codecs.getincrementaldecoder("utf-16")("strict")
    try:
        return decoder.decode(data).encode()
    except UnicodeError:
        return data


def _utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # a character cut by the end of the head
    return True


def _read(text: str) -> tuple[dict[str, str], tuple[Block, ...]]:
    """Front matter and body of whichever of the three formats this is."""
    comment = _COMMENT.match(text)
    if comment or root_name(text[:65536].encode("utf-8", "replace")) in ("html", "head", "body"):
        fields = _fields(split(comment[1] + "\n") if comment else None)
        fields = {**_metas(text), **fields}
        return fields, _untitled(blocks(text), fields)
    found = split(text)
    if found is None:
        return {}, ()
    fields = _fields(found)
    if "<p>" in found[1][:2000].casefold() or found[1].lstrip()[:1] == "<":
        return fields, _untitled(blocks(found[1]), fields)
    return fields, _untitled(read_markdown(found[1]), fields)


def _fields(found: tuple[dict[str, object], str] | None) -> dict[str, str]:
    """Known fields as text; a list becomes one text with semicolons."""
    fields: dict[str, str] = {}
    for name, value in (found[0] if found else {}).items():
        key = str(name).strip().casefold()
        if key in _KNOWN and value is not None:
            listed = value if isinstance(value, list) else [value]
            fields["licence" if key == "license" else key] = "; ".join(map(str, listed)).strip()
    return fields


def _metas(text: str) -> dict[str, str]:
    try:
        bare = without_doctype(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text))
        root = html.document_fromstring(bare, ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError):
        return {}
    fields: dict[str, str] = {}
    title = root.findtext(".//title")
    if title and title.strip():
        fields["title"] = " ".join(title.split())
    for meta in root.iter("meta"):
        name = (meta.get("name") or "").strip().casefold().removeprefix("dc.")
        value = (meta.get("content") or "").strip()
        if name in _KNOWN and value:
            fields["licence" if name == "license" else name] = value
    return fields


def _untitled(body: tuple[Block, ...], fields: dict[str, str]) -> tuple[Block, ...]:
    """The body without a first heading that only repeats the title."""
    first = next((block for block in body if block.text), None)
    if first and first.kind is Kind.HEADING and first.text == fields.get("title"):
        return tuple(block for block in body if block is not first)
    return body


def _header(fields: dict[str, str]) -> Header:
    named = "\n".join(fields.get(each, "") for each in ("publisher", "title", "date"))
    work = "\n".join(" ".join(fields[each].casefold().split()) for each in NEEDED)
    key = f"local:{hashlib.sha256(named.encode()).hexdigest()[:16]}"
    date = read_date(fields.get("date", ""))
    language = fields.get("language", "").casefold()
    extra = [(name, fields[name]) for name in ("supersedes", "scheme") if fields.get(name)]
    return Header(
        key=key,
        family=Family.GUIDELINES,
        source="local",
        title=fields["title"],
        lineage=f"local:{hashlib.sha256(work.encode()).hexdigest()[:16]}",
        version=date.iso if date else None,
        publisher=fields["publisher"],
        date=date,
        language=language if _LANGUAGE.fullmatch(language) else None,
        url=fields.get("url"),
        licence=fields.get("licence"),
        standing=Standing(design=StudyDesign.PRACTICE_GUIDELINE),
        drugs=tuple(
            drug.strip().lower()
            for drug in re.split(r"[;,]", fields.get("drugs", ""))
            if drug.strip()
        ),
        topic=fields.get("topic"),
        extra=tuple(extra),
    )
