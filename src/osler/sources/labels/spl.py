"""Structured Product Labeling (SPL) XML, as DailyMed distributes it: one file, one label version.

Source: HL7 SPL R4+ (`urn:hl7-org:v3`), FDA SPL implementation guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from osler.evidence.document import Document
from osler.sources import entities
from osler.sources.labels.body import parts
from osler.sources.labels.label import Label, given, header
from osler.sources.labels.layout import compose
from osler.sources.labels.loinc import BOXED
from osler.sources.labels.product import V3, labelers, product
from osler.sources.markup import squeeze
from osler.sources.source import Found, Item, Quarantined, Skipped

MAX_BYTES = 64 << 20  # the largest real labels have a few MB
_ROOT = re.compile(r"<(?:\w+:)?document[\s>]")
_SET_ID = re.compile(rb'<(?:\w+:)?setId\s[^>]{0,200}?root="([0-9A-Fa-f-]{1,64})"')
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KIND = "2.16.840.1.113883.6.1"


class SplLabels:
    """SPL documents: prescription and over-the-counter labels, emergency-use fact sheets."""

    name = "spl"

    def recognises(self, head: bytes) -> bool:
        """A `document` root element in the SPL namespace."""
        encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        text = head[:65536].decode(encoding, "replace")
        return "urn:hl7-org:v3" in text and bool(_ROOT.search(text))

    def chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """The whole file: one label is one document. What exceeds `MAX_BYTES` is cut there and
        so fails to parse.
        """
        data = stream.read(MAX_BYTES + 1)
        if data.strip():
            yield data

    def parse(self, chunk: bytes, origin: str) -> Iterable[Item]:
        """One label → one item."""
        try:
            return (self._read(chunk, origin),)
        except etree.XMLSyntaxError as error:
            return (Quarantined(_claimed(chunk, origin), f"not well-formed XML: {error.msg}"),)
        except RecursionError:
            return (Quarantined(_claimed(chunk, origin), "nested too deeply"),)

    def _read(self, chunk: bytes, origin: str) -> Item:
        if len(chunk) > MAX_BYTES:
            return Quarantined(_claimed(chunk, origin), "larger than 64 MiB")
        root = etree.fromstring(chunk, _parser())
        if unknown := entities.settle(root, chunk):
            return Quarantined(_claimed(chunk, origin), f"entity &{unknown}; has no known text")
        if root.tag != f"{V3}document":
            return Quarantined(origin, "not an SPL document")
        set_id = (_attribute(root, "setId", "root") or "").lower()
        version = _attribute(root, "versionNumber", "value") or ""
        if not _UUID.fullmatch(set_id):
            return Quarantined(set_id or origin, "no set id")
        if not (version.isascii() and version.isdigit() and len(version) < 10):
            return Quarantined(set_id, "no version number")
        label = _label(root, set_id, str(int(version)))
        head = header(label)
        text, sections = compose(head.title, parts(root))
        if not sections:
            return Skipped(label.key, "label without text")
        return Found(Document(head, text, sections), version=int(version), rank=2)


def _label(root: etree._Element, set_id: str, version: str) -> Label:
    facts = product(root)
    body = root.findall(f"{V3}component/{V3}structuredBody/{V3}component/{V3}section/{V3}code")
    code = root.find(f"{V3}code")
    title = root.find(f"{V3}title")
    printed = squeeze("".join(str(t) for t in title.itertext())) if title is not None else ""
    return Label(
        key=f"label:{set_id}:{version}",
        lineage=f"label:{set_id}",
        source="spl",
        set_id=set_id,
        version=version,
        spl_id=(_attribute(root, "id", "root") or "").lower() or None,
        effective=_attribute(root, "effectiveTime", "value"),
        printed_title=printed[:120] or None,
        brands=facts.brands,
        generics=facts.generics,
        moieties=facts.moieties,
        unii=facts.unii,
        ndc=facts.ndc,
        labelers=labelers(root),
        forms=facts.forms,
        routes=facts.routes,
        categories=facts.categories,
        applications=facts.applications,
        kind=given(code.get("displayName")) if code is not None else None,
        boxed=any(each.get("code") == BOXED for each in body),
    )


def _parser() -> etree.XMLParser:
    """No entities, no network, no DTD, libxml2's own limits on depth and size left on."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _attribute(root: etree._Element, name: str, attribute: str) -> str | None:
    element = root.find(f"{V3}{name}")
    return given(element.get(attribute)) if element is not None else None


def _claimed(chunk: bytes, origin: str) -> str:
    found = _SET_ID.search(chunk[:65536])
    return found[1].decode("ascii").lower() if found else origin
