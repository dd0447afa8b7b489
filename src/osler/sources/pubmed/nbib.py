"""The MEDLINE/NBIB text export. Source: https://www.nlm.nih.gov/bsd/mms/medlineelements.html"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import BinaryIO

from osler.evidence.dates import read_date
from osler.evidence.document import MeshHeading
from osler.sources import lines
from osler.sources.pubmed import corrections, designs
from osler.sources.pubmed.draft import SUMMARY_LABEL, Draft, labelled, settle
from osler.sources.pubmed.item import finished
from osler.sources.pubmed.markup import squeeze, whole_number
from osler.sources.source import Item, Quarantined, TruncatedError

_HEAD = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:[A-Z]{2,4} *- [^\n]*\n\s*)*?PMID- *\d")
_START = re.compile(rb"^PMID-", re.MULTILINE)
_BLANK = re.compile(rb"^[ \t]*\r?\n", re.MULTILINE)
_BOUNDARY = re.compile(rb"^PMID-|^[ \t]*\r?\n", re.MULTILINE)
_SOURCE = b"\nSO  - "
_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)")
_PMID = re.compile(r"PMID: *(\d+)")
_TYPED = re.compile(r"(\S+) \[(doi|pii|bookaccession)\]")
_SUBSTANCE = re.compile(r"\S+ \((.+)\)")
_NCT = re.compile(r"NCT\d{8}")


class Nbib:
    """One citation after another as `TAG - value` lines, each beginning with its PMID."""

    name = "pubmed-nbib"

    def recognises(self, head: bytes) -> bool:
        """Whether tagged lines, one of them a PMID, open the file."""
        return _HEAD.match(head) is not None

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """Whole records; see `lines.cut_before`. A file that breaks off inside a line of a record
        without its last field (`SO`), though others here have it, raises `TruncatedError` in place
        of that record.
        """
        held, ends = b"", False
        for chunk in lines.cut_before(stream, _BOUNDARY):
            if held:
                yield held
            ends = ends or _SOURCE in held
            held = chunk
        last = max((match.start() for match in _START.finditer(held)), default=0)
        ends = ends or _SOURCE in held[:last]
        if ends and not held.endswith((b"\n", b"\r")) and _SOURCE not in held[last:]:
            if last:
                yield held[:last]
            name = held[last:].split(b"\n", 1)[0].strip().decode("ascii", "replace")
            raise TruncatedError(f"the file ends inside {name}")
        if held:
            yield held

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """One item per record."""
        large = lines.given_up(chunk)
        if large is not None:
            return [Quarantined(_claimed(large, origin), lines.GIVEN_UP)]
        return [_record(record, origin) for record in _records(chunk)]


def _records(chunk: bytes) -> Iterator[bytes]:
    """A record ends at a blank line and before the next PMID."""
    for block in _BLANK.split(chunk.removeprefix(b"\xef\xbb\xbf")):
        starts = [match.start() for match in _START.finditer(block)]
        for begin, end in pairwise([0, *starts[1:], len(block)]):
            if block[begin:end].strip():
                yield block[begin:end]


def _claimed(record: bytes, origin: str) -> str:
    found = re.search(rb"^PMID- *(\d+)", record, re.MULTILINE)
    return f"pubmed:{found[1].decode()}" if found else origin


def _record(record: bytes, origin: str) -> Item:
    try:
        text = record.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 text: {error.reason} at byte {error.start}"
        return Quarantined(_claimed(record, origin), reason)
    fields = list(_fields(text))
    if sum(tag == "TI" for tag, _ in fields) > 1:
        return Quarantined(_claimed(record, origin), "two records run together: two titles")
    draft = Draft(None, "NBIB")
    for tag, value in fields:
        _read(draft, tag, value)
    settle(draft)
    return finished(draft, f"{origin} record {hashlib.sha256(record).hexdigest()[:12]}", rank=1)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Tags with their values, continuation lines joined."""
    tag, parts = "", list[str]()
    for line in text.splitlines():
        found = _LINE.fullmatch(line) if line[:1].strip() else None
        if found is not None:
            if tag:
                yield tag, squeeze(" ".join(parts))
            tag, parts = found[1], [found[2]]
        elif line.strip():
            parts.append(line)
    if tag:
        yield tag, squeeze(" ".join(parts))


