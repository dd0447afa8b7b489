"""The digest format, `osler-digest/1`: one Markdown file with front matter per digest.

README.md beside this module describes every field. A digest is not its source's text: every
document made here stands with `Standing.digest`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from osler.evidence.dates import read_date
from osler.evidence.document import Document, Family, Header, Identifiers
from osler.evidence.recommendation import Recommendation, Scheme
from osler.evidence.standing import Notice, NoticeKind, Standing, StudyDesign
from osler.sources import front_matter
from osler.sources.digests.body import lay_out
from osler.sources.digests.fields import Fields, InvalidError
from osler.sources.source import Found, Item, Quarantined

FORMAT = "osler-digest/1"
LIMIT = 262_144  # bytes; a digest is a page

_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n((?:(?!---|\.\.\.)[^\n]*\n)*)")
_FORMAT = re.compile(rb"(?m)^format:[ \t]*[\"']?osler-digest/1[\"']?[ \t]*\r?$")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class DigestSource:
    """Reads digests; one file is one chunk and one record."""

    name = "digest"

    def recognises(self, head: bytes) -> bool:
        """Whether the file opens with front matter that names the format."""
        opening = _HEAD.match(head)
        return opening is not None and _FORMAT.search(opening[1]) is not None

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """The whole file, cut off one byte past `LIMIT` so that `parse` can say it is too long."""
        yield stream.read(LIMIT + 1)

    def parse(self, chunk: bytes, origin: str) -> tuple[Item, ...]:
        """One `Found`, or one `Quarantined` that says which field is wrong."""
        if len(chunk) > LIMIT:
            return (Quarantined(origin, f"digest is longer than {LIMIT} bytes"),)
        try:
            text = chunk.decode("utf-8")
        except UnicodeDecodeError:
            return (Quarantined(origin, "digest is not UTF-8"),)
        split = front_matter.split(text)
        if split is None:
            wrong = front_matter.fault(text)
            reason = "front matter cannot be read" + (f": {wrong}" if wrong else "")
            return (Quarantined(origin, reason),)
        fields, body = Fields(split[0]), split[1]
        try:
            return (Found(_document(fields, body)),)
        except InvalidError as error:
            return (Quarantined(_record(split[0], origin), str(error)),)


def _record(fields: dict[str, object], origin: str) -> str:
    slug = fields.get("slug")
    return f"digest:{slug}" if isinstance(slug, str) and _SLUG.fullmatch(slug) else origin


def _document(fields: Fields, body: str) -> Document:
    if fields.required("format") != FORMAT:
        raise InvalidError(f"format is not {FORMAT}")
    header = _header(fields)
    laid = lay_out(header.title, body)
    if not laid.sections:
        raise InvalidError("no text under the front matter")
    graded = tuple(_recommendation(each, laid.text) for each in fields.records("recommendations"))
    fields.finish()
    return Document(header, laid.text, laid.sections, graded)


def _header(fields: Fields) -> Header:
    key = _key(fields.required("slug"))
    return Header(
        key=key,
        family=fields.choice("family", Family),
        source=DigestSource.name,
        title=fields.required("title"),
        lineage=key,
        container=fields.text("container"),
        publisher=fields.text("publisher"),
        date=read_date(fields.text("date") or ""),
        authors=fields.texts("authors"),
        language=fields.text("language"),
        url=fields.text("url"),
        licence=fields.text("licence"),
        identifiers=Identifiers(
            pmid=fields.text("pmid"), doi=fields.text("doi"), set_id=fields.text("set_id")
        ),
        standing=_standing(fields),
        drugs=tuple(name.lower() for name in fields.texts("drugs")),
        brands=fields.texts("brands"),
        topic=fields.text("topic"),
        extra=_extra(fields),
    )


def _standing(fields: Fields) -> Standing:
    standing = Standing(design=fields.choice("design", StudyDesign), digest=True)
    newer = fields.text("superseded_by")
    return standing.noting(Notice(NoticeKind.SUPERSEDED, _key(newer))) if newer else standing


def _extra(fields: Fields) -> tuple[tuple[str, str], ...]:
    older = fields.text("supersedes")
    named = (("note", fields.text("note")), ("supersedes", _key(older) if older else None))
    return tuple((name, value) for name, value in named if value is not None)


def _key(slug: str) -> str:
    if not _SLUG.fullmatch(slug):
        raise InvalidError(f"slug is not lower-case words joined by hyphens: {slug[:80]!r}")
    return f"digest:{slug}"


def _recommendation(fields: Fields, text: str) -> Recommendation:
    sentence = fields.required("sentence")
    start = text.find(sentence)
    if start < 0:
        raise InvalidError(f"recommendation is not in the text: {sentence[:80]!r}")
    if text.find(sentence, start + 1) >= 0:
        raise InvalidError(f"recommendation is in the text twice: {sentence[:80]!r}")
    strength = fields.text("strength")
    found = Recommendation(
        start=start,
        end=start + len(sentence),
        scheme=fields.choice("scheme", Scheme),
        strength=strength,
        normalised=strength,
        certainty=fields.text("certainty"),
        population=fields.text("population"),
        topic=fields.text("topic"),
    )
    fields.finish()
    return found
