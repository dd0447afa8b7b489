"""SPL XML: golden document, inheritance, tables, and what hostile files come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from made_label import GOLDEN, SET_ID, only, shown
from osler.evidence.document import Family
from osler.evidence.standing import StudyDesign
from osler.sources.labels.spl import SplLabels
from osler.sources.source import Found, Quarantined, Skipped

SPL = SplLabels()


def label(body: str, *, version: str = "3", set_id: str = SET_ID, front: str = "") -> bytes:
    return (
        f'<document xmlns="urn:hl7-org:v3">{front}<setId root="{set_id}"/>'
        f'<versionNumber value="{version}"/><component><structuredBody>{body}'
        "</structuredBody></component></document>"
    ).encode()


def section(text: str, code: str = "34067-9", title: str = "Synthetic", inner: str = "") -> str:
    return (
        f'<component><section><code code="{code}"/><title>{title}</title>'
        f"<text>{text}</text>{inner}</section></component>"
    )


def found(chunk: bytes) -> Found:
    item = only(SPL.parse(chunk, "synthetic.xml"))
    assert isinstance(item, Found), item
    return item


def text_of(body: str) -> str:
    document = found(label(section(body))).document
    return document.text[document.sections[0].start : document.sections[0].end]


def test_golden_document() -> None:
    chunk = (GOLDEN / "synthetic_tablet.xml").read_bytes()
    expected = (GOLDEN / "synthetic_tablet.xml.txt").read_text(encoding="utf-8")
    assert shown(found(chunk).document) == expected


def test_header_of_golden() -> None:
    item = found((GOLDEN / "synthetic_tablet.xml").read_bytes())
    header = item.document.header
    assert (header.key, header.lineage) == (f"label:{SET_ID}:12", f"label:{SET_ID}")
    assert (header.family, header.source, header.version) == (Family.LABELS, "spl", "12")
    assert (item.version, item.rank) == (12, 2)
    assert header.title == "Osleron FC (testastatin calcium) tablet, film coated — FDA drug label"
    assert header.drugs == (
        "testastatin calcium",
        "testastatin",
        "testastatin calcium trihydrate",
    )
    assert header.brands == ("Osleron FC",)
    assert header.publisher == "Synthetic Laboratories"
    assert header.container == "DailyMed"
    assert header.date is not None
    assert header.date.iso == "2024-03-15"
    assert header.identifiers.unii == ("SYNTHUNII1",)
    assert header.identifiers.ndc == ("99999-001", "99999-001-30")
    assert header.url == f"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={SET_ID}"
    assert header.standing.design is StudyDesign.DRUG_LABEL
    assert dict(header.extra) == {
        "route": "ORAL",
        "dosage form": "TABLET, FILM COATED",
        "marketing category": "NDA",
        "application": "NDA999999",
        "document type": "HUMAN PRESCRIPTION DRUG LABEL",
        "boxed": "yes",
    }


def test_pictures_and_listing_data_are_left_out() -> None:
    text = found((GOLDEN / "synthetic_tablet.xml").read_bytes()).document.text
    assert "picture" not in text
    assert "TALC" not in text


def test_label_without_title_is_named_after_its_product() -> None:
    assert (
        found(label(section("Text."))).document.header.title == "Unnamed product — FDA drug label"
    )


def test_emergency_fact_sheet_is_not_called_a_label() -> None:
    front = "<title>Synthetic EMERGENCY USE AUTHORIZATION (EUA)</title>"
    title = found(label(section("Text."), front=front)).document.header.title
    assert title.endswith("— FDA emergency use fact sheet")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>9</sup>/L", "10⁹/L"),
        ("the 25<sup>th</sup> centile", "the 25th centile"),
        ("HbA<sub>1c</sub>", "HbA1c"),
        ("one<br/>two", "one\ntwo"),
        ("a <content><content>deep <content>er</content></content></content> b", "a deep er b"),
        ("<paragraph>one</paragraph><paragraph>two</paragraph>", "one\n\ntwo"),
        ("tail<list><item>x</item></list>after", "tail\n• x\n\nafter"),
        ("<list listType='ordered'><item>x</item><item>y</item></list>", "1. x\n2. y"),
        ("<list><item><caption>(a)</caption>x</item></list>", "(a) x"),
        ("<list><item>x • y</item></list>", "• x\n  • y"),
        ("<table><tr><td>alone</td></tr></table>", "alone"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a | b"),
    ],
)
def test_narrative(markup: str, text: str) -> None:
    assert text_of(markup) == text


def test_absurd_spans_do_no_harm() -> None:
    cell = "<td rowspan='99999999999999999999' colspan='999999'>x</td>"
    assert text_of(f"<table><tr>{cell}<td>y</td></tr><tr><td>z</td></tr></table>") != ""


@pytest.mark.parametrize(
    ("chunk", "record", "reason"),
    [
        (b"<document xmlns='urn:hl7-org:v3'><oops>", "synthetic.xml", "not well-formed XML"),
        (
            f'<document xmlns="urn:hl7-org:v3"><setId root="{SET_ID}"/><oops>'.encode(),
            SET_ID,
            "not well-formed XML",
        ),
        (label("", set_id="not-an-id"), "not-an-id", "no set id"),
        (label("", version="x1"), SET_ID, "no version number"),
        (b"<document/>", "synthetic.xml", "not an SPL document"),
        (b"", "synthetic.xml", "not well-formed XML"),
    ],
)
def test_malformed_is_quarantined_by_its_id(chunk: bytes, record: str, reason: str) -> None:
    item = only(SPL.parse(chunk, "synthetic.xml"))
    assert isinstance(item, Quarantined)
    assert item.record == record
    assert item.reason.startswith(reason)


def test_label_without_text_is_skipped() -> None:
    item = only(SPL.parse(label(""), "synthetic.xml"))
    assert item == Skipped(f"label:{SET_ID}:3", "label without text")


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    head = f'<!DOCTYPE document [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "expanded">]>'
    chunk = head.encode() + label(section("before &x; &y; after"))
    item = only(SPL.parse(chunk, "synthetic.xml"))
    text = item.document.text if isinstance(item, Found) else ""
    assert "SECRET" not in text
    assert "expanded" not in text


@pytest.mark.parametrize(
    "nest",
    [
        lambda n: section("<content>" * n + "x" + "</content>" * n),
        lambda n: section("<list><item>" * n + "x" + "</item></list>" * n),
        lambda n: section("<table><tr><td>" * n + "x" + "</td></tr></table>" * n),
        lambda n: "<component><section>" * n + "<text>x</text>" + "</section></component>" * n,
    ],
)
@pytest.mark.parametrize("depth", [20, 75, 110, 5000])
def test_deep_nesting_never_raises(nest: object, depth: int) -> None:
    item = only(SPL.parse(label(nest(depth)), "synthetic.xml"))  # type: ignore[operator]
    assert isinstance(item, (Found, Quarantined))
    if depth == 20:
        assert isinstance(item, Found)
        assert "x" in item.document.text


def test_recognises_by_content() -> None:
    assert SPL.recognises(label(section("x"))[:200])
    assert SPL.recognises(label(section("x")).decode().encode("utf-16"))
    assert not SPL.recognises(b'<ClinicalDocument xmlns="urn:hl7-org:v3">')
    assert not SPL.recognises(b"<PubmedArticleSet>")
    assert not SPL.recognises(b"\xff\xfe\x00")
    assert not SPL.recognises(b"")
