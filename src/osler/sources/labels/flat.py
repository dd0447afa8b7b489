"""Flattened openFDA sections, one label a line, without set id, version or date.

Such files circulate as data sets made from openFDA: brand and generic name, a class, and a handful
of sections as texts. Nothing says which label a line is, so a document is named after its content.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from osler.evidence.document import Document
from osler.sources.labels.label import Label, first_words, given, header
from osler.sources.labels.layout import compose
from osler.sources.labels.loinc import BOXED, FIELDS
from osler.sources.labels.outline import Field, outline
from osler.sources.labels.records import Unreadable, batches, records
from osler.sources.labels.rows import Breaks
from osler.sources.markup import squeeze
from osler.sources.source import Found, Item, Quarantined, Skipped

_NAMES = re.compile(rb'"(?:brand_name|generic_name)"\s*:\s*(?:"|null)')
_SECTION = re.compile(
    rb'"(?:indications_and_usage|warnings_and_cautions|dosage_and_administration|'
    rb'adverse_reactions|drug_interactions|contraindications)"\s*:\s*(?:"|null)'
)
_OTHERS = re.compile(rb'"(?:set_id|openfda|results)"\s*:')


class FlatLabels:
    """Lines of openFDA sections that have lost their identifiers."""

    name = "openfda-flat"

    def recognises(self, head: bytes) -> bool:
        """A JSON object with a drug's name and a label section as plain texts, and no set id."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        first = start.split(b"\n", 1)[0] if start[:2] != b"{\n" else start
        return bool(
            start.startswith(b"{")
            and _NAMES.search(first)
            and _SECTION.search(first)
            and not _OTHERS.search(first)
        )

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """Runs of whole lines."""
        return batches(stream)

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """Each line → one item; lines alike in names and sections → documents alike."""
        for number, record in enumerate(records(chunk)):
            where = f"{origin} record {number + 1}"
            if isinstance(record, Unreadable):
                yield Quarantined(where, record.reason)
            else:
                yield _read(record, where)


def _read(record: dict[str, Any], where: str) -> Item:
    brand, generic = given(record.get("brand_name")), given(record.get("generic_name"))
    fields = [
        Field(FIELDS[name], squeeze(str(value)))
        for name, value in record.items()
        if name in FIELDS and given(value)
    ]
    if not fields:
        return Skipped(where, "label without text")
    if brand is None and generic is None:
        return Quarantined(where, "no drug name")
    key = f"label:flat:{_fingerprint(brand, generic, fields)}"
    drug_class = given(record.get("drug_class"))
    head = header(
        Label(
            key=key,
            lineage=key,
            source="openfda",
            brands=(brand,) if brand else (),
            generics=(generic,) if generic else (),
            classes=(drug_class,) if drug_class else (),
            boxed=any(each.code == BOXED for each in fields),
        )
    )
    text, sections = compose(head.title, outline(fields, Breaks(()), first_words(head)))
    return Found(Document(head, text, sections), version=0, rank=0)


def _fingerprint(brand: str | None, generic: str | None, fields: list[Field]) -> str:
    """12 hex digits over names and sections; fields that say how the line was found count not."""
    shown = sorted(f"{each.code}\x1f{each.text}" for each in fields)
    whole = "\x1e".join((brand or "", generic or "", *shown))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]
