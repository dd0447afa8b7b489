"""openFDA drug labels: API answers, bulk files, single records and lines of records.

Source: https://open.fda.gov/apis/drug/label/ (fields, `openfda` annotations, bulk downloads).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from osler.evidence.document import Document
from osler.sources.labels.label import Label, distinct, first_words, given, header
from osler.sources.labels.layout import compose
from osler.sources.labels.loinc import BOXED, FIELDS, UNCODED_FIELDS
from osler.sources.labels.outline import Field, outline
from osler.sources.labels.records import batches, records
from osler.sources.labels.rows import read_breaks
from osler.sources.markup import squeeze
from osler.sources.source import Found, Item, Quarantined, Skipped

_NOT_TEXT = frozenset(
    {"spl_product_data_elements", "package_label_principal_display_panel", "set_id", "id"}
)
_TELLING = "|".join(sorted(name for name in FIELDS if "_" in name))
_FIELD = re.compile(rf'"(?:{_TELLING}|spl_product_data_elements)(?:_table)?"\s*:\s*\['.encode())
_OPENING = re.compile(rb"\s*[\[{]")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class OpenFdaLabels:
    """Labels as the openFDA API gives them."""

    name = "openfda"

    def recognises(self, head: bytes) -> bool:
        """JSON in which a field that only openFDA labels have holds a list."""
        start = head.removeprefix(b"\xef\xbb\xbf")
        return bool(_OPENING.match(start) and _FIELD.search(start))

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """Batches of records: JSON arrays, or runs of whole lines where the file has lines."""
        return batches(stream)

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """Each record → one item."""
        for number, record in enumerate(records(chunk)):
            where = f"{origin} record {number + 1}"
            if isinstance(record, dict):
                yield _read(record, where)
            else:
                yield Quarantined(str(record.claimed or where), record.reason)


def _read(record: dict[str, Any], where: str) -> Item:
    facts = record.get("openfda")
    facts = facts if isinstance(facts, dict) else {}
    set_id = (given(record.get("set_id")) or next(iter(_texts(facts, "spl_set_id")), "")).lower()
    if not _UUID.fullmatch(set_id):
        return Quarantined(set_id or given(record.get("id")) or where, "no set id")
    version = str(record.get("version", "")).strip()
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        return Quarantined(set_id, "no version number")
    label = _label(record, facts, set_id, str(int(version)))
    head = header(label)
    breaks = read_breaks(
        text for name in record if name.endswith("_table") for text in _texts(record, name)
    )
    text, sections = compose(head.title, outline(list(_fields(record)), breaks, first_words(head)))
    if not sections:
        return Skipped(label.key, "label without text")
    return Found(Document(head, text, sections), version=int(version), rank=1)


def _fields(record: dict[str, Any]) -> Iterator[Field]:
    """Section texts in record order. Fields not known by name count as unclassified."""
    for name, value in record.items():
        if name in _NOT_TEXT or name.endswith("_table") or not isinstance(value, list):
            continue
        code = None if name in UNCODED_FIELDS else FIELDS.get(name)
        for text in _texts(record, name):
            if squeezed := squeeze(text):
                yield Field(code, squeezed)


def _label(record: dict[str, Any], facts: dict[str, Any], set_id: str, version: str) -> Label:
    def all_of(*names: str) -> tuple[str, ...]:
        return distinct(text for name in names for text in _texts(facts, name))

    generics = all_of("generic_name")
    return Label(
        key=f"label:{set_id}:{version}",
        lineage=f"label:{set_id}",
        source="openfda",
        set_id=set_id,
        version=version,
        spl_id=given(record.get("id")),
        effective=given(record.get("effective_time")),
        brands=all_of("brand_name"),
        generics=generics or all_of("substance_name"),
        moieties=all_of("substance_name"),
        unii=all_of("unii"),
        ndc=all_of("product_ndc"),
        rxcui=all_of("rxcui"),
        labelers=all_of("manufacturer_name"),
        routes=all_of("route"),
        applications=all_of("application_number"),
        classes=all_of("pharm_class_epc", "pharm_class_moa", "pharm_class_cs", "pharm_class_pe"),
        kind=next(iter(all_of("product_type")), None),
        boxed=any(FIELDS.get(name) == BOXED and _texts(record, name) for name in record),
    )


def _texts(mapping: dict[str, Any], name: str) -> tuple[str, ...]:
    """The texts of a field that holds a text or a list; what says nothing left out."""
    value = mapping.get(name)
    values = value if isinstance(value, list) else [value]
    return tuple(each for each in values if isinstance(each, str) and given(each))
