"""Title and abstract as JSON lines: `{"pmid": …, "title": …, "abstract": …}` on each line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from osler.evidence.dates import read_date
from osler.sources import lines
from osler.sources.pubmed import designs
from osler.sources.pubmed.draft import Draft, document, labelled
from osler.sources.pubmed.markup import squeeze
from osler.sources.pubmed.tagged import readable
from osler.sources.source import Found, Item, Quarantined, Skipped

_decode = msgspec.json.Decoder(dict[str, object]).decode
_LARGEST = 10**18  # beyond it a number is no identifier, and slow to print
_USED = frozenset(
    {"pmid", "PMID", "id", "title", "abstract", "authors", "journal", "pub_date", "date", "year"}
    | {"language", "url", "doi", "pmcid", "mesh", "keywords", "publication_types", "source"}
)


class JsonLines:
    """Not NLM's own format: whoever gathers abstracts writes them so."""

    name = "pubmed-jsonl"

    def recognises(self, head: bytes) -> bool:
        """Whether the first line is an object with title, abstract and an identifier."""
        line = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
        if not line.startswith(b"{"):
            return False
        try:
            names = set(_decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return False
        return {"title", "abstract"} <= names and not names.isdisjoint(
            {"pmid", "PMID", "id", "doi"}
        )

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """Whole lines. A last line that breaks off raises `TruncatedError`."""
        return lines.whole_lines(stream)

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """One item per line; blank lines are none."""
        large = lines.given_up(chunk)
        if large is not None:
            return [Quarantined(_claimed(large, origin), lines.GIVEN_UP)]
        return [
            _record(line, origin)
            for line in chunk.removeprefix(b"\xef\xbb\xbf").split(b"\n")
            if line.strip()
        ]


def _record(line: bytes, origin: str) -> Item:
    try:
        fields = _decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Quarantined(_claimed(line, origin), f"not a JSON object: {error}")
    title, abstract = (readable(_text(fields, name)) for name in ("title", "abstract"))
    draft = _draft(fields, title, abstract)
    if draft.pmid is not None:
        key = f"pubmed:{draft.pmid}"
    else:
        content = hashlib.sha256(f"{title}\n{abstract}".encode("utf-8", "surrogatepass"))
        key = f"abstract:{content.hexdigest()[:16]}"
    made = document(draft, key)
    return Skipped(key, "neither title nor abstract") if made is None else Found(made, 1, 0)


def _claimed(line: bytes, origin: str) -> str:
    found = re.search(rb'"pmid"\s*:\s*"?(\d+)', line[:65536])
    digest = hashlib.sha256(line.strip()).hexdigest()[:12]
    return f"pubmed:{found[1].decode()}" if found else f"{origin} record {digest}"


def _draft(fields: dict[str, object], title: str, abstract: str) -> Draft:
    draft = Draft(_pmid(fields), "title and abstract")
    draft.title = title
    draft.sections = labelled(abstract)
    draft.authors = _texts(fields, "authors")
    draft.keywords = _texts(fields, "keywords")
    draft.container = _text(fields, "journal") or None
    printed = _text(fields, "pub_date") or _text(fields, "date") or _text(fields, "year")
    draft.date = read_date(printed)
    draft.languages = _texts(fields, "language")
    draft.doi = _text(fields, "doi") or None
    draft.pmcid = _text(fields, "pmcid") or None
    draft.url = _text(fields, "url") or None
    draft.publication_types = _texts(fields, "publication_types")
    draft.types = [designs.known(None, each) for each in draft.publication_types]
    if draft.pmid is None and _text(fields, "id"):
        draft.other_ids.append(("id", _text(fields, "id")))
    draft.extra = [
        (name, _text(fields, name)) for name in fields if name not in _USED and _text(fields, name)
    ]
    return draft


def _pmid(fields: dict[str, object]) -> str | None:
    for name in ("pmid", "PMID"):
        value = _text(fields, name).removeprefix("pubmed:")
        if value.isascii() and value.isdigit():
            return value
    return None


def _text(fields: dict[str, object], name: str) -> str:
    """A field as text, squeezed; numbers as printed; anything else is as good as absent."""
    value = fields.get(name)
    if isinstance(value, str):
        return squeeze(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return ""
    return str(value) if -_LARGEST < value < _LARGEST else ""


def _texts(fields: dict[str, object], name: str) -> list[str]:
    """A field that is a list of texts, or one text."""
    value = fields.get(name)
    if isinstance(value, list):
        return [squeeze(each) for each in value if isinstance(each, str) and each.strip()]
    return [_text(fields, name)] if _text(fields, name) else []