def _read(draft: Draft, tag: str, value: str) -> None:
    """Put one field in its place; tags of no use here are passed over."""
    if not value:
        return
    if tag in _LISTS:
        getattr(draft, _LISTS[tag]).append(value)
    elif tag in _EXTRAS:
        draft.extra.append((_EXTRAS[tag], value))
    elif tag in corrections.MEDLINE_TAGS:
        found = _PMID.search(value)
        kind = corrections.MEDLINE_TAGS[tag]
        draft.related.append((kind, found[1] if found else None, value))
    elif tag in _READERS:
        _READERS[tag](draft, value)


def _pmid(draft: Draft, value: str) -> None:
    draft.pmid = value


def _version(draft: Draft, value: str) -> None:
    draft.version = whole_number(value) or 1


def _title(draft: Draft, value: str) -> None:
    draft.title = value


def _book_title(draft: Draft, value: str) -> None:
    draft.container = draft.container or value


def _publisher(draft: Draft, value: str) -> None:
    draft.publisher = value


def _vernacular(draft: Draft, value: str) -> None:
    draft.vernacular = value


def _journal(draft: Draft, value: str) -> None:
    draft.container = value


def _date(draft: Draft, value: str) -> None:
    draft.date = read_date(value)


def _electronic_date(draft: Draft, value: str) -> None:
    draft.article_date = read_date(value)


def _abstract(draft: Draft, value: str) -> None:
    draft.sections.extend(labelled(value))


def _other_abstract(draft: Draft, value: str) -> None:
    kind, language, text = "other", "eng", value
    if found := re.match(r"([A-Za-z-]+): ", value):
        kind, text = found[1].lower(), value[found.end() :]
    if kind == "plain-language-summary":
        draft.summaries.append((SUMMARY_LABEL, None, text))
    else:
        draft.other_abstracts.append((kind, language, text))


def _other_language(draft: Draft, value: str) -> None:
    if draft.other_abstracts:
        kind, _, text = draft.other_abstracts.pop()
        draft.other_abstracts.append((kind, value, text))


def _type(draft: Draft, value: str) -> None:
    draft.publication_types.append(value)
    draft.types.append(designs.known(None, value))


def _mesh(draft: Draft, value: str) -> None:
    name, *qualifiers = value.split("/")
    draft.mesh.append(
        MeshHeading(None, name.lstrip("*"), "*" in value, tuple(q.lstrip("*") for q in qualifiers))
    )


def _substance(draft: Draft, value: str) -> None:
    found = _SUBSTANCE.fullmatch(value)
    draft.chemicals.append(found[1] if found else value)


def _identifier(draft: Draft, value: str) -> None:
    found = _TYPED.fullmatch(value)
    if found is None:
        return
    if found[2] == "doi":
        draft.doi = found[1]
    elif (found[2], found[1]) not in draft.other_ids:
        draft.other_ids.append((found[2], found[1]))


def _pmcid(draft: Draft, value: str) -> None:
    draft.pmcid = value.split(" ", 1)[0]


def _registry(draft: Draft, value: str) -> None:
    number = value.rpartition("/")[2]
    if _NCT.fullmatch(number):
        draft.nct.append(number)
    else:
        draft.other_ids.append(("databank", value))


_LISTS = {"AU": "authors", "CN": "authors", "LA": "languages", "OT": "keywords"}
_EXTRAS = {
    "STAT": "status",
    "VI": "volume",
    "IP": "issue",
    "PG": "pages",
    "PL": "country",
    "TA": "journal abbreviation",
    "JID": "NLM journal",
    "CI": "copyright",
    "COIS": "conflicts of interest",
    "FED": "editors",
}
_READERS = {
    "PMID": _pmid,
    "VR": _version,
    "TI": _title,
    "BTI": _book_title,
    "PB": _publisher,
    "TT": _vernacular,
    "JT": _journal,
    "DP": _date,
    "DEP": _electronic_date,
    "AB": _abstract,
    "OAB": _other_abstract,
    "OABL": _other_language,
    "PT": _type,
    "MH": _mesh,
    "RN": _substance,
    "NM": _substance,
    "AID": _identifier,
    "LID": _identifier,
    "PMC": _pmcid,
    "SI": _registry,
}
